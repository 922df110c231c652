import { addNs, formatIso, type Instant, nsBetween } from '../../shared/lib/civil-time.ts';
import { dayNs, millisecondNs, secondNs } from '../../shared/lib/time.ts';
import type { DrillHost, Platform, Release } from '../../shared/model/drill.ts';
import { hostNameSchema } from '../../shared/model/ids.ts';
import { isProcessorNumber, numberingOf } from '../simulation/hardware/processor-positions.ts';
import type { LoggedEccEvent, LoggedOutcome } from '../simulation/solaris/messages-file.ts';
import type { FileProblem } from './file-problem.ts';
import { loggedCache, toldMegabytes } from './logged-caches.ts';

/** What a log tells about one host. */
interface Evidence {
  readonly host: string;
  readonly events: readonly LoggedEccEvent[];
  readonly outcomes: readonly LoggedOutcome[];
}

const processorsOf = ({ events, outcomes }: Evidence): readonly number[] =>
  [...new Set([...events, ...outcomes].map(({ cpu }) => cpu))].sort((one, other) => one - other);

/** The name of a module tells the platform, `/N0/SB1/P1/E1` or `SB2/P0/E0`; without one the numbers have to. */
function platformOf(evidence: Evidence): Platform {
  const unum = evidence.events.find((event) => event.unum !== null)?.unum ?? null;
  if (unum !== null) return unum.startsWith('/N') ? 'serengeti' : 'starcat';
  return processorsOf(evidence).every((processor) => isProcessorNumber('serengeti', processor))
    ? 'serengeti'
    : 'starcat';
}

function nodeOf({ events }: Evidence): number {
  for (const { unum } of events) {
    const match = /^\/N([0-3])\//.exec(unum ?? '');
    if (match !== null) return Number(match[1]);
  }
  return 0;
}

/** Solaris 8 tries again after 30 s, Solaris 9 after 5: whichever is nearer to the shortest wait in the log. */
function releaseOf({ outcomes }: Evidence): Release {
  let shortestNs = Number.POSITIVE_INFINITY;
  const lastRefusals = new Map<number, LoggedOutcome>();
  for (const outcome of outcomes) {
    const before = lastRefusals.get(outcome.cpu);
    const waitNs = before === undefined ? 0 : nsBetween(before.lastInstant, outcome.instant);
    if (waitNs > 0) shortestNs = Math.min(shortestNs, waitNs);
    const spanNs = nsBetween(outcome.instant, outcome.lastInstant);
    if (outcome.repeated > 0 && spanNs > 0) shortestNs = Math.min(shortestNs, spanNs / outcome.repeated);
    if (outcome.result === 'retry') lastRefusals.set(outcome.cpu, outcome);
    else lastRefusals.delete(outcome.cpu);
  }
  const middleNs = 17.5 * secondNs;
  return shortestNs !== Number.POSITIVE_INFINITY && shortestNs > middleNs ? 'solaris8' : 'solaris9';
}

function sinceBoot(errId: string): { readonly seconds: number; readonly nanoseconds: number } {
  const sinceBootNs = (BigInt(Number.parseInt(errId.slice(2, 10), 16)) << 32n) | BigInt(`0x${errId.slice(11)}`);
  return { seconds: Number(sinceBootNs / 1_000_000_000n), nanoseconds: Number(sinceBootNs % 1_000_000_000n) };
}

/**
 * When a host booted. An error id counts nanoseconds since then, and the log cuts its times to the second, so that
 * every error leaves one second for it: the middle of what fits them all, or of the first error's where none does.
 */
function bootedAt({ events }: Evidence, startsAt: Instant): Instant {
  const [first] = events;
  if (first === undefined) return addNs(startsAt, -dayNs);
  const bootOf = ({ errId, instant }: LoggedEccEvent): Instant => {
    const { seconds, nanoseconds } = sinceBoot(errId);
    return addNs({ ...instant, epochSeconds: instant.epochSeconds - seconds }, -nanoseconds);
  };
  const boot = bootOf(first);
  let fromNs = 0;
  let toNs = secondNs;
  for (const event of events) {
    // A second logging under ME comes later than its trap, and tells nothing.
    const shiftNs = nsBetween(boot, bootOf(event));
    if (Math.max(fromNs, shiftNs) >= Math.min(toNs, shiftNs + secondNs)) continue;
    fromNs = Math.max(fromNs, shiftNs);
    toNs = Math.min(toNs, shiftNs + secondNs);
  }
  const middleNs = Math.floor((fromNs + toNs) / 2);
  const middle = addNs(boot, middleNs);
  return addNs(middle, -(middle.nanoseconds % millisecondNs));
}

const isBefore = (one: Instant, other: Instant): boolean => nsBetween(one, other) > 0;

function hostOf(evidence: Evidence, startsAt: Instant): DrillHost | FileProblem {
  const { host, events, outcomes } = evidence;
  const place = `line ${Math.min(...[...events, ...outcomes].slice(0, 1).map(({ line }) => line))}`;
  if (!hostNameSchema.safeParse(host).success) {
    return {
      place,
      problem: `the host name ${host} is too long or has other signs, expected at most 64 letters, digits, dots or dashes`,
    };
  }
  const platform = platformOf(evidence);
  const processors = processorsOf(evidence);
  const wrong = [...events, ...outcomes].find(({ cpu }) => !isProcessorNumber(platform, cpu));
  if (wrong !== undefined) {
    return { place: `line ${wrong.line}`, problem: `${host} cannot have CPU${wrong.cpu}: ${numberingOf(platform)}` };
  }
  const cache = loggedCache(events);
  const boot = bootedAt(evidence, startsAt);
  const release = releaseOf(evidence);
  return {
    name: host,
    platform,
    node: nodeOf(evidence),
    cpuType: cache.cpuType,
    ...toldMegabytes(cache),
    release,
    // An error within the drill's first seconds of the host's life would otherwise be older than its boot.
    bootedAt: formatIso(isBefore(startsAt, boot) ? startsAt : boot),
    processors: [...processors],
  };
}

/** The hosts of a log's errors and outcomes, in order of their first line, or what is wrong with one. */
export function loggedHosts(
  events: readonly LoggedEccEvent[],
  outcomes: readonly LoggedOutcome[],
  startsAt: Instant,
): readonly DrillHost[] | FileProblem {
  const names = [...new Set([...events, ...outcomes].map(({ host }) => host))];
  const hosts: DrillHost[] = [];
  for (const host of names) {
    const evidence = {
      host,
      events: events.filter((event) => event.host === host),
      outcomes: outcomes.filter((outcome) => outcome.host === host),
    };
    const found = hostOf(evidence, startsAt);
    if ('problem' in found) return found;
    hosts.push(found);
  }
  return hosts;
}
