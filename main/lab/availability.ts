import { assertPresent } from '../../shared/lib/assert.ts';
import { addNs, formatSyslogTime, type Instant, parseInstant } from '../../shared/lib/civil-time.ts';
import { secondNs } from '../../shared/lib/time.ts';
import type { EventDataOf, EventKind, LoggedEvent } from '../../shared/model/events.ts';
import type { AvailabilityCase } from './availability-case.ts';
import { readAvailabilityCase } from './availability-case.ts';
import { AvailabilityWorld } from './availability-world.ts';
import type { FileProblem } from './file-problem.ts';

/** What `redline lab availability` prints. Times are in seconds since boot. */
export interface AvailabilityDocument {
  /** The lines of the messages file, with date and host. */
  readonly messages: readonly string[];
  readonly cpus: readonly { readonly id: number; readonly state: string; readonly since: number }[];
  readonly retiredPages: readonly string[];
  readonly pendingPages: readonly string[];
  readonly pageKstat: Readonly<Record<string, number>>;
  readonly indictments: readonly { readonly at: number; readonly cpu: number; readonly type: number }[];
  readonly commands: readonly {
    readonly at: number;
    readonly line: string;
    readonly exit: number;
    readonly output: string;
  }[];
}

interface ProcessorLook {
  readonly state: string;
  readonly sinceNs: number | null;
}

interface MemoryLook {
  readonly retired: readonly string[];
  readonly pending: readonly string[];
  readonly counters: Readonly<Record<string, number>>;
}

const secondsOf = (durationNs: number): number => durationNs / secondNs;

const isKind =
  <Kind extends EventKind>(kind: Kind) =>
  (event: LoggedEvent): event is LoggedEvent<Kind> =>
    event.kind === kind;

/** The lines of a message, with the date that they have in the file. */
function linesOf({ at, kind, data }: LoggedEvent, booted: Instant): string[] {
  if (kind !== 'message.logged' && kind !== 'message.repeated') return [];
  const { host, text, lastAtNs = at } = data as EventDataOf<typeof kind> & { readonly lastAtNs?: number };
  const head = `${formatSyslogTime(addNs(booted, lastAtNs))} ${host}`;
  return text.split('\n').map((line) => `${head} ${line}`);
}

/** What comes of a case until its end. syslogd still runs then: lines that it only counts are not in the file yet. */
export function playAvailability(given: AvailabilityCase): AvailabilityDocument {
  const booted = assertPresent(parseInstant(given.bootedAt), 'the case has been checked');
  const world = new AvailabilityWorld(given);
  const log = world.play(given.until);
  const bootedNs = log.findLast(isKind('host.booted'))?.at ?? 0;
  const memory = world.memory() as unknown as MemoryLook;
  return {
    messages: log.flatMap((event) => linesOf(event, booted)),
    cpus: given.cpus.map(({ id }) => {
      const { state, sinceNs } = world.processor(id) as unknown as ProcessorLook;
      return { id, state, since: secondsOf(sinceNs ?? bootedNs) };
    }),
    retiredPages: memory.retired,
    pendingPages: memory.pending,
    pageKstat: memory.counters,
    indictments: log.filter(isKind('indictment.sent')).map(({ at, data }) => {
      return { at: secondsOf(at), cpu: data.processor, type: data.type };
    }),
    commands: log.filter(isKind('console.ran')).map(({ at, data: { line, exit, output } }) => {
      return { at: secondsOf(at), line, exit, output };
    }),
  };
}

/** The document of `redline lab availability`, or why the text is no case. */
export function labAvailability(text: string): AvailabilityDocument | FileProblem {
  const given = readAvailabilityCase(text);
  return 'problem' in given ? given : playAvailability(given.read);
}
