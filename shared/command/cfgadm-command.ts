import { type Printed, printed } from './printed.ts';
import { readOptions } from './read-options.ts';

/** What cfgadm can do to a board. */
export type BoardAction = 'connect' | 'configure' | 'unconfigure' | 'disconnect';

export type CfgadmCommand = { readonly name: 'cfgadm'; readonly boards: readonly string[] } & (
  | {
      readonly action: 'list';
      /** Whether the components of a board are listed too. */
      readonly all: boolean;
      readonly verbose: boolean;
    }
  | { readonly action: BoardAction; readonly forced: boolean }
);

export const cfgadmUsage = [
  'Usage:',
  '\tcfgadm [-f] [-y|-n] [-v] [-o hardware_opts] -c function ap_id [ap_id...]',
  '\tcfgadm [-v] [-a] [-s listing_options] [-o hardware_opts] [-l [ap_id|ap_type...]]',
] as const;

const actions: ReadonlyMap<string, BoardAction> = new Map(
  (['connect', 'configure', 'unconfigure', 'disconnect'] as const).map((action) => [action, action]),
);

/** Reads cfgadm's words, the program's own left out; answers what it prints where it refuses them. */
export function readCfgadm(words: readonly string[]): CfgadmCommand | Printed {
  const { options, operands, problem } = readOptions('cfgadm', words, 'ac:flno:s:vy');
  const refused = (...lines: readonly string[]): Printed => printed(3, ...lines, ...cfgadmUsage);
  if (problem !== null) return refused(problem);
  const letters = new Set(options.map(({ letter }) => letter));
  for (const letter of ['o', 's']) {
    if (letters.has(letter)) return printed(3, `cfgadm: option -${letter} is not simulated`);
  }
  const [asked, ...more] = options.filter(({ letter }) => letter === 'c');
  if (asked === undefined) {
    return { name: 'cfgadm', action: 'list', all: letters.has('a'), verbose: letters.has('v'), boards: operands };
  }
  const action = actions.get(asked.value);
  if (action === undefined || more.length > 0 || letters.has('l') || letters.has('a') || operands.length === 0) {
    return refused();
  }
  return { name: 'cfgadm', action, forced: letters.has('f'), boards: operands };
}
