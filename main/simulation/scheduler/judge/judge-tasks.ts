import type { JudgeProcessor, JudgeState } from './judge-state.ts';
import { activateElsewhere } from './judge-unplug.ts';

/** Gives a task another nice value. */
export function renice(state: JudgeState, name: string, nice: number): void {
  const task = state.tasks.find((each) => each.name === name);
  if (task === undefined || task.nice === nice) return;
  const cpu = state.cpuOf(task);
  const before = task.prio;
  task.nice = nice;
  if (task.policy !== 'other') return;
  const { array } = task;
  if (array !== null) state.remove(cpu, task);
  task.prio = 120 + nice;
  if (array === null) return;
  state.append(cpu, task, array);
  if (state.profile.niceStyle === 'reset') {
    if (cpu.current === task) cpu.mustSchedule = true;
  } else if (task.prio < before || (task.prio > before && cpu.current === task)) {
    cpu.mustSchedule = true;
  }
}

/** Says where a task may run. */
export function restrict(
  state: JudgeState,
  name: string,
  allowed: readonly number[] | null,
  schedule: (cpu: JudgeProcessor, number: number) => void,
): void {
  const task = state.tasks.find((each) => each.name === name);
  if (task === undefined || task.state === 'dead') return;
  task.allowed = allowed;
  if (allowed === null || allowed.includes(task.cpu)) return;
  const from = state.cpuOf(task);
  const queued = task.array !== null;
  if (queued) state.remove(from, task);
  if (from.current === task) schedule(from, task.cpu);
  task.cpu = allowed.find((each) => state.cpus[each]?.isOnline) as number;
  if (queued) activateElsewhere(state, task);
}
