/** What a task does, step by step; falling off the end is an exit. Queues by number. */
export type ProgramStep =
  | { readonly kind: 'run'; readonly ns: number }
  /** Uses its processor for ever. */
  | { readonly kind: 'hog' }
  /** Sleeps for whole ticks, interruptibly. */
  | { readonly kind: 'sleep'; readonly ticks: number }
  /** Waits for a device that answers after exactly so long. */
  | { readonly kind: 'wait-for-device'; readonly ns: number; readonly interruptible: boolean }
  /** Goes on at `step`; what lies between runs `times` times in all, 0 for ever. */
  | { readonly kind: 'loop'; readonly step: number; readonly times: number }
  | { readonly kind: 'yield' }
  /** Takes a token of a queue, waiting until there is one. */
  | { readonly kind: 'take'; readonly queue: number; readonly exclusive: boolean }
  /** Puts tokens into a queue and wakes up to `wakes` exclusive waiters, 0 for all. */
  | {
      readonly kind: 'post';
      readonly queue: number;
      readonly tokens: number;
      readonly wakes: number;
      readonly sync: boolean;
    }
  | { readonly kind: 'fork'; readonly name: string; readonly program: Program }
  | { readonly kind: 'exit' };

export type Program = readonly ProgramStep[];
