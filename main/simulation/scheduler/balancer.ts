import type { PlainState } from '../engine/room.ts';
import { LengthHistory } from './length-history.ts';
import { priorityCount } from './priorities.ts';
import type { LoadBalancer, SchedulerCore } from './scheduler-core.ts';
import { noTask } from './task-table.ts';

interface Imbalance {
  readonly busiest: number;
  /** How many tasks are to be pulled. */
  readonly count: number;
}

/** The tick after `ticks` at which busy processors balance. */
const passAfter = (ticks: number, every: number): number => (Math.floor(ticks / every) + 1) * every;

interface BalancerState {
  readonly remembered: Int32Array;
  readonly idleSince: Float64Array;
  readonly overloaded: number;
  readonly firstUsefulPass: number;
  readonly wasOverloaded: boolean;
  readonly idlePassesUntil: number;
}

/**
 * The flat load balancer: a processor that has run out of tasks, or whose turn it is, pulls tasks from the one with the
 * longest run queue. Passes that cannot pull anything are not carried out; what they would have remembered is worked
 * out when it matters.
 */
export class Balancer implements LoadBalancer {
  readonly #core: SchedulerCore;
  readonly #history: LengthHistory;
  /** The place in the history where the present tick began, and what the passes of the tick before saw. */
  #tickPlace = 0;
  #placeBefore = 0;
  /** The tick in which each idle processor ran out of tasks, or whose pass its memory has. */
  readonly #idleSince: Float64Array;
  /** Queues with more than one task. */
  #overloaded = 0;
  /** Before this tick no idle processor finds a queue of two: 2.5.7x believes in one only when it sees it again. */
  #firstUsefulPass = 0;
  readonly #passesUntilSeen: number;
  /** Whether there was a queue of two when the present tick began. */
  #wasOverloaded = false;
  /** The next tick at which busy processors balance. */
  #nextBusyPass: number;
  /** Up to this tick idle processors may find something to pull. */
  #idlePassesUntil = 0;

  constructor(core: SchedulerCore) {
    this.#core = core;
    this.#history = new LengthHistory(core.queues.running);
    this.#idleSince = new Float64Array(core.processors);
    this.#passesUntilSeen = core.profile.balancer === '2.5.7x' ? 2 : 1;
    this.#nextBusyPass = passAfter(core.ticks, core.profile.busyBalance);
    for (let processor = 0; processor < core.processors; processor++) this.#history.mark(processor, 0);
  }

