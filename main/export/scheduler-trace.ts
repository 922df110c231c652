/** A task as traces name it: numbers from 1, 0 is the idle task of every processor. */
export interface SwitchedTask {
  readonly name: string;
  readonly number: number;
  /** 0 to 140, lower is better. */
  readonly priority: number;
}

export const idleTask: SwitchedTask = { name: 'swapper', number: 0, priority: 140 };

/** A processor that goes from one task to another. */
export interface TaskSwitch {
  readonly atUs: number;
  readonly cpu: number;
  readonly before: SwitchedTask;
  /** What became of who ran: still runnable, asleep, asleep without interruption, or gone. */
  readonly state: 'R' | 'S' | 'D' | 'X';
  readonly next: SwitchedTask;
}

/** Something else that a scheduler did, by its type: `wake`, `expire`, `swap`, `pull`, ... */
export interface SchedulerEvent {
  readonly t_us: number;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What was recorded of one host's scheduler, in order of time. */
export interface SchedulerRecord {
  readonly host: string;
  /** By id. */
  readonly processors: readonly number[];
  readonly untilUs: number;
  /** The names of tasks by their numbers less one. */
  readonly tasks: readonly string[];
  readonly switches: readonly TaskSwitch[];
  readonly events: readonly SchedulerEvent[];
}
