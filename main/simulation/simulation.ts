import type { AppliedCommand } from '../../shared/model/commands.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';
import type { PlainState } from './engine/room.ts';

/** A whole run at one instant: plain data that `restoreSimulation` continues from. */
export interface SimulationState {
  readonly atNs: number;
  readonly events: number;
  /** How many commands have been applied. */
  readonly commands: number;
  readonly digest: string;
  readonly rooms: { readonly [room: string]: PlainState };
}

/** What can be done with a bounded recording that somebody looks at: `read` answers what it holds, `status` how much. */
export type TapAction = 'start' | 'stop' | 'status' | 'read';

/**
 * One run: a clock, a world and its log. Pure: the same scenario and commands give the same log, however it is sliced.
 * Events appear in the outbox in log order; whoever drives the run takes them from there.
 */
export interface Simulation {
  /** Everything due up to here has happened. */
  readonly nowNs: number;
  readonly events: number;
  readonly ended: boolean;
  /** The instant of the next thing that will happen by itself, Infinity if nothing will. */
  nextAtNs(): number;
  /**
   * Lets everything happen that is due up to and including `untilNs`, but stops early once the outbox holds
   * `outboxLimit` events, or with `stopAtPage` once a page is sent. Answers whether it got there.
   */
  advance(untilNs: number, outboxLimit: number, stopAtPage?: boolean): boolean;
  /** Applies a command now, after everything due up to now; `command.atNs` must be `nowNs`. */
  apply(command: AppliedCommand): void;
  /** Takes up to `limit` events out of the outbox. */
  take(limit: number): LoggedEvent[];
  /** Digest over every event so far, 16 hexadecimal digits. */
  digest(): string;
  /** Digest over the events that have been taken out of the outbox: the log up to the last of them. */
  takenDigest(): string;
  /** What a room offers to look at, computed when asked. Throws `AssertionError` for a view that no room offers. */
  view(name: string, subject: string): PlainState;
  /** Starts, stops or reads a recording that a room offers. It changes nothing of the run. Throws as `view` does. */
  tap(name: string, subject: string, action: TapAction): PlainState;
  save(): SimulationState;
}
