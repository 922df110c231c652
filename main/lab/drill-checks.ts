import { nsBetween, parseInstant } from '../../shared/lib/civil-time.ts';
import { formatDuration, parseDuration } from '../../shared/lib/duration.ts';
import { dayNs, longestRunNs, minuteNs, secondNs } from '../../shared/lib/time.ts';
import type { Drill, DrillHost, DrillInject } from '../../shared/model/drill.ts';
import { processorsOf } from '../simulation/hardware/hardware.ts';
import { isProcessorNumber, numberingOf } from '../simulation/hardware/processor-positions.ts';
import { checkCells } from './drill-cell-checks.ts';
import { checkCacheSizes, checkDumps } from './drill-dump-checks.ts';
import { checkErrors, checkSecondLoggings } from './drill-error-checks.ts';
import { type DrillFault, firstFault } from './drill-fault.ts';

type Check = (drill: Drill) => DrillFault | null;
type Path = DrillFault['path'];

const notTwice =
  (key: string, field: string, namesOf: (drill: Drill) => readonly string[]): Check =>
  (drill) => {
    const names = namesOf(drill);
    return firstFault(names, (name, index) => {
      if (names.indexOf(name) === index) return null;
      return { path: [key, index, field], problem: `${name} is there twice, expected another name` };
    });
  };

const instantFault = (path: Path, text: string): DrillFault | null =>
  parseInstant(text) === null ? { path, problem: `there is no such day or time as ${text}` } : null;

const checkInstants: Check = ({ startsAt, hosts }) =>
  instantFault(['startsAt'], startsAt) ??
  firstFault(hosts, ({ bootedAt }, index) => {
    const path = ['hosts', index, 'bootedAt'];
    const starts = parseInstant(startsAt);
    const booted = parseInstant(bootedAt);
    if (starts === null || booted === null) return instantFault(path, bootedAt);
    if (nsBetween(booted, starts) >= 0) return null;
    return { path, problem: `${bootedAt} is after the start of the drill, expected at latest ${startsAt}` };
  });

/** Shorter ones would only fill the log: a handoff and an escalation are events. */
const shortestTurnNs = minuteNs;
const shortestEscalationNs = secondNs;

function durationFault(path: Path, text: string, shortestNs: number): DrillFault | null {
  const longestNs = longestRunNs - dayNs;
  const durationNs = parseDuration(text);
  if (durationNs === null)
    return {
      path,
      problem: `${text.length > 60 ? `${text.slice(0, 60)}…` : text} is no whole number of nanoseconds, or longer than 99 days`,
    };
  if (durationNs > longestNs) return { path, problem: `${text} is too long, expected at most 99d` };
  return durationNs < shortestNs
    ? { path, problem: `${text} is too short, expected at least ${formatDuration(shortestNs)}` }
    : null;
}

function injectDurationFault(inject: DrillInject, index: number): DrillFault | null {
  const at = durationFault(['injects', index, 'at'], inject.at, 0);
  if (at !== null || inject.kind !== 'ecc' || inject.loggedAgainAfter === undefined) return at;
  return durationFault(['injects', index, 'loggedAgainAfter'], inject.loggedAgainAfter, 0);
}

const checkDurations: Check = ({ turn, escalateAfter, injects }) =>
  durationFault(['turn'], turn, shortestTurnNs) ??
  durationFault(['escalateAfter'], escalateAfter, shortestEscalationNs) ??
  firstFault(injects, injectDurationFault);

const checkProcessors: Check = ({ hosts }) =>
  firstFault(hosts, ({ name, platform, processors }, hostIndex) =>
    firstFault(processors, (processor, index) => {
      if (isProcessorNumber(platform, processor)) return null;
      const problem = `${name} cannot have the processor ${processor}: ${numberingOf(platform)}`;
      return { path: ['hosts', hostIndex, 'processors', index], problem };
    }),
  );

const checkTargets: Check = ({ hosts, injects }) => {
  const byName = new Map<string, DrillHost>(hosts.map((host) => [host.name, host]));
  const processors = new Map(hosts.map((host) => [host.name, new Set(processorsOf(host))]));
  return firstFault(injects, (inject, index) => {
    const { host } = inject;
    if (!byName.has(host)) {
      const expected = hosts.map(({ name }) => name).join(', ');
      return { path: ['injects', index, 'host'], problem: `there is no host ${host}, expected one of ${expected}` };
    }
    if (!('processor' in inject)) return null;
    const { processor } = inject;
    const known = processors.get(host) ?? new Set();
    if (processor === undefined || known.has(processor)) return null;
    const problem = `${host} has no processor ${processor}, expected one of ${[...known].join(', ')}`;
    return { path: ['injects', index, 'processor'], problem };
  });
};

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const checkZone: Check = ({ zone }) =>
  isZone(zone)
    ? null
    : { path: ['zone'], problem: `there is no time zone ${zone}, expected one such as Europe/Berlin` };

const checks: readonly Check[] = [
  notTwice('hosts', 'name', ({ hosts }) => hosts.map(({ name }) => name)),
  notTwice('people', 'id', ({ people }) => people.map(({ id }) => id)),
  checkInstants,
  checkZone,
  checkDurations,
  checkProcessors,
  checkTargets,
  checkErrors,
  checkSecondLoggings,
  checkCacheSizes,
  checkDumps,
  checkCells,
];

/** What a drill's parts must be to each other: the first that does not fit, null if all do. */
export function drillFault(drill: Drill): DrillFault | null {
  for (const check of checks) {
    const fault = check(drill);
    if (fault !== null) return fault;
  }
  return null;
}
