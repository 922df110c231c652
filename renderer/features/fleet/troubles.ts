import type { HostView, ProcessorView } from '../../../shared/model/views.ts';
import { type Condition, conditionOf, downWord, isWanted, placesOf, wordOf } from './fleet-words.ts';
import { type MemoryCondition, memoryCondition, memoryWords, moduleCondition } from './memory-words.ts';
import type { Selection } from './selection.ts';

export type Mark = Condition | MemoryCondition | 'down';

/** Something that needs a look. */
export interface Trouble {
  readonly key: string;
  readonly selection: Selection;
  /** `CPU64`, a module, or `host`. */
  readonly part: string;
  readonly mark: Mark;
  readonly word: string;
  /** Errors that count against it and how many may, where that is so. */
  readonly counted: { readonly count: number; readonly limit: number } | null;
  readonly errors: number | null;
  readonly lastErrorAtNs: number | null;
  readonly nextAtNs: number | null;
}

const severityOrder: readonly Mark[] = [
  ...(['down', 'limit', 'gave-up', 'uncorrectable', 'off-lining', 'off-line', 'overflowed', 'counting'] as const),
  'errors',
];

/** Null before the first error that counts, and for a processor that is off-line: nothing counts against it. */
const countedOf = ({ serdCount, serdLimit, state }: ProcessorView): Trouble['counted'] =>
  serdLimit === 0 || (state !== 'on-line' && state !== 'no-intr') ? null : { count: serdCount, limit: serdLimit };

function processorTrouble(host: HostView, processor: ProcessorView): Trouble {
  return {
    key: `${host.host}/${processor.processor}`,
    selection: { host: host.host, part: processor.processor },
    part: `CPU${processor.processor}`,
    mark: conditionOf(processor),
    word: wordOf(processor),
    counted: countedOf(processor),
    errors: processor.errors,
    lastErrorAtNs: processor.lastErrorAtNs,
    nextAtNs: processor.nextAttemptNs,
  };
}

function memoryTroubles(host: HostView): Trouble[] {
  const { memory } = host;
  const none = { counted: null, errors: null, lastErrorAtNs: null, nextAtNs: null };
  const selection: Selection = { host: host.host, part: 'memory' };
  const limit: Trouble[] =
    memoryCondition(memory) === 'limit'
      ? [{ key: `${host.host} limit`, selection, part: 'memory', mark: 'limit', word: memoryWords.limit, ...none }]
      : [];
  const modules = memory.modules.map((module): Trouble => {
    const mark = moduleCondition(module);
    const key = `${host.host} ${module.module}`;
    const { errors, lastErrorAtNs } = module;
    const own: Selection = { ...selection, focus: module.module };
    return { ...none, key, selection: own, part: module.module, mark, word: memoryWords[mark], errors, lastErrorAtNs };
  });
  return [...limit, ...modules];
}

/** A host that somebody had rebooted is no surprise; one that went down by itself or does not come up is. */
function hostTrouble(host: HostView): Trouble[] {
  const { down } = host;
  if (down === null) return [];
  const mark: Mark = isWanted(host) ? 'off-line' : 'down';
  return [
    {
      ...{ key: host.host, selection: { host: host.host, part: null }, part: 'host', mark, word: downWord(host) },
      ...{ counted: null, errors: null, lastErrorAtNs: down.atNs, nextAtNs: down.untilNs },
    },
  ];
}

/** Everything that is not well, worst first, then the latest to report an error. */
export function troublesOf(hosts: readonly HostView[]): Trouble[] {
  const all = hosts.flatMap((host) => [
    ...hostTrouble(host),
    ...memoryTroubles(host),
    ...placesOf([host]).map(({ processor }) => processorTrouble(host, processor)),
  ]);
  return all
    .filter(({ mark }) => mark !== 'well')
    .sort(
      (one, other) =>
        severityOrder.indexOf(one.mark) - severityOrder.indexOf(other.mark) ||
        (other.lastErrorAtNs ?? 0) - (one.lastErrorAtNs ?? 0),
    );
}
