import { recalculate, runCharge } from './judge-sleep.ts';
import type { JudgeProcessor, JudgeState, JudgeTask } from './judge-state.ts';

/** Takes a processor away; its tasks, in order of creation, go where they may. */
export function takeOffLine(state: JudgeState, number: number): void {
  const cpu = state.cpus[number] as JudgeProcessor;
  cpu.isOnline = false;
  const online = [...state.cpus.keys()].filter((each) => state.cpus[each]?.isOnline);
  const before = cpu.current;
  if (before !== null) {
    const isNs = state.profile.family === 'ns';
    if (isNs) {
      const charge = runCharge(state, before);
      before.sleepAverage = Math.max(0, before.sleepAverage - charge);
      const limit = state.profile.creditLimit;
      if (before.sleepAverage === 0 && limit !== null && Math.abs(before.credit) <= limit) before.credit -= 1;
      before.sinceUs = state.nowUs;
    } else {
      before.lastRun = state.ticks;
    }
    cpu.switches += 1;
    cpu.current = null;
  }
  cpu.mustSchedule = false;
  for (const task of state.tasks) {
    if (task.cpu !== number || task.state === 'dead') continue;
    const wanted = online.find((each) => state.mayRun(task, each));
    if (wanted === undefined) task.allowed = null;
    const queued = task.array !== null;
    if (queued) state.remove(cpu, task);
    task.cpu = wanted ?? (online[0] as number);
    if (queued) activateElsewhere(state, task);
  }
}

/** A task comes from another processor's queue. */
export function activateElsewhere(state: JudgeState, task: JudgeTask): void {
  if (state.profile.family === 'ns') {
    recalculate(state, task, (state.nowUs - task.sinceUs) * 1000);
    task.sinceUs = state.nowUs;
  }
  state.activate(task);
  state.preempt(task);
}

/** Brings a processor back without tasks. */
export function bringOnLine(state: JudgeState, number: number): void {
  const cpu = state.cpus[number] as JudgeProcessor;
  cpu.isOnline = true;
  cpu.expiredAt = 0;
  cpu.bestExpired = 140;
  cpu.remembered = state.cpus.map((each) => state.length(each));
}
