/**
 * A plain scheduler that goes from one hundredth of a millisecond step to the next and does every tick by hand: the judge of
 * the real one. It is written from the same rules in another way, with objects and arrays, and only for tests.
 */
import { granularityTicks } from '../priorities.ts';
import type { SchedulerProfile } from '../profiles.ts';
import type { Program } from '../programs.ts';
import { balance, rebalance } from './judge-balance.ts';
import type { JudgeEvent } from './judge-events.ts';
import { creditSleep, creditWait, runCharge } from './judge-sleep.ts';
import { type JudgeProcessor, JudgeState, type JudgeTask } from './judge-state.ts';
import { renice, restrict } from './judge-tasks.ts';
import { bringOnLine, takeOffLine } from './judge-unplug.ts';

/** The judge's clock: every instant of a workload is a multiple of this. */
const stepUs = 100;

interface Waiting {
  readonly task: JudgeTask;
  readonly exclusive: boolean;
}

export class Judge {
  readonly state: JudgeState;
  readonly segments: [name: string, cpu: number, startUs: number, endUs: number][] = [];
  #timers: { at: number; order: number; task: JudgeTask }[] = [];
  #interrupts: { atUs: number; order: number; task: JudgeTask }[] = [];
  #order = 0;
  readonly #queues = new Map<number, { tokens: number; waiting: Waiting[] }>();

  constructor(profile: SchedulerProfile, cpus: number) {
    this.state = new JudgeState(profile, cpus);
  }

  run(events: readonly JudgeEvent[], untilUs: number, look: (atUs: number) => void): void {
    for (let at = 0; at <= untilUs; at += stepUs) {
      if (at > 0) this.#use(stepUs);
      this.state.nowUs = at;
      if (at > 0 && at % this.state.tickUs === 0) this.#tick();
      const due = this.#interrupts.filter((each) => each.atUs === at).sort((a, b) => a.order - b.order);
      this.#interrupts = this.#interrupts.filter((each) => each.atUs !== at);
      for (const { task } of due) this.#wake(task, null, false);
      for (const event of events.filter((each) => each.atUs === at)) this.#apply(event);
      this.#settle();
      look(at);
    }
  }

