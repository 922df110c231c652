import type { HostActivity, ListedProcess, ProcessorActivity } from '../solaris/processors/process-scheduler.ts';
import { loadAverages } from './load-average.ts';
import type { RunningHost, TaskFacts } from './running-host.ts';
import { taskState } from './task-table.ts';

function listed(running: RunningHost, task: number, ids: readonly number[]): ListedProcess {
  const { scheduler } = running;
  const { tasks, queues } = scheduler.core;
  const { pid, parent, user, command, startedNs } = running.facts[task] as TaskFacts;
  const place = tasks.processor[task] as number;
  const bound = running.boundTo(task);
  const isRunnable = tasks.state[task] === taskState.runnable;
  return {
    ...{ pid, parent, user, command, startedNs },
    name: scheduler.nameOf(task),
    nice: (tasks.staticPriority[task] as number) - 120,
    priority: tasks.priority[task] as number,
    state: queues.current[place] === task ? 'running' : isRunnable ? 'runnable' : 'sleeping',
    isKernel: tasks.kernel[task] === 1,
    processor: ids[place] as number,
    boundTo: bound === null ? null : (ids[bound] as number),
    ranNs: scheduler.ranNs(task),
    recentNs: running.recentNs(task),
  };
}

function activityOf(running: RunningHost, place: number, ids: readonly number[]): ProcessorActivity {
  const { core } = running.scheduler;
  const { involuntary = 0, pulled = 0, wakeUps = 0, kernelNs = 0 } = running.watch.counts[place] ?? {};
  const busyNs = running.busyNs(place);
  return {
    processor: ids[place] as number,
    queued: core.queues.running[place] as number,
    switches: core.queues.switches[place] as number,
    involuntary,
    migrations: pulled,
    wakeUps,
    userNs: busyNs - kernelNs,
    systemNs: kernelNs,
    idleNs: Math.max(0, core.nowNs - running.startedNs - busyNs),
  };
}

/** What a host that has caught up with the clock is at. `ids` are the ids of its processors, by their places. */
export function hostActivity(running: RunningHost, ids: readonly number[]): HostActivity {
  const { core } = running.scheduler;
  const places = ids.map((_, place) => place).filter((place) => running.isOnLine(place));
  const processes = [...running.live()].map((task) => listed(running, task, ids));
  return {
    load: loadAverages(running.load),
    elapsedNs: core.nowNs - running.startedNs,
    processors: places.map((place) => activityOf(running, place, ids)),
    processes: processes.sort((one, other) => one.pid - other.pid),
    blocked: core.queues.uninterruptible.reduce((sum, count) => sum + count, 0),
  };
}
