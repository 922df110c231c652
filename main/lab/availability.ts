import { assertPresent } from '../../shared/lib/assert.ts';
import { addNs, formatSyslogTime, type Instant, nsBetween, parseInstant } from '../../shared/lib/civil-time.ts';
import { secondNs } from '../../shared/lib/time.ts';
import type { EventDataOf, LoggedEvent } from '../../shared/model/events.ts';
import { type AvailabilityCase, readAvailabilityCase } from './availability-case.ts';
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

/** The lines of a message, with the date that they have in the file. */
function linesOf({ at, kind, data }: LoggedEvent, booted: Instant): string[] {
  if (kind !== 'message.logged' && kind !== 'message.repeated') return [];
  const { host, text, lastAtNs = at } = data as EventDataOf<typeof kind> & { readonly lastAtNs?: number };
  const head = `${formatSyslogTime(addNs(booted, lastAtNs))} ${host}`;
  return text.split('\n').map((line) => `${head} ${line}`);
}

/** Events of the log: a kernel can be told to try without end. */
const usualLimit = 2_000_000;

/** What the log of a case comes to, event by event. */
class Outcomes {
  readonly messages: string[] = [];
  readonly indictments: AvailabilityDocument['indictments'][number][] = [];
  readonly commands: AvailabilityDocument['commands'][number][] = [];
  bootedNs = 0;
  readonly #booted: Instant;

  constructor({ bootedAt }: AvailabilityCase) {
    this.#booted = assertPresent(parseInstant(bootedAt), 'the case has been checked');
  }

  add(event: LoggedEvent): void {
    const at = secondsOf(event.at);
    for (const line of linesOf(event, this.#booted)) this.messages.push(line);
    if (event.kind === 'host.booted') this.bootedNs = this.#sinceBoot(event.data as EventDataOf<'host.booted'>);
    if (event.kind === 'indictment.sent') {
      const { processor: cpu, type } = event.data as EventDataOf<'indictment.sent'>;
      this.indictments.push({ at, cpu, type });
    }
    if (event.kind === 'console.ran') {
      const { line, exit, output } = event.data as EventDataOf<'console.ran'>;
      this.commands.push({ at, line, exit, output });
    }
  }

  /** When the kernel started that has come up, on the case's clock. */
  #sinceBoot({ bootedAt }: EventDataOf<'host.booted'>): number {
    return nsBetween(this.#booted, assertPresent(parseInstant(bootedAt), 'an event has an instant'));
  }
}

/** What comes of a case until its end. syslogd still runs then: lines that it only counts are not in the file yet. */
function playAvailability(given: AvailabilityCase, mostEvents: number): AvailabilityDocument | FileProblem {
  const world = new AvailabilityWorld(given);
  const outcomes = new Outcomes(given);
  if (!world.play(given.until, mostEvents, (event) => outcomes.add(event))) {
    return { place: 'until', problem: `more than ${mostEvents} things happen, expected an earlier end` };
  }
  const memory = world.memory() as unknown as MemoryLook;
  const { messages, indictments, commands, bootedNs } = outcomes;
  return {
    messages,
    cpus: given.cpus.map(({ id }) => {
      const { state, sinceNs } = world.processor(id) as unknown as ProcessorLook;
      return { id, state, since: secondsOf(sinceNs ?? bootedNs) };
    }),
    retiredPages: memory.retired,
    pendingPages: memory.pending,
    pageKstat: memory.counters,
    indictments,
    commands,
  };
}

/** The document of `redline lab availability`, or why the text is no case or comes to more than `mostEvents`. */
export function labAvailability(text: string, mostEvents = usualLimit): AvailabilityDocument | FileProblem {
  const given = readAvailabilityCase(text);
  return 'problem' in given ? given : playAvailability(given.read, mostEvents);
}