  /** To be called when the clock has come to another tick, `passed` after the last, before anything happens in it. */
  newTick(passed: number): void {
    this.#placeBefore = passed === 1 ? this.#tickPlace : this.#history.now;
    this.#tickPlace = this.#history.now;
    this.#wasOverloaded = this.#overloaded > 0;
    const { ticks, profile } = this.#core;
    if (ticks >= this.#nextBusyPass) this.#nextBusyPass = passAfter(ticks, profile.busyBalance);
  }

  /** To be called before the length of a processor's queue changes by `by`. */
  willChange(processor: number, by: number): void {
    if (this.#history.isFull()) this.#writeOut();
    this.#history.willChange(processor);
    const length = this.#core.queues.running[processor] as number;
    const before = this.#overloaded;
    this.#overloaded += Number(length + by > 1) - Number(length > 1);
    this.mayPull();
    if (before > 0 || this.#overloaded === 0) return;
    // A queue of two at this tick's pass that was shorter only meanwhile has been seen once already.
    this.#firstUsefulPass = this.#core.ticks + (this.#wasOverloaded ? 1 : this.#passesUntilSeen);
  }

  /** Something has changed of which an idle processor may profit. */
  mayPull(): void {
    this.#idlePassesUntil = this.#core.ticks + Math.max(2, this.#core.profile.cacheDecay + 1);
  }

  /** The next tick at which a pass may do something, Infinity for none. */
  nextPassTick(idle: number): number {
    const { ticks, processors } = this.#core;
    const busy = idle < processors ? this.#nextBusyPass : Number.POSITIVE_INFINITY;
    const mayProfit = idle > 0 && this.#overloaded > 0 && ticks < this.#idlePassesUntil;
    return mayProfit ? Math.min(Math.max(ticks + 1, this.#firstUsefulPass), busy) : busy;
  }

  /** To be called before the passes of a tick. */
  beginPasses(): void {
    this.#catchUpAll(this.#core.ticks - 1, this.#placeBefore);
  }

  /** To be called after the passes of a tick: memories may have been written out. */
  endPasses(): void {
    this.#tickPlace = this.#history.now;
  }

  /** The pass of one processor at a tick: of an idle one at each, of a busy one at every so many. */
  pass(processor: number): void {
    const { queues, profile, ticks } = this.#core;
    const isIdle = queues.current[processor] === noTask;
    if (!isIdle && ticks % profile.busyBalance !== 0) return;
    this.#balance(processor, isIdle && profile.balancer === '2.6.0');
    if (isIdle) this.#idleSince[processor] = ticks;
  }

  /** A processor has run out of tasks and looks for one at once. */
  pullWhenIdle(processor: number): void {
    if (this.#overloaded > 0) this.#balance(processor, true);
    else this.#history.mark(processor, this.#history.now);
    this.#idleSince[processor] = this.#core.ticks;
  }

  /** An idle processor gets something to do: the passes it made at ticks meanwhile have left their memory. */
  leavesIdle(processor: number): void {
    this.#catchUp(processor, this.#core.ticks, this.#tickPlace);
  }

  /** A processor has come back on-line: it remembers the queues as they are, and looks from the next tick on. */
  joins(processor: number): void {
    this.#history.mark(processor, this.#history.now);
    this.#idleSince[processor] = this.#core.ticks;
    this.#firstUsefulPass = Math.min(this.#firstUsefulPass, this.#core.ticks + 1);
    this.mayPull();
  }

  save(): PlainState {
    this.#writeOut();
    return {
      remembered: this.#history.save(),
      idleSince: this.#idleSince.slice(),
      overloaded: this.#overloaded,
      firstUsefulPass: this.#firstUsefulPass,
      wasOverloaded: this.#wasOverloaded,
      idlePassesUntil: this.#idlePassesUntil,
    };
  }

  restore(saved: PlainState): void {
    const state = saved as unknown as BalancerState;
    this.#history.restore(state.remembered);
    this.#idleSince.set(state.idleSince);
    this.#overloaded = state.overloaded;
    this.#firstUsefulPass = state.firstUsefulPass;
    this.#wasOverloaded = state.wasOverloaded;
    this.#idlePassesUntil = state.idlePassesUntil;
    this.#tickPlace = 0;
    this.#nextBusyPass = passAfter(this.#core.ticks, this.#core.profile.busyBalance);
  }

  /** Works out all memories; passes that idle processors have made up to now are in them. */
  #writeOut(): void {
    this.#catchUpAll(this.#core.ticks, this.#tickPlace);
    this.#history.writeOut();
    this.#tickPlace = 0;
  }

  #catchUp(processor: number, lastPass: number, place: number): void {
    if (lastPass <= (this.#idleSince[processor] as number)) return;
    this.#history.mark(processor, place);
    this.#idleSince[processor] = lastPass;
  }

  #catchUpAll(lastPass: number, place: number): void {
    const { queues, processors } = this.#core;
    for (let processor = 0; processor < processors; processor++) {
      if (queues.current[processor] === noTask) this.#catchUp(processor, lastPass, place);
    }
  }

  #balance(processor: number, idle: boolean): void {
    const imbalance = this.#findBusiest(processor, idle);
    if (imbalance !== null) this.#pull(processor, imbalance, idle);
  }

  #findBusiest(processor: number, idle: boolean): Imbalance | null {
    const { queues, profile, processors } = this.#core;
    const remembered = idle ? queues.running : this.#history.rememberedBy(processor);
    const length = queues.running[processor] as number;
    const own = Math.max(length, remembered[processor] as number);
    let busiest = noTask;
    let most = 1;
    for (let other = 0; other < processors; other++) {
      if (other === processor || queues.isOnline[other] === 0) continue;
      const now = queues.running[other] as number;
      const load = Math.min(now, remembered[other] as number);
      if (load <= most) continue;
      most = load;
      busiest = other;
    }
    this.#history.mark(processor, this.#history.now);
    if (busiest === noTask) return null;
    const really = queues.running[busiest] as number;
    if (profile.balancer === '2.5.7x') {
      const count = Math.trunc((most - own) / 2);
      const isEven = !idle && count < Math.trunc((most + 3) / 4);
      return isEven || really <= own + 1 ? null : { busiest, count };
    }
    const difference = most - own;
    const isEven = !idle && 4 * difference < most;
    return isEven || really <= own ? null : { busiest, count: Math.trunc(difference / 2) };
  }

  /** Takes tasks over, best priority first, of a list the last first; the expired ones first of all. */
  #pull(processor: number, { busiest, count }: Imbalance, idle: boolean): void {
    const { queues, tasks } = this.#core;
    const active = queues.active[busiest] as number;
    const arrays = queues.count(busiest, 1 - active) > 0 ? [1 - active, active] : [active];
    let left = count;
    for (const array of arrays) {
      let priority = queues.nextPriority(busiest, array, 0);
      while (priority < priorityCount) {
        let task = queues.tail(busiest, array, priority);
        while (task !== noTask) {
          const previous = tasks.previous[task] as number;
          if (this.#canMove(task, busiest, processor, idle)) {
            this.#take(task, busiest, processor, { fromExpired: array !== active, idle });
            left -= 1;
            // A count that was 0 never comes to 0: the kernel then goes on to the end, and so do we.
            if (idle || left === 0) return;
          }
          task = previous;
        }
        priority = queues.nextPriority(busiest, array, priority + 1);
      }
    }
  }

  #canMove(task: number, from: number, to: number, idle: boolean): boolean {
    const core = this.#core;
    const { profile, tasks } = core;
    if (core.queues.current[from] === task || !core.isAllowed(task, to)) return false;
    if (profile.balancer === '2.5.7x') return core.ticks - (tasks.lastRun[task] as number) > profile.cacheDecay;
    return idle || core.nowNs - (tasks.sinceNs[task] as number) > profile.cacheDecay * core.tickNs;
  }

  #take(task: number, from: number, to: number, how: { readonly fromExpired: boolean; readonly idle: boolean }): void {
    const core = this.#core;
    const { queues, tasks, profile } = core;
    core.deactivate(task);
    tasks.processor[task] = to;
    core.activate(task);
    core.trace?.pulled(task, { from, to, ...how });
    if (core.preempts(task, to)) {
      core.reschedule(to);
      return;
    }
    const current = queues.current[to] as number;
    if (profile.balancer !== '2.5.7x' || current === noTask) return;
    core.settle(to);
    const isEqual = tasks.priority[task] === tasks.priority[current];
    if (isEqual && (tasks.slice[task] as number) > (tasks.slice[current] as number)) core.reschedule(to);
  }
}
