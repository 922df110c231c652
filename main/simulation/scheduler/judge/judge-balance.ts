import type { JudgeProcessor, JudgeState, JudgeTask } from './judge-state.ts';

export function rebalance(state: JudgeState, cpu: JudgeProcessor, number: number): void {
  const { balancer, busyBalance } = state.profile;
  if (balancer === null) return;
  if (cpu.current === null) balance(state, cpu, number, balancer === '2.6.0');
  else if (state.ticks % busyBalance === 0) balance(state, cpu, number, false);
}

export function balance(state: JudgeState, cpu: JudgeProcessor, number: number, idle: boolean): void {
  const { balancer } = state.profile;
  if (balancer === null) return;
  const own = idle ? state.length(cpu) : Math.max(state.length(cpu), cpu.remembered[number] as number);
  let busiest = -1;
  let most = 1;
  for (const [index, other] of state.cpus.entries()) {
    const now = state.length(other);
    const load = idle ? now : Math.min(now, cpu.remembered[index] as number);
    // The queue of one that is off-line is remembered as it is, empty.
    cpu.remembered[index] = now;
    if (!other.isOnline) continue;
    if (load > most && index !== number) {
      most = load;
      busiest = index;
    }
  }
  const from = state.cpus[busiest];
  if (from === undefined) return;
  let count: number;
  if (balancer === '2.5.7x') {
    count = Math.trunc((most - own) / 2);
    if (!idle && count < Math.floor((most + 3) / 4)) return;
    if (state.length(from) <= own + 1) return;
  } else {
    if (!idle && 4 * (most - own) < most) return;
    if (state.length(from) <= own) return;
    count = Math.trunc((most - own) / 2);
  }
  pull(state, cpu, number, from, idle, count);
}

function pull(
  state: JudgeState,
  cpu: JudgeProcessor,
  number: number,
  from: JudgeProcessor,
  idle: boolean,
  count: number,
): void {
  const sorted = (list: readonly JudgeTask[]): JudgeTask[] =>
    list
      .map((task, place) => ({ task, place }))
      .sort((a, b) => a.task.prio - b.task.prio || b.place - a.place)
      .map(({ task }) => task);
  let left = count;
  for (const task of [...sorted(from.expired), ...sorted(from.active)]) {
    const hot =
      state.profile.balancer === '2.5.7x'
        ? state.ticks - task.lastRun <= state.profile.cacheDecay
        : !idle && state.nowUs - task.sinceUs <= state.profile.cacheDecay * state.tickUs;
    if (from.current === task || hot || !state.mayRun(task, number)) continue;
    state.remove(from, task);
    task.cpu = number;
    state.append(cpu, task, 'active');
    const current = cpu.current;
    const equal = state.profile.balancer === '2.5.7x' && current !== null && task.prio === current.prio;
    if (current === null || task.prio < current.prio || (equal && task.slice > current.slice)) cpu.mustSchedule = true;
    left -= 1;
    if (idle || left === 0) return;
  }
}
