import { assertPresent } from '../../shared/lib/assert.ts';
import { addNs, civilTimeOf, formatIso, type Instant, nsBetween } from '../../shared/lib/civil-time.ts';
import { formatDuration } from '../../shared/lib/duration.ts';
import { countOf } from '../../shared/lib/format.ts';
import { dayNs, longestRunNs, secondNs } from '../../shared/lib/time.ts';
import { type Drill, type DrillHost, type DrillInput, drillSchema, drillVersion } from '../../shared/model/drill.ts';
import { isOfCache } from '../simulation/solaris/event-classes.ts';
import type { LoggedEccEvent, LoggedOutcome, MessagesFile } from '../simulation/solaris/messages-file.ts';
import { processorRule } from '../simulation/solaris/serd/rule.ts';
import { drillFault } from './drill-checks.ts';
import { drillYaml } from './drill-yaml.ts';
import type { FileProblem } from './file-problem.ts';
import { loggedHosts } from './logged-hosts.ts';
import {
  errorInjects,
  inOrder,
  type LoggedError,
  loggedErrors,
  type TimedInject,
  threadInjects,
} from './logged-injects.ts';
import { type LoggedMemoryError, loggedMemoryErrors, memoryInjects } from './logged-memory.ts';
import { checkMessages, defaultYear } from './messages.ts';

export interface ImportedDrill {
  readonly drill: Drill;
  /** The drill as a file, with comments. */
  readonly yaml: string;
}

/** A drill begins this long before its first error, so that one sees the hosts as they were. */
const leadNs = 10 * secondNs;
/** A log cuts its times to the second: what it tells of happened in the middle of it, as far as anybody knows. */
const cutNs = secondNs / 2;
const librarySchema = '../schemas/drill.json';
const mostHosts = 16;
const mostInjects = 10_000;
const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

const people = [
  { id: 'dana', name: 'Dana Whitfield' },
  { id: 'ravi', name: 'Ravi Menon' },
];

/** Where and when, and nothing of what happens: `sf15k-domc on 23 October 2003, 11:36`. */
function titleOf(hosts: readonly DrillHost[], startsAt: Instant): string {
  const [first, ...others] = hosts;
  const { year, month, day, hour, minute } = civilTimeOf(startsAt);
  const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const where = others.length === 0 ? '' : ` and ${countOf(others.length, 'more host')}`;
  return `${first?.name ?? ''}${where} on ${day} ${monthNames[month - 1] ?? ''} ${year}, ${clock}`;
}

const resultWords = {
  retry: 'could not take it off-line and tried again',
  'gave-up': 'gave up taking it off-line',
  offlined: 'took it off-line',
} as const;

/** `WDC`, `EDU:ST` and `Orphaned UCC`. */
const isCacheError = (logged: string): boolean => isOfCache(logged.replace(/^Orphaned /, '').replace(/:.*/, ''));

/** What one processor went through, for trainers. */
function storyOf(place: string, errors: readonly LoggedEccEvent[], outcomes: readonly LoggedOutcome[]): string {
  const names = [...new Set(errors.map(({ name }) => name))].join(', ');
  const results = [...new Set(outcomes.map(({ result }) => resultWords[result]))];
  const reason = outcomes[0]?.reason;
  const count = new Set(errors.map(({ errId }) => errId)).size;
  const kind = errors.every(({ name }) => isCacheError(name)) ? 'cache error' : 'error';
  const start = count > 0 ? `${countOf(count, kind)} (${names}) of ${place}` : `No error of ${place}`;
  const end = results.length > 0 ? ` Solaris ${results.join(', then ')}: ${reason}.` : '';
  // A log that begins too late leaves out what Solaris had counted before.
  const isShort = count <= processorRule.limit && reason?.startsWith('more than ') === true;
  return `${start}.${end}${isShort ? ' The log lacks errors that Solaris counted: this may not happen again.' : ''}`;
}

const longestSummary = 1000;
/** More would not fit the summary. */
const mostStories = 20;

