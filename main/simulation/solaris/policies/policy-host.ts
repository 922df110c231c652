import type { PageState } from '../../../../shared/model/drill.ts';

/** The host that a policy watches over: what it may ask of it. */
export interface PolicyHost {
  readonly physmemPages: number;
  /** Whether threads run on a processor. */
  isRunning(cpu: number): boolean;
  /** How many of its processors do not run. */
  offLineCount(): number;
  /** Asks the host's kernel, by force where threads are bound, to take a processor out of use. Answers whether it did. */
  takeOffLine(cpu: number, state: 'off-line' | 'faulted', forced: boolean): boolean;
}

/** A logged error of an L2 cache as a policy reads it. */
export interface CacheError {
  readonly cpu: number;
  readonly name: string;
  /** Errors of one trap have the same. */
  readonly errId: string;
  /** The address of the line, null where the register does not belong to this error. */
  readonly line: string | null;
  /** The data had been marked as bad by who met it first. */
  readonly poisoned: boolean;
  readonly seq: number;
}

/** A logged error of main memory as a policy reads it. */
export interface MemoryError {
  readonly corrected: boolean;
  readonly class: string;
  readonly module: string;
  /** The address of the page, null where the register does not belong to this error. */
  readonly page: string | null;
  readonly pageState: PageState;
  readonly seq: number;
}
