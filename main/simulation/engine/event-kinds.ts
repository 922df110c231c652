import { type EventKind, eventKinds, eventSchemas, truthKinds } from '../../../shared/model/events.ts';
import { hashString } from './string-hash.ts';

const kindSeed = 0x51ed_270b;

/** Kinds that may stem from nothing inside the run. */
const rootKinds: ReadonlySet<EventKind> = new Set<EventKind>([
  'run.started',
  'host.booted',
  'processor.configured',
  'inject.ecc',
  'inject.bind-thread',
  'inject.unbind-threads',
  'inject.memory',
  'inject.unretire-page',
  'inject.command',
  'inject.faulty-cell',
  'oncall.began',
  'command.applied',
]);

/** What the log needs to know of a kind, looked up once an event. */
export interface KindEntry {
  readonly kind: EventKind;
  /** Its place in the tables of listeners. */
  readonly index: number;
  /** What the digest reads of it: 29 bits of its name, so that digests outlive new kinds among the others. */
  readonly word: number;
  /** The fields of its data in the order in which the digest reads them. */
  readonly fields: readonly string[];
  readonly truth: boolean;
  readonly root: boolean;
}

const entries: ReadonlyMap<EventKind, KindEntry> = new Map(
  eventKinds.map((kind, index) => [
    kind,
    {
      kind,
      index,
      word: hashString(kind, kindSeed) >>> 3,
      fields: Object.keys(eventSchemas[kind].shape),
      truth: truthKinds.has(kind),
      root: rootKinds.has(kind),
    },
  ]),
);

export function kindEntry(kind: EventKind): KindEntry {
  return entries.get(kind) as KindEntry;
}
