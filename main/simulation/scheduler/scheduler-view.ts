import type {
  PriorityList,
  ScheduledProcessor,
  ScheduledTask,
  SchedulerView,
  TaskMove,
  TaskWait,
} from '../../../shared/model/scheduler-views.ts';
import { loadAverages, noLoad } from './load-average.ts';
import { isInteractive, priorityCount } from './priorities.ts';
import type { RunningHost } from './running-host.ts';
import { bonusOfTask } from './sleep-average.ts';
import { noTask, taskState } from './task-table.ts';
import type { Move, Wait } from './task-watch.ts';

/** A host that is down runs nothing. */
const downView = (host: string, atNs: number): SchedulerView => ({
  ...{ host, atNs, up: false, profile: '', tickNs: 0 },
  load: loadAverages(noLoad),
  ...{ processors: [], tasks: [], moves: [] },
});

/** What a screen shows of one host. `ids` are the ids of its processors, by their places. */
export function schedulerView(
  host: string,
  atNs: number,
  running: RunningHost | null,
  ids: readonly number[],
): SchedulerView {
  if (running === null) return downView(host, atNs);
  const looked = new LookedAt(running, ids);
  const { core } = running.scheduler;
  return {
    ...{ host, atNs, up: true, profile: core.profile.name, tickNs: core.tickNs },
    load: loadAverages(running.load),
    processors: ids.map((_, place) => looked.processor(place)),
    tasks: [...running.live()].map((task) => looked.task(task)),
    moves: running.watch.moves.map((move) => looked.move(move)),
  };
}

/** Puts numbers of one host's scheduler into the form of views. */
class LookedAt {
  readonly #running: RunningHost;
  readonly #ids: readonly number[];

  constructor(running: RunningHost, ids: readonly number[]) {
    this.#running = running;
    this.#ids = ids;
  }

  processor(place: number): ScheduledProcessor {
    const { core } = this.#running.scheduler;
    const { queues } = core;
    const active = queues.active[place] as number;
    const current = queues.current[place] as number;
    const expiredAt = queues.expiredAt[place] as number;
    return {
      processor: this.#id(place),
      onLine: queues.isOnline[place] === 1,
      runs: current === noTask ? null : { task: current, sinceNs: core.ranSinceNs[place] as number },
      queued: queues.running[place] as number,
      active: this.#lists(place, active),
      expired: this.#lists(place, 1 - active),
      expiredSinceNs: expiredAt === 0 ? null : expiredAt * core.tickNs,
      switches: queues.switches[place] as number,
      swaps: this.#running.watch.counts[place]?.swaps ?? 0,
      busyNs: this.#running.busyNs(place),
    };
  }

  task(task: number): ScheduledTask {
    const { scheduler, facts } = this.#running;
    const { core } = scheduler;
    const { tasks, profile } = core;
    const staticPriority = tasks.staticPriority[task] as number;
    const priority = tasks.priority[task] as number;
    const bound = this.#running.boundTo(task);
    return {
      task,
      pid: facts[task]?.pid ?? 0,
      name: scheduler.nameOf(task),
      state: this.#state(task),
      policy: (['other', 'fifo', 'round-robin'] as const)[tasks.policy[task] as number] ?? 'other',
      kernel: tasks.kernel[task] === 1,
      nice: staticPriority - 120,
      ...{ staticPriority, priority },
      bonus: core.isRealTime(task) ? 0 : bonusOfTask(core, task) - 5,
      interactive: !core.isRealTime(task) && isInteractive(profile, staticPriority, priority),
      slice: tasks.slice[task] as number,
      fullSlice: core.fullSlice(task),
      sleepAverage: core.sleepAverageTicks(task),
      mostSleepAverage: profile.maximumSleepAverage,
      processor: this.#id(tasks.processor[task] as number),
      boundTo: bound === null ? null : this.#id(bound),
      ranNs: scheduler.ranNs(task),
      waits: this.#running.watch.waitsOf(task).map((wait) => this.#wait(wait)),
    };
  }

  move({ atNs, task, from, to, kind, fromExpired }: Move): TaskMove {
    const name = this.#name(task);
    const target = `processor ${this.#id(to)}`;
    const source = `processor ${this.#id(from)}`;
    const list = fromExpired ? 'the expired array' : 'the active array';
    const reasons = {
      idle: `${target} had nothing to run and took it from ${list} of ${source}, the longest run queue`,
      busy: `${target} looked around, found ${source} with the longest run queue, and took it from ${list}`,
      'off-line': `${source} went off-line; ${target} is the lowest on-line that ${name} may use`,
      bound: `${name} may no longer use ${source}; ${target} is the lowest on-line that it may use`,
    } as const;
    return { atNs, task, name, from: this.#id(from), to: this.#id(to), kind, why: reasons[kind] };
  }

  #wait({ fromNs, toNs, processor, reason, behind }: Wait): TaskWait {
    const id = this.#id(processor);
    const other = behind === noTask ? null : { task: behind, name: this.#name(behind) };
    const runner = other === null ? 'nobody' : other.name;
    const reasons = {
      woken: `it woke while ${runner} ran on processor ${id} at a priority that was as good or better`,
      preempted: `${runner}, of better priority, took processor ${id} from it`,
      expired: `its slice was used up, so that ${runner} had its turn on processor ${id}`,
      yielded: `it let ${runner} go first on processor ${id}`,
      moved: `it was moved to processor ${id}, where ${runner} ran`,
    } as const;
    return { fromNs, toNs: toNs < 0 ? null : toNs, processor: id, reason, behind: other, why: reasons[reason] };
  }

  /** Lists of an array that are not empty, the best priority first. */
  #lists(place: number, array: number): PriorityList[] {
    const { queues, tasks } = this.#running.scheduler.core;
    const lists: PriorityList[] = [];
    let priority = queues.nextPriority(place, array, 0);
    for (; priority < priorityCount; priority = queues.nextPriority(place, array, priority + 1)) {
      const list: number[] = [];
      let task = queues.head(place, array, priority);
      for (; task !== noTask; task = tasks.next[task] as number) list.push(task);
      lists.push({ priority, tasks: list });
    }
    return lists;
  }

  #state(task: number): ScheduledTask['state'] {
    const { tasks, queues } = this.#running.scheduler.core;
    if (queues.current[tasks.processor[task] as number] === task) return 'running';
    const state = tasks.state[task];
    if (state === taskState.runnable) return 'runnable';
    return state === taskState.uninterruptible ? 'uninterruptible' : 'sleeping';
  }

  #name(task: number): string {
    return this.#running.scheduler.nameOf(task);
  }

  #id(place: number): number {
    return this.#ids[place] as number;
  }
}
