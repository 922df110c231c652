import {
  listedMovesLimit,
  listedWaitsLimit,
  type TaskMove,
  type WaitReason,
} from '../../../shared/model/scheduler-views.ts';
import type { PlainState } from '../engine/room.ts';
import type { SchedulerCore } from './scheduler-core.ts';
import type { Pull, SchedulerTrace } from './scheduler-trace.ts';
import { noArray, noTask, taskState } from './task-table.ts';

/** Time that a task was runnable without running. Processors by their places in the host; `behind` -1 for nobody. */
export interface Wait {
  readonly fromNs: number;
  /** -1 while it waits. */
  readonly toNs: number;
  readonly processor: number;
  readonly reason: WaitReason;
  readonly behind: number;
}

/** A task that changed processors. */
export interface Move {
  readonly atNs: number;
  readonly task: number;
  readonly from: number;
  readonly to: number;
  readonly kind: TaskMove['kind'];
  readonly fromExpired: boolean;
}

/** What has happened on one processor since its host came up. */
export interface ProcessorCounts {
  swaps: number;
  busyNs: number;
  /** Of it, time of kernel threads. */
  kernelNs: number;
  /** Switches away from a task that could have gone on. */
  involuntary: number;
  pulled: number;
  wakeUps: number;
}

interface TaskWatchState {
  readonly open: readonly (Wait | null)[];
  readonly closed: readonly (readonly Wait[])[];
  readonly moves: readonly Move[];
  readonly counts: readonly ProcessorCounts[];
}

/** Remembers of a host's tasks why they waited last and who moved them, and counts what processors did. */
export class TaskWatch implements SchedulerTrace {
  readonly counts: ProcessorCounts[];
  readonly #core: () => SchedulerCore;
  #open: (Wait | null)[] = [];
  #closed: (readonly Wait[])[] = [];
  #moves: Move[] = [];
  /** Why the task that leaves its processor at this instant does so, if not for another one. */
  #leaving: { readonly task: number; readonly atNs: number; readonly reason: WaitReason } | null = null;

  constructor(processors: number, core: () => SchedulerCore) {
    this.#core = core;
    this.counts = Array.from({ length: processors }, () => ({
      ...{ swaps: 0, busyNs: 0, kernelNs: 0, involuntary: 0, pulled: 0, wakeUps: 0 },
    }));
  }

  /** The last waits of a task, newest first. */
  waitsOf(task: number): readonly Wait[] {
    const open = this.#open[task] ?? null;
    const closed = this.#closed[task] ?? [];
    return (open === null ? closed : [open, ...closed]).slice(0, listedWaitsLimit);
  }

  /** The last moves, newest first. */
  get moves(): readonly Move[] {
    return this.#moves.toReversed();
  }

  save(): PlainState {
    const state: TaskWatchState = {
      open: [...this.#open],
      closed: [...this.#closed],
      moves: [...this.#moves],
      counts: this.counts.map((each) => ({ ...each })),
    };
    return state as unknown as PlainState;
  }

  restore(saved: PlainState): void {
    const { open, closed, moves, counts } = saved as unknown as TaskWatchState;
    this.#open = [...open];
    this.#closed = [...closed];
    this.#moves = [...moves];
    for (const [index, each] of counts.entries()) Object.assign(this.#countsOf(index), each);
  }

  /** A task has just been started on its processor. */
  started(task: number): void {
    this.#begin(task, 'woken');
  }

  ran(task: number, processor: number, fromNs: number, toNs: number): void {
    const counts = this.#countsOf(processor);
    counts.busyNs += toNs - fromNs;
    if (this.#core().tasks.kernel[task] === 1) counts.kernelNs += toNs - fromNs;
  }

  switched(processor: number, before: number, next: number): void {
    if (next !== noTask) this.#end(next);
    const { tasks, nowNs } = this.#core();
    if (before === noTask || tasks.state[before] !== taskState.runnable) return;
    this.#countsOf(processor).involuntary += 1;
    if (tasks.array[before] === noArray) return;
    const leaving = this.#leaving;
    const isSaid = leaving !== null && leaving.task === before && leaving.atNs === nowNs;
    this.#begin(before, isSaid ? leaving.reason : 'preempted', next);
  }

  woke(task: number, processor: number): void {
    this.#countsOf(processor).wakeUps += 1;
    this.#begin(task, 'woken');
  }

  expired(task: number): void {
    this.#leaves(task, 'expired');
  }

  requeued(task: number): void {
    this.#leaves(task, 'expired');
  }

  yielded(task: number): void {
    this.#leaves(task, 'yielded');
  }

  swapped(processor: number): void {
    this.#countsOf(processor).swaps += 1;
  }

  forked(_parent: number, child: number): void {
    this.#begin(child, 'woken');
  }

  exited(task: number): void {
    this.#open[task] = null;
    this.#closed[task] = [];
  }

  pulled(task: number, { from, to, fromExpired, idle }: Pull): void {
    const current = this.#core().queues.current[to];
    this.#countsOf(to).pulled += 1;
    this.#moved({ task, from, to, kind: idle || current === noTask ? 'idle' : 'busy', fromExpired });
  }

  rehomed(task: number, from: number, to: number): void {
    this.#movedFrom(task, from, to, 'off-line');
  }

  restricted(task: number, from: number, to: number): void {
    this.#movedFrom(task, from, to, 'bound');
  }

  reniced(): void {
    // It goes on waiting or running.
  }

  tookOffLine(): void {
    // Its tasks are told of one by one.
  }

  wokeInVain(): void {
    // It sleeps again.
  }

  #movedFrom(task: number, from: number, to: number, kind: Move['kind']): void {
    this.#moved({ task, from, to, kind, fromExpired: false });
    const open = this.#open[task] ?? null;
    const { tasks, nowNs } = this.#core();
    if (tasks.array[task] === noArray) return;
    if (open !== null && open.fromNs < nowNs) this.#end(task);
    this.#open[task] = null;
    this.#begin(task, 'moved');
  }

  #moved(move: Omit<Move, 'atNs'>): void {
    this.#moves.push({ ...move, atNs: this.#core().nowNs });
    if (this.#moves.length > listedMovesLimit) this.#moves.shift();
  }

  #leaves(task: number, reason: WaitReason): void {
    this.#leaving = { task, atNs: this.#core().nowNs, reason };
  }

  #begin(task: number, reason: WaitReason, next?: number): void {
    const { tasks, queues, nowNs } = this.#core();
    const processor = tasks.processor[task] as number;
    const behind = next ?? (queues.current[processor] as number);
    this.#open[task] = { fromNs: nowNs, toNs: -1, processor, reason, behind };
  }

  /** A wait is over; one that took no time is not worth telling. */
  #end(task: number): void {
    const open = this.#open[task] ?? null;
    this.#open[task] = null;
    const { nowNs } = this.#core();
    if (open === null || open.fromNs === nowNs) return;
    const closed = [{ ...open, toNs: nowNs }, ...(this.#closed[task] ?? [])];
    this.#closed[task] = closed.slice(0, listedWaitsLimit);
  }

  #countsOf(processor: number): ProcessorCounts {
    return this.counts[processor] as ProcessorCounts;
  }
}
