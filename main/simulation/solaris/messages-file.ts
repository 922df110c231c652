import type { Instant } from '../../../shared/lib/civil-time.ts';
import type { MemoryErrorClass } from '../../../shared/model/drill.ts';
import { DumpReader, type LoggedCacheLine } from './cache-dump-lines.ts';
import { type LineCounts, type LogLine, readLogLines } from './log-lines.ts';

/** Where and when something was logged. */
interface Logged {
  /** The line's number in the file, from 1. */
  readonly line: number;
  /** The date as it stands in the line. */
  readonly at: string;
  readonly instant: Instant;
  readonly host: string;
}

/** An error's header. Fields that the file does not show are null; values stand as they are printed. */
export interface LoggedEccEvent extends Logged {
  readonly module: string;
  readonly cpu: number;
  readonly name: string;
  readonly errId: string;
  /** The register without the names of its bits. */
  readonly afsr: string | null;
  readonly afar: string | null;
  readonly esynd: string | null;
  readonly unum: string | null;
  readonly faultPc: string | null;
  readonly mode: 'privileged' | 'user' | null;
  readonly access: 'data' | 'instruction';
  readonly trapLevel: number;
  /** What a second look at memory has found, where the log tells. */
  readonly class: MemoryErrorClass | null;
  readonly first: boolean;
  readonly me: boolean;
  /** What was dumped of the cache: none, one, or those of all ways. */
  readonly dump: readonly LoggedCacheLine[];
}

/** What came of an attempt to take a processor off-line. */
export interface LoggedOutcome extends Logged {
  readonly cpu: number;
  readonly reason: string;
  readonly result: 'offlined' | 'retry' | 'gave-up';
  /** How often syslogd says that the line was repeated, and when the last time was. */
  readonly repeated: number;
  readonly lastInstant: Instant;
}

export interface LoggedPage extends Logged {
  readonly action: string;
  readonly address: string;
}

/** A module of memory that has too many corrected errors, or one that stays. */
export interface LoggedModule extends Logged {
  readonly module: string;
  /** How many are too many; null for one that stays. */
  readonly softErrors: number | null;
}

/** What a Solaris messages file tells of errors of caches and memory. */
export interface MessagesFile extends LineCounts {
  readonly events: readonly LoggedEccEvent[];
  readonly outcomes: readonly LoggedOutcome[];
  readonly pages: readonly LoggedPage[];
  readonly modules: readonly LoggedModule[];
}

type Changeable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** What the next line of a host may belong to. */
interface HostState {
  event: Changeable<LoggedEccEvent> | null;
  /** The last error, whatever was logged since. */
  latest: Changeable<LoggedEccEvent> | null;
  outcome: Changeable<LoggedOutcome> | null;
  readonly dumps: DumpReader;
}

const prefix = /^(\S{1,64}): \[ID \d{1,6} kern\.[a-z]{1,8}\] (?:NOTICE: |WARNING: )?(.*)$/s;
const header =
  /^\[AFT\d\] (First Error )?(.{1,60}?) Event (?:detected by|on) CPU(\d{1,4})(.{0,40}?) at TL([=>])0, errID (0x[0-9a-f]{8}\.[0-9a-f]{8})$/;
const faultStatus =
  /^ *AFSR (0x[0-9a-f]{8})(?:<([A-Z_,]{1,200})>)?(\.[0-9a-f]{8}) AFAR (0x[0-9a-f]{8}\.[0-9a-f]{8})(?: AMBIGUOUS| INVALID)?$/;
const faultPc =
  /^ *Fault_PC (0x[0-9a-f]{1,16})(?: ([EM])synd (0x[0-9a-f]{4})(?: AMBIGUOUS| INVALID)?)?(?: (.{1,200}))?$/;
const offlined = /^\[AFT1\] CPU(\d{1,4}) offlined due to (.{1,100})$/;
const failed = /^\[AFT1\] Failed to offline CPU(\d{1,4}) due to (.{1,100}), (will try again|giving up)$/;
const memoryClass =
  /^\[AFT\d\] errID (0x[0-9a-f]{8}\.[0-9a-f]{8}) Corrected Memory Error on .{1,200} is (Intermittent|Persistent|Sticky)$/;
const sticky = /^\[AFT\d\] Sticky Softerror encountered on Memory Module (.{1,200})$/;
const softErrors =
  /^\[AFT\d\] (\d{1,5}) soft errors in less than \S{1,12} \(hh:mm\) detected from Memory Module (.{1,200})$/;
const repeated = /^last message repeated (\d{1,9}) times?$/;

const address = '(0x[0-9a-f]{8}\\.[0-9a-f]{8})';
const pageActions: readonly (readonly [string, RegExp])[] = [
  ['clearing-scheduled', new RegExp(`^Scheduling clearing of error on page ${address}$`)],
  ['cleared', new RegExp(`^Previously reported error on page ${address} cleared$`)],
  ['removal-scheduled', new RegExp(`^Scheduling removal of page ${address}$`)],
  ['removed', new RegExp(`^Page ${address} removed from service$`)],
  ['limit-exceeded', new RegExp(`^Page ${address} not retired due to limit exceeded$`)],
  ['returned', new RegExp(`^Page ${address} returned to service$`)],
];

