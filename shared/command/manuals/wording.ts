import type { HostKnowledge } from '../host-knowledge.ts';
import { type Printed, printed } from '../printed.ts';
import type { ProcessTarget } from '../process-target.ts';
import type { ProcessorTarget } from '../processor-target.ts';

/** `1`, `1 and 2`, `1, 2 and 3`. */
export function listed(words: readonly (string | number)[]): string {
  const last = words.at(-1);
  if (last === undefined) return '';
  return words.length === 1 ? String(last) : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** `processor 64`, `processors 64 and 65`. */
const counted = (noun: string, plural: string, words: readonly (string | number)[]): string =>
  `${words.length === 1 ? noun : plural} ${listed(words)}`;

export const processesInWords = (targets: readonly ProcessTarget[]): string =>
  counted(
    'process',
    'processes',
    targets.map(({ pid, word }) => pid ?? word),
  );

export const setsInWords = (sets: readonly (string | number)[]): string =>
  counted('processor set', 'processor sets', sets);

/** The processors that words name, as a person says them. */
export const processorsInWords = (targets: readonly ProcessorTarget[]): string =>
  counted(
    'processor',
    'processors',
    targets.map((target) => {
      if (target.kind === 'range') return `${target.first} to ${target.last}`;
      return target.kind === 'one' ? target.processor : target.word;
    }),
  );

/** The processors of the host that words name, each once, in the host's order. */
export function processorsNamed(
  targets: readonly ProcessorTarget[],
  { processors }: HostKnowledge,
): HostKnowledge['processors'] {
  return processors.filter(({ processor }) =>
    targets.some((target) => {
      if (target.kind === 'range') return processor >= target.first && processor <= target.last;
      return target.kind === 'one' && target.processor === processor;
    }),
  );
}

/** Whether the host is known to have a processor of this number. */
export const hasProcessor = ({ processors }: HostKnowledge, number: number): boolean =>
  processors.some(({ processor }) => processor === number);

/** What several words are refused with: all the lines, and the exit code of the last. Null where none is refused. */
export function refusalOf(refusals: readonly (readonly [number, string])[]): Printed | null {
  const last = refusals.at(-1);
  return last === undefined ? null : printed(last[0], ...refusals.map(([, line]) => line));
}