function summaryOf(name: string, { events, outcomes }: MessagesFile): string {
  const placeOf = ({ host, cpu }: { host: string; cpu: number }): string => `CPU${cpu} of ${host}`;
  const places = [...new Set([...events, ...outcomes].map(placeOf))];
  const stories = places.slice(0, mostStories).map((place) =>
    storyOf(
      place,
      events.filter((event) => placeOf(event) === place),
      outcomes.filter((outcome) => placeOf(outcome) === place),
    ),
  );
  const text = `Imported from ${name.slice(0, 255)}. ${stories.join(' ')}`;
  return text.length <= longestSummary ? text : `${text.slice(0, longestSummary - 4)} ...`;
}

/** Places the injects on the drill's own clock, which starts at `startsAt`, `cutNs` after a whole second. */
const onClock = (injects: readonly TimedInject[], startsAt: Instant): DrillInput['injects'] =>
  injects.map(({ instant, inject }) => ({ ...inject, at: formatDuration(nsBetween(startsAt, instant) + cutNs) }));

function limitsProblem(file: MessagesFile, injects: readonly TimedInject[], hosts: number): FileProblem | null {
  const [first] = injects;
  const last = injects.at(-1);
  if (first === undefined || last === undefined) {
    const problem =
      'no error of a cache or of memory in this file, expected at least one line such as "... WDC Event detected by CPU64 ..."';
    return { place: file.lines === 1 ? 'line 1' : `lines 1 to ${file.lines}`, problem };
  }
  if (injects.length > mostInjects) {
    return {
      place: `${file.lines} lines`,
      problem: `${injects.length} injects, expected at most ${mostInjects}: import a part of the file`,
    };
  }
  if (hosts > mostHosts) {
    return {
      place: `${file.lines} lines`,
      problem: `${hosts} hosts with errors, expected at most ${mostHosts}: import a part of the file`,
    };
  }
  if (nsBetween(first.instant, last.instant) > longestRunNs - dayNs) {
    return {
      place: `${file.lines} lines`,
      problem: 'the errors span more than 99 days, expected less: import a part of the file',
    };
  }
  return null;
}

function timedInjects(
  errors: readonly LoggedError[],
  memory: readonly LoggedMemoryError[],
  file: MessagesFile,
): readonly TimedInject[] {
  // Threads first: sorting keeps the order of one instant, and a thread is bound before its error.
  return inOrder([...threadInjects(errors, file.outcomes), ...errorInjects(errors), ...memoryInjects(memory, file)]);
}

export interface ImportInput {
  /** The file's own name. */
  readonly name: string;
  readonly text: string;
  /** The year of the log's first line, 2003 if left out. */
  readonly year?: number | undefined;
  /** Where an editor finds the JSON Schema, seen from the drill file; left out: from Redline's own drills. */
  readonly schema?: string | undefined;
}

/**
 * Makes a drill of a messages file: its hosts and processors, one inject for each error, spaced as in the log. Answers
 * a problem where the log shows no error.
 */
export function importDrill(input: ImportInput): ImportedDrill | FileProblem {
  const file = checkMessages(input.text, input.year ?? defaultYear);
  if ('problem' in file) return file;
  const errors = loggedErrors(file.events);
  const memory = loggedMemoryErrors(file.events);
  const injects = timedInjects(errors, memory, file);
  const events = [...errors, ...memory]
    .map(({ event }) => event)
    .sort((one, other) => nsBetween(other.instant, one.instant));
  const hostNames = new Set([...events, ...file.outcomes].map(({ host }) => host));
  const limits = limitsProblem(file, injects, hostNames.size);
  if (limits !== null) return limits;
  const startsAt = addNs(assertPresent(injects[0], 'there is an error').instant, cutNs - leadNs);
  const hosts = loggedHosts(events, file.outcomes, startsAt);
  if ('problem' in hosts) return hosts;
  const written: DrillInput = {
    version: drillVersion,
    title: titleOf(hosts, startsAt).slice(0, 120),
    summary: summaryOf(input.name, { ...file, events }),
    startsAt: formatIso(startsAt, 1),
    hosts: [...hosts],
    people,
    injects: onClock(injects, startsAt),
  };
  const drill = drillSchema.parse(written);
  const fault = drillFault(drill);
  if (fault !== null) return { place: fault.path.join('.'), problem: fault.problem };
  const comments = injects.map(({ comment }) => comment);
  return { drill, yaml: drillYaml(written, comments, input.schema ?? librarySchema) };
}