const modeOf = (text: string): LoggedEccEvent['mode'] => {
  if (text.includes('Privileged')) return 'privileged';
  return text.includes('User') ? 'user' : null;
};

const loggedAt = ({ line, at, instant, host }: LogLine): Logged => ({ line, at, instant, host });

class MessagesReader {
  readonly events: LoggedEccEvent[] = [];
  readonly outcomes: LoggedOutcome[] = [];
  readonly pages: LoggedPage[] = [];
  readonly modules: LoggedModule[] = [];
  readonly #hosts = new Map<string, HostState>();

  read(line: LogLine): void {
    const state = this.#stateOf(line.host);
    const times = repeated.exec(line.body);
    if (times !== null) {
      if (state.outcome !== null) {
        state.outcome.repeated += Number(times[1]);
        state.outcome.lastInstant = line.instant;
      }
      return;
    }
    state.outcome = null;
    const match = prefix.exec(line.body);
    if (match === null) {
      // Lines without a module belong to the kernel message before them.
      if (state.event !== null) continueEvent(state.event, line.body);
      else state.dumps.readRest(line.body);
      return;
    }
    const [, module = '', text = ''] = match;
    state.dumps.readMessage(text);
    state.event = this.#readHeader(line, module, text, state.dumps);
    state.latest = state.event ?? state.latest;
    if (state.event === null) state.outcome = this.#readOutcome(line, text);
    if (state.event !== null || state.outcome !== null) return;
    this.#readPage(line, text);
    this.#readModule(line, text);
    readClass(state.latest, text);
  }

  #readHeader(line: LogLine, module: string, text: string, dumps: DumpReader): HostState['event'] {
    const match = header.exec(text);
    if (match === null) return null;
    const [, first, name = '', cpu, trap = '', level, errId = ''] = match;
    const event: HostState['event'] = {
      ...loggedAt(line),
      module,
      cpu: Number(cpu),
      name,
      errId,
      ...{ afsr: null, afar: null, esynd: null, unum: null, faultPc: null },
      mode: modeOf(trap),
      access: trap.includes('Instruction') ? 'instruction' : 'data',
      class: null,
      trapLevel: level === '=' ? 0 : 1,
      first: first !== undefined,
      me: false,
      dump: dumps.begin(errId),
    };
    this.events.push(event);
    return event;
  }

  #readOutcome(line: LogLine, text: string): HostState['outcome'] {
    const success = offlined.exec(text);
    const match = success ?? failed.exec(text);
    if (match === null) return null;
    const [, cpu, reason = '', next] = match;
    const failure = next === 'giving up' ? 'gave-up' : 'retry';
    const outcome: HostState['outcome'] = {
      ...loggedAt(line),
      cpu: Number(cpu),
      reason,
      result: success !== null ? 'offlined' : failure,
      repeated: 0,
      lastInstant: line.instant,
    };
    this.outcomes.push(outcome);
    return outcome;
  }

  #readPage(line: LogLine, text: string): void {
    for (const [action, pattern] of pageActions) {
      const match = pattern.exec(text);
      if (match !== null) this.pages.push({ ...loggedAt(line), action, address: match[1] ?? '' });
    }
  }

  #readModule(line: LogLine, text: string): void {
    const many = softErrors.exec(text);
    const module = many === null ? sticky.exec(text)?.[1] : many[2];
    if (module === undefined) return;
    this.modules.push({ ...loggedAt(line), module, softErrors: many === null ? null : Number(many[1]) });
  }

  #stateOf(host: string): HostState {
    const known = this.#hosts.get(host);
    if (known !== undefined) return known;
    const state: HostState = { event: null, latest: null, outcome: null, dumps: new DumpReader() };
    this.#hosts.set(host, state);
    return state;
  }
}

/** What a second look has found, told of the error logged last. */
function readClass(event: HostState['latest'], text: string): void {
  const match = memoryClass.exec(text);
  if (match === null || event === null || match[1] !== event.errId) return;
  event.class = (match[2] ?? '').toLowerCase() as MemoryErrorClass;
}

function continueEvent(event: Changeable<LoggedEccEvent>, body: string): void {
  const status = faultStatus.exec(body);
  if (status !== null) {
    event.afsr = `${status[1]}${status[3]}`;
    event.afar = status[4] ?? null;
    event.me = (status[2] ?? '').split(',').includes('ME');
    return;
  }
  const place = faultPc.exec(body);
  if (place === null) return;
  event.faultPc = place[1] ?? null;
  // The other syndrome is that of an mtag.
  event.esynd = place[2] === 'E' ? (place[3] ?? null) : null;
  event.unum = place[4] ?? null;
}

/**
 * Reads a Solaris messages file, also one of several hosts and one whose lines were wrapped. The file does not tell
 * the year of its first line: `year` does. Never fails, and takes time in proportion to the text.
 */
export function readMessagesFile(text: string, year: number): MessagesFile {
  const reader = new MessagesReader();
  const counts = readLogLines(text, year, (line) => reader.read(line));
  const { events, outcomes, pages, modules } = reader;
  return { events, outcomes, pages, modules, ...counts };
}
