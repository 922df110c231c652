import { interactiveSleepTicks } from '../priorities.ts';
import type { JudgeProcessor, JudgeState, JudgeTask } from './judge-state.ts';

export function creditSleep(state: JudgeState, task: JudgeTask, fromInterrupt: boolean): void {
  const profile = state.profile;
  if (profile.family === 'tick') {
    const slept = state.ticks - task.lastRun - 1;
    const average = slept > 0 ? Math.min(task.sleepAverage + slept, profile.maximumSleepAverage) : task.sleepAverage;
    if (average !== task.sleepAverage) {
      task.sleepAverage = average;
      task.prio = state.effective(task);
    }
    return;
  }
  recalculate(state, task, (state.nowUs - task.sinceUs) * 1000);
  if (task.activated === 0) task.activated = fromInterrupt ? 2 : 1;
  task.sinceUs = state.nowUs;
}

export function recalculate(state: JudgeState, task: JudgeTask, pastNs: number): void {
  const profile = state.profile;
  const tickNs = state.tickUs * 1000;
  const most = profile.maximumSleepAverage * tickNs;
  const slept = Math.min(pastNs, most);
  const long = interactiveSleepTicks(profile, 120 + task.nice) * tickNs;
  const limit = profile.creditLimit;
  const high = limit !== null && task.credit > limit;
  if (slept > 0 && task.activated !== -1 && slept > long) {
    task.sleepAverage = (profile.maximumSleepAverage - profile.averageSlice) * tickNs;
    if (limit !== null && !high) task.credit += 1;
  } else if (slept > 0) {
    let more = slept * Math.max(10 - state.bonus(task), 1);
    if (limit !== null && task.credit < -limit) more = Math.min(more, state.full(task) * tickNs);
    if (task.activated === -1 && !high && task.sleepAverage >= long) more = 0;
    const capped = task.activated === -1 && !high && task.sleepAverage < long && task.sleepAverage + more >= long;
    if (capped) {
      task.sleepAverage = long;
    } else {
      task.sleepAverage += more;
      if (task.sleepAverage > most) {
        task.sleepAverage = most;
        if (limit !== null && !high) task.credit += 1;
      }
    }
  }
  task.prio = state.effective(task);
}

export function creditWait(state: JudgeState, cpu: JudgeProcessor, task: JudgeTask): void {
  const profile = state.profile;
  if (task.activated > 0 && (profile.realTimeCredit || task.policy === 'other')) {
    const waited = (state.nowUs - task.sinceUs) * 1000;
    const weight = Math.floor((profile.runQueueWeight * 128) / 100);
    const array = task.array ?? 'active';
    state.remove(cpu, task);
    recalculate(state, task, task.activated === 1 ? Math.floor((waited * weight) / 128) : waited);
    state.append(cpu, task, array);
  }
  task.activated = 0;
}

export function runCharge(state: JudgeState, task: JudgeTask): number {
  const profile = state.profile;
  const run = Math.min(state.nowUs - task.sinceUs, profile.maximumSleepAverage * state.tickUs) * 1000;
  const high = profile.creditLimit !== null && task.credit > profile.creditLimit;
  return profile.runCharge === 'bonus' || high ? Math.floor(run / Math.max(state.bonus(task), 1)) : run;
}