  /** Everybody who runs does so for a while. */
  #use(us: number): void {
    this.state.cpus.forEach((cpu, number) => {
      const task = cpu.current;
      if (task === null) return;
      task.leftUs -= us;
      task.ranUs += us;
      const last = this.segments.findLast((each) => each[1] === number);
      if (last !== undefined && last[0] === task.name && last[3] === this.state.nowUs) last[3] += us;
      else this.segments.push([task.name, number, this.state.nowUs, this.state.nowUs + us]);
    });
  }

  #tick(): void {
    this.state.ticks += 1;
    for (const [number, cpu] of this.state.cpus.entries()) {
      if (!cpu.isOnline) continue;
      if (cpu.current !== null) this.#tickTask(cpu, cpu.current);
      if (this.state.cpus.length > 1) rebalance(this.state, cpu, number);
    }
    const due = this.#timers
      .filter((each) => each.at <= this.state.ticks)
      .sort((a, b) => a.at - b.at || a.order - b.order);
    this.#timers = this.#timers.filter((each) => each.at > this.state.ticks);
    for (const { task } of due) this.#wake(task, null, false);
  }

  #tickTask(cpu: JudgeProcessor, task: JudgeTask): void {
    const profile = this.state.profile;
    if (task.array !== 'active') {
      cpu.mustSchedule = true;
      return;
    }
    if (profile.family === 'tick' && task.sleepAverage > 0) task.sleepAverage -= 1;
    if (task.policy === 'fifo') return;
    task.slice -= 1;
    if (task.policy === 'rr') {
      if (task.slice > 0) return;
      task.slice = this.state.full(task);
      task.firstSlice = false;
      this.state.remove(cpu, task);
      this.state.append(cpu, task, 'active');
      cpu.mustSchedule = true;
    } else if (task.slice === 0) {
      this.#expire(cpu, task);
    } else if (profile.granularity !== null && this.state.interactive(task)) {
      const online = this.state.cpus.filter((each) => each.isOnline).length;
      const granularity = granularityTicks(profile, this.state.bonus(task), online);
      if ((this.state.full(task) - task.slice) % granularity !== 0 || task.slice < granularity) return;
      this.state.remove(cpu, task);
      if (profile.requeueRecalculates) task.prio = this.state.effective(task);
      this.state.append(cpu, task, 'active');
      cpu.mustSchedule = true;
    }
  }

  #expire(cpu: JudgeProcessor, task: JudgeTask): void {
    const profile = this.state.profile;
    this.state.remove(cpu, task);
    cpu.mustSchedule = true;
    const nowRunning = this.state.length(cpu) + 1;
    task.prio = this.state.effective(task);
    task.slice = this.state.full(task);
    task.firstSlice = false;
    if (profile.family === 'ns' && cpu.expiredAt === 0) cpu.expiredAt = this.state.ticks;
    const waited = cpu.expiredAt === 0 ? -1 : this.state.ticks - cpu.expiredAt;
    let starving = profile.starvationLimit > 0 && waited >= profile.starvationLimit * nowRunning + 1;
    if (profile.bestExpired && 120 + task.nice > cpu.bestExpired) starving = true;
    if (this.state.interactive(task) && !starving) {
      this.state.append(cpu, task, 'active');
      return;
    }
    if (cpu.expiredAt === 0) cpu.expiredAt = this.state.ticks;
    cpu.bestExpired = Math.min(cpu.bestExpired, 120 + task.nice);
    this.state.append(cpu, task, 'expired');
  }

  #apply(event: JudgeEvent): void {
    switch (event.kind) {
      case 'spawn':
        this.#spawn(event);
        break;
      case 'nice':
        renice(this.state, event.name, event.nice);
        break;
      case 'post':
        this.#post(event.queue, event.tokens, event.wakes, null, false);
        break;
      case 'offline':
        takeOffLine(this.state, event.cpu);
        break;
      case 'online':
        bringOnLine(this.state, event.cpu);
        break;
      case 'restrict':
        restrict(this.state, event.name, event.allowed, (cpu, number) => this.#schedule(cpu, number));
        break;
    }
  }

  #spawn(event: JudgeEvent & { readonly kind: 'spawn' }): void {
    const profile = this.state.profile;
    const averageTicks = Math.floor((profile.maximumSleepAverage * event.permille) / 1000);
    const task = this.#newTask(event.name, event.program, {
      policy: event.policy,
      nice: event.nice,
      cpu: event.cpu,
      allowed: event.allowed,
      sleepAverage: profile.family === 'tick' ? averageTicks : averageTicks * this.state.tickUs * 1000,
    });
    task.slice = this.state.full(task);
    task.prio = event.policy === 'other' ? this.state.effective(task) : 99 - event.realTimePriority;
    this.state.activate(task);
    this.state.preempt(task);
  }

  #newTask(
    name: string,
    program: Program,
    some: Pick<JudgeTask, 'policy' | 'nice' | 'cpu' | 'allowed' | 'sleepAverage'>,
  ): JudgeTask {
    const task: JudgeTask = {
      ...some,
      name,
      program,
      prio: 0,
      state: 'runnable',
      array: null,
      slice: 0,
      lastRun: this.state.ticks,
      sinceUs: this.state.nowUs,
      activated: 0,
      credit: 0,
      firstSlice: false,
      parent: null,
      step: 0,
      leftUs: 0,
      loops: new Map(),
      ranUs: 0,
    };
    this.state.tasks.push(task);
    return task;
  }

  #post(number: number, tokens: number, wakes: number, from: JudgeTask | null, sync: boolean): void {
    const queue = this.#queue(number);
    queue.tokens += tokens;
    let exclusive = 0;
    for (const waiter of [...queue.waiting]) {
      if (!this.#wake(waiter.task, from, sync)) continue;
      queue.waiting.splice(queue.waiting.indexOf(waiter), 1);
      if (waiter.exclusive) exclusive += 1;
      if (wakes > 0 && exclusive === wakes) return;
    }
  }

  #queue(number: number): { tokens: number; waiting: Waiting[] } {
    const queue = this.#queues.get(number) ?? { tokens: 0, waiting: [] };
    this.#queues.set(number, queue);
    return queue;
  }

  #wake(task: JudgeTask, from: JudgeTask | null, sync: boolean): boolean {
    if (task.state !== 'S' && task.state !== 'D') return false;
    const wasUninterruptible = task.state === 'D';
    task.state = 'runnable';
    if (task.array !== null) return false;
    const isNs = this.state.profile.family === 'ns';
    if (sync && from !== null && task.cpu !== from.cpu && this.state.mayRun(task, from.cpu)) task.cpu = from.cpu;
    const isHere = from !== null && task.cpu === from.cpu;
    if (isNs && wasUninterruptible) task.activated = -1;
    if (sync && this.state.profile.syncWake === 'raw' && (!isNs || isHere)) {
      this.state.activate(task);
    } else {
      creditSleep(this.state, task, from === null);
      this.state.activate(task);
    }
    const looks = isNs ? !(sync && isHere) : !sync;
    if (looks) this.state.preempt(task);
    return true;
  }

  /** Schedules and steps until nothing is left to do at this instant. */
  #settle(): void {
    for (;;) {
      for (const [number, cpu] of this.state.cpus.entries()) if (cpu.mustSchedule) this.#schedule(cpu, number);
      for (const cpu of this.state.cpus) {
        while (cpu.current !== null && cpu.current.leftUs <= 0 && !cpu.mustSchedule) this.#step(cpu, cpu.current);
      }
      if (this.state.cpus.every((cpu) => !cpu.mustSchedule)) return;
    }
  }

  #schedule(cpu: JudgeProcessor, number: number): void {
    const profile = this.state.profile;
    const before = cpu.current;
    const isNs = profile.family === 'ns';
    let charge = 0;
    if (before !== null) {
      if (isNs) charge = runCharge(this.state, before);
      else before.lastRun = this.state.ticks;
      if (before.state !== 'runnable') this.state.remove(cpu, before);
    }
    if (this.state.length(cpu) === 0 && this.state.cpus.length > 1) balance(this.state, cpu, number, true);
    if (this.state.length(cpu) === 0) {
      cpu.expiredAt = 0;
    } else if (cpu.active.length === 0) {
      [cpu.active, cpu.expired] = [cpu.expired, cpu.active];
      for (const task of cpu.active) task.array = 'active';
      cpu.expiredAt = 0;
      cpu.bestExpired = 140;
    }
    const best = Math.min(...cpu.active.map(({ prio }) => prio));
    const next = cpu.active.find(({ prio }) => prio === best) ?? null;
    if (isNs && next !== null) creditWait(this.state, cpu, next);
    if (isNs && before !== null) {
      before.sleepAverage -= charge;
      const limit = profile.creditLimit;
      if (before.sleepAverage <= 0) {
        before.sleepAverage = 0;
        if (limit !== null && Math.abs(before.credit) <= limit) before.credit -= 1;
      }
      before.sinceUs = this.state.nowUs;
    }
    cpu.mustSchedule = false;
    if (next === before) return;
    cpu.switches += 1;
    cpu.current = next;
    if (next !== null) next.sinceUs = this.state.nowUs;
  }

  #step(cpu: JudgeProcessor, task: JudgeTask): void {
    const step = task.program[task.step] ?? ({ kind: 'exit' } as const);
    task.step += 1;
    switch (step.kind) {
      case 'run':
        task.leftUs = step.ns / 1000;
        break;
      case 'hog':
        task.leftUs = Number.POSITIVE_INFINITY;
        break;
      case 'sleep':
        this.#timers.push({ at: this.state.ticks + Math.max(1, step.ticks), order: this.#order++, task });
        this.#sleep(cpu, task, 'S');
        break;
      case 'wait-for-device':
        this.#interrupts.push({ atUs: this.state.nowUs + step.ns / 1000, order: this.#order++, task });
        this.#sleep(cpu, task, step.interruptible ? 'S' : 'D');
        break;
      case 'loop': {
        const loop = task.step - 1;
        const passed = (task.loops.get(loop) ?? 0) + 1;
        task.loops.set(loop, passed);
        if (step.times === 0 || passed < step.times) task.step = step.step;
        else task.loops.delete(loop);
        break;
      }
      case 'yield': {
        this.state.remove(cpu, task);
        this.state.append(cpu, task, task.policy === 'other' ? 'expired' : 'active');
        cpu.mustSchedule = true;
        break;
      }
      case 'take': {
        const queue = this.#queue(step.queue);
        if (queue.tokens > 0) {
          queue.tokens -= 1;
          break;
        }
        task.step -= 1;
        if (step.exclusive) queue.waiting.push({ task, exclusive: true });
        else queue.waiting.unshift({ task, exclusive: false });
        this.#sleep(cpu, task, 'S');
        break;
      }
      case 'post':
        this.#post(step.queue, step.tokens, step.wakes, task, step.sync);
        break;
      case 'fork':
        this.#fork(cpu, task, step.name, step.program);
        break;
      case 'exit':
        this.#exit(cpu, task);
        break;
    }
  }

  #sleep(cpu: JudgeProcessor, task: JudgeTask, state: 'S' | 'D'): void {
    task.state = state;
    cpu.mustSchedule = true;
  }

  #fork(cpu: JudgeProcessor, parent: JudgeTask, name: string, program: Program): void {
    const profile = this.state.profile;
    const child = this.#newTask(name, program, parent);
    child.firstSlice = true;
    child.parent = parent;
    child.slice = Math.ceil(parent.slice / 2);
    parent.slice = Math.floor(parent.slice / 2);
    if (parent.slice === 0) {
      parent.slice = 1;
      this.#tickTask(cpu, parent);
    }
    const share = (average: JudgeTask, percent: number): number =>
      profile.family === 'tick'
        ? Math.floor((average.sleepAverage * percent) / 100)
        : Math.floor((Math.floor((this.state.bonus(average) * percent) / 100) * profile.maximumSleepAverage) / 10) *
          this.state.tickUs *
          1000;
    parent.sleepAverage = share(parent, profile.parentPenalty);
    child.sleepAverage = share(child, profile.childPenalty);
    child.prio = parent.prio;
    const list = parent.array === 'expired' ? cpu.expired : cpu.active;
    list.splice(list.indexOf(parent), 0, child);
    child.array = parent.array;
    cpu.mustSchedule = true;
  }

  #exit(cpu: JudgeProcessor, task: JudgeTask): void {
    const profile = this.state.profile;
    task.state = 'dead';
    cpu.mustSchedule = true;
    const { parent } = task;
    if (parent === null || parent.state === 'dead') return;
    if (task.firstSlice) {
      const most = profile.exitClamp === 'child' ? this.state.full(task) : (profile.maximumSlice ?? 0);
      parent.slice = Math.min(parent.slice + task.slice, most);
    }
    if (task.sleepAverage >= parent.sleepAverage) return;
    parent.sleepAverage =
      profile.family === 'tick'
        ? Math.floor((parent.sleepAverage * 3 + task.sleepAverage) / 4)
        : Math.floor(parent.sleepAverage / 4) * 3 + Math.floor(task.sleepAverage / 4);
  }
}
