import type { Release } from '../model/drill.ts';
import { type Printed, printed } from './printed.ts';
import { type ProcessorTarget, readProcessorTarget } from './processor-target.ts';
import { readOptions } from './read-options.ts';

/** A state that psradm can ask for. */
export type AskedState = 'on-line' | 'off-line' | 'no-intr' | 'spare' | 'faulted';

export interface PsradmCommand {
  readonly name: 'psradm';
  readonly state: AskedState;
  readonly force: boolean;
  readonly verbose: boolean;
  /** `all` for every processor of the host. */
  readonly targets: 'all' | readonly ProcessorTarget[];
}

const stateOptions: ReadonlyMap<string, AskedState> = new Map([
  ['f', 'off-line'],
  ['n', 'on-line'],
  ['i', 'no-intr'],
  ['s', 'spare'],
] as const);

/** Spare and faulted processors, and the force that they need, came after Solaris 8. */
const knownOptions: Readonly<Record<Release, string>> = { solaris8: 'afinv', solaris9: 'afFinsv' };

/** What psradm prints about its words. */
export const psradmUsages: Readonly<Record<Release, readonly string[]>> = {
  solaris8: ['usage: ', '\tpsradm -f|-n|-i [-v] processor_id ...', '\tpsradm -a -f|-n|-i [-v]'],
  solaris9: ['usage: ', '\tpsradm [-F] -f|-n|-i|-s [-v] processor_id ...', '\tpsradm -a -f|-n|-i [-v]'],
};

/** Reads psradm's words, the program's own left out; answers what it prints where it refuses them. */
export function readPsradm(words: readonly string[], release: Release): PsradmCommand | Printed {
  const { options, operands, problem } = readOptions('psradm', words, knownOptions[release]);
  const refused = (...lines: readonly string[]): Printed => printed(2, ...lines, ...psradmUsages[release]);
  let state = null as AskedState | null;
  const given = new Set<string>();
  for (const { letter } of options) {
    const asked: AskedState | null = stateOptions.get(letter) ?? state;
    if (state !== null && asked !== state) {
      return refused('psradm: options -f, -n, -i, and -s are mutually exclusive.');
    }
    state = asked;
    given.add(letter);
  }
  if (problem !== null) return refused(problem);
  const force = given.has('F');
  state ??= force ? 'faulted' : null;
  if (state === null) return refused('psradm: option -f, -n, -s or -i must be specified.');
  const all = given.has('a');
  if (all !== (operands.length === 0)) return refused();
  const targets = all ? 'all' : operands.map(readProcessorTarget);
  return { name: 'psradm', state, force, verbose: given.has('v'), targets };
}
