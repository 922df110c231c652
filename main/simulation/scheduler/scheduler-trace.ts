/** What a trace of a host's scheduler is told while it is on. Tasks and processors by number, instants by `nowNs`. */
export interface SchedulerTrace {
  ran(task: number, processor: number, fromNs: number, toNs: number): void;
  /** Another task, or none (-1), has a processor from now on. */
  switched(processor: number, before: number, next: number): void;
  woke(task: number, processor: number, reschedules: boolean): void;
  expired(task: number, processor: number, expiry: Expiry): void;
  /** `granularity` in ticks. */
  requeued(task: number, processor: number, granularity: number): void;
  swapped(processor: number): void;
  yielded(task: number, processor: number): void;
  forked(parent: number, child: number): void;
  exited(task: number, processor: number, parent: number): void;
  reniced(task: number, nice: number): void;
  pulled(task: number, pull: Pull): void;
  tookOffLine(processor: number): void;
  rehomed(task: number, from: number, to: number, affinityBroken: boolean): void;
  /** A task that may not stay where it was. */
  restricted(task: number, from: number, to: number): void;
  wokeInVain(task: number, processor: number, queue: number): void;
}

/** A slice that was used up. Real-time tasks always go on in the active array. */
export interface Expiry {
  readonly realTime: boolean;
  readonly toExpired: boolean;
  readonly interactive: boolean;
  readonly starving: boolean;
}

/** A task that the balancer took over. */
export interface Pull {
  readonly from: number;
  readonly to: number;
  readonly fromExpired: boolean;
  readonly idle: boolean;
}
