import { assertPresent } from '../../../shared/lib/assert.ts';
import type { Program } from './programs.ts';

/** A task's program and where in it it is. */
export interface RunningProgram {
  readonly program: Program;
  step: number;
  /** How often each loop has been passed, by its step. */
  readonly loops: Map<number, number>;
  /** Waiting in vain so far: it was woken and the token was gone. */
  waits: boolean;
}

/** Which program a task runs and where in it it is: program, step, waits, loops. */
export type SavedProgram = readonly [number, number, boolean, readonly (readonly [number, number])[]];

/** A program as it was when it was saved; `programs` are those of the snapshot. */
export const restoredProgram = (
  programs: readonly Program[],
  [program, step, waits, loops]: SavedProgram,
): RunningProgram => ({
  program: assertPresent(programs[program], 'a program of the snapshot'),
  step,
  loops: new Map(loops),
  waits,
});
