import { assert, assertPresent } from '../../shared/lib/assert.ts';
import { type Instant, nsBetween } from '../../shared/lib/civil-time.ts';
import { formatDuration } from '../../shared/lib/duration.ts';
import { secondNs } from '../../shared/lib/time.ts';
import { type CpuType, type DrillInput, type EccName, eccNameSchema } from '../../shared/model/drill.ts';
import { printRegister, readRegister } from '../simulation/hardware/register.ts';
import { isCorrected } from '../simulation/solaris/category.ts';
import { hasError, isOfCache } from '../simulation/solaris/event-classes.ts';
import { plainFaultStatus, withoutMultiple } from '../simulation/solaris/fault-status.ts';
import type { LoggedEccEvent, LoggedOutcome } from '../simulation/solaris/messages-file.ts';
import { cpuTypeOf, loggedCaches, loggedDump, loggedTypes } from './logged-caches.ts';

type Inject = DrillInput['injects'][number];

/** An inject at an instant of the log, with what a reader of the drill should know about it. */
export interface TimedInject {
  readonly instant: Instant;
  readonly inject: Inject;
  readonly comment: string;
}

/** An error of the log with its name as drills write it. */
export interface LoggedError {
  readonly name: EccName;
  readonly event: LoggedEccEvent;
  readonly cpuType: CpuType;
}

/** A thread is taken away this long after the last refusal that the log shows, before the next attempt of either release. */
const unbindAfterSeconds = 2;

/** The bit of `WDC`, `Orphaned UCU`, `EDU:ST`, `PERR Fatal` or `Timeout (TO)`. */
const nameOf = (logged: string): string =>
  /\(([A-Z]{2,8})\)$/.exec(logged)?.[1] ?? logged.replace(/^Orphaned /, '').replace(/(?::ST|:BLD| Fatal)$/, '');

/**
 * The errors among a log's events that the processors of their hosts can have, in order of time. Those of memory have
 * injects of their own.
 */
export function loggedErrors(events: readonly LoggedEccEvent[]): readonly LoggedError[] {
  const named = events.flatMap((event) => {
    const name = eccNameSchema.safeParse(nameOf(event.name));
    const isKnown = name.success && event.module.startsWith('SUNW,UltraSPARC-');
    return isKnown && hasError(cpuTypeOf([event]), name.data) ? [{ name: name.data, event }] : [];
  });
  const types = loggedTypes(named.map(({ event }) => event));
  // A host has processors of one type, whatever else its log tells.
  const found = named.flatMap(({ name, event }) => {
    const cpuType = assertPresent(types.get(event.host), 'every host of the log has a type');
    return hasError(cpuType, name) ? [{ name, event, cpuType }] : [];
  });
  return found.sort((one, other) => nsBetween(other.event.instant, one.event.instant));
}

const placeOf = (logged: { readonly host: string; readonly cpu: number }): string => `${logged.host}/${logged.cpu}`;

const likenessOf = ({ name, event }: LoggedError): string => `${placeOf(event)} ${name}`;

/**
 * For every error the nearest one that shows its registers, of the same processor and name: itself, else the one
 * before, else the one after, null if there is none.
 */
function nearestShown(errors: readonly LoggedError[]): readonly (LoggedEccEvent | null)[] {
  const shown: (LoggedEccEvent | null)[] = [];
  const latest = new Map<string, LoggedEccEvent>();
  const isShown = ({ event }: LoggedError): boolean => event.afsr !== null && event.afar !== null;
  for (const error of errors) {
    if (isShown(error)) latest.set(likenessOf(error), error.event);
    shown.push(latest.get(likenessOf(error)) ?? null);
  }
  const next = new Map<string, LoggedEccEvent>();
  for (const [index, error] of [...errors.entries()].reverse()) {
    if (isShown(error)) next.set(likenessOf(error), error.event);
    shown[index] ??= next.get(likenessOf(error)) ?? null;
  }
  return shown;
}

interface Registers {
  readonly afsr: string;
  readonly afar: string;
  readonly faultPc: string;
  readonly comment: string;
}

const firstDataBitSyndrome = 0x03b;
const twoBitsSyndrome = 0x005;

/** An error's registers; where the log shows only its first line, those of `shown`, another error like it. */
function registersOf({ name, event, cpuType }: LoggedError, shown: LoggedEccEvent | null): Registers {
  if (shown === null) {
    const assumed = plainFaultStatus(cpuType, name, isCorrected(name) ? firstDataBitSyndrome : twoBitsSyndrome);
    const comment = '\n Only its first line is there: the registers are assumed.';
    return { afsr: printRegister(assumed), afar: '0x00000000.00000000', faultPc: '0x0', comment };
  }
  const { afsr, afar, faultPc } = shown;
  assert(afsr !== null && afar !== null, 'an error that shows its registers');
  const registers = { afar, faultPc: faultPc ?? '0x0' };
  if (shown === event) return { afsr, ...registers, comment: '' };
  const plain = printRegister(withoutMultiple(readRegister(afsr)));
  const comment = `\n Only its first line is there: the registers are those of the error at ${shown.at}.`;
  return { afsr: plain, ...registers, comment };
}

/** For every error that was logged first as First Error: the position of its second logging, under the same error id. */
function secondLoggings(errors: readonly LoggedError[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open = new Map<string, number>();
  for (const [index, { name, event }] of errors.entries()) {
    const key = `${placeOf(event)} ${name} ${event.errId}`;
    const first = open.get(key);
    if (event.first) open.set(key, index);
    else if (first !== undefined && event.me) {
      pairs.set(first, index);
      open.delete(key);
    }
  }
  return pairs;
}

const longestModule = 100;
const dumpComment = '\n The dump of its cache line does not fit its registers and is left out.';

/** One inject for each error; a First Error and its line with ME are one. */
export function errorInjects(errors: readonly LoggedError[]): readonly TimedInject[] {
  const caches = loggedCaches(errors.map(({ event }) => event));
  const pairs = secondLoggings(errors);
  const seconds = new Set(pairs.values());
  const shown = nearestShown(errors);
  const injects: TimedInject[] = [];
  for (const [index, { name, event, cpuType }] of errors.entries()) {
    if (seconds.has(index)) continue;
    const secondIndex = pairs.get(index);
    const second = secondIndex === undefined ? undefined : errors[secondIndex];
    const { comment, ...registers } = registersOf(
      second ?? { name, event, cpuType },
      shown[secondIndex ?? index] ?? null,
    );
    const dumped = second !== undefined && second.event.dump.length > 0 ? second.event : event;
    const cache = assertPresent(caches.get(event.host), 'every host of the log has caches');
    const dump = loggedDump(dumped.dump, registers.afar, cache);
    const again = second === undefined ? null : nsBetween(event.instant, second.event.instant);
    injects.push({
      instant: event.instant,
      comment: ` Line ${event.line} of the log, ${event.at}.${comment}${dump === null ? dumpComment : ''}`,
      inject: {
        at: '0s',
        kind: 'ecc',
        host: event.host,
        processor: event.cpu,
        name,
        errId: event.errId,
        ...registers,
        ...(event.mode === null ? {} : { mode: event.mode }),
        ...(event.trapLevel === 0 ? {} : { trapLevel: event.trapLevel }),
        ...(event.unum === null || isOfCache(name) ? {} : { module: event.unum.slice(0, longestModule) }),
        ...(again === null ? {} : { loggedAgainAfter: formatDuration(again) }),
        ...(dump ? { dump } : {}),
      },
    });
  }
  return injects;
}

/** A chain of refusals of one processor, from its error to the last of them. */
interface Refusals {
  readonly error: LoggedEccEvent;
  readonly first: LoggedOutcome;
  last: LoggedOutcome;
  gaveUp: boolean;
}

/** The errors of every processor, in order of time. */
function errorsByPlace(errors: readonly LoggedError[]): ReadonlyMap<string, readonly LoggedEccEvent[]> {
  const byPlace = new Map<string, LoggedEccEvent[]>();
  for (const { event } of errors) {
    const known = byPlace.get(placeOf(event));
    if (known === undefined) byPlace.set(placeOf(event), [event]);
    else known.push(event);
  }
  return byPlace;
}

/** The last of a processor's errors up to an instant, null if the log shows none. Halves the list: logs are long. */
function lastUpTo(errors: readonly LoggedEccEvent[], instant: Instant): LoggedEccEvent | null {
  let from = 0;
  let to = errors.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const event = errors[middle];
    if (event !== undefined && nsBetween(event.instant, instant) >= 0) from = middle + 1;
    else to = middle;
  }
  return errors[from - 1] ?? null;
}

function refusalsIn(errors: readonly LoggedError[], outcomes: readonly LoggedOutcome[]): readonly Refusals[] {
  const found: Refusals[] = [];
  const open = new Map<string, Refusals>();
  const byPlace = errorsByPlace(errors);
  for (const outcome of outcomes) {
    const place = placeOf(outcome);
    if (outcome.result === 'offlined') {
      open.delete(place);
      continue;
    }
    const known = open.get(place);
    const error = known === undefined ? lastUpTo(byPlace.get(place) ?? [], outcome.instant) : null;
    if (known !== undefined) {
      known.last = outcome;
      known.gaveUp ||= outcome.result === 'gave-up';
    } else if (error !== null) {
      const refusals = { error, first: outcome, last: outcome, gaveUp: outcome.result === 'gave-up' };
      open.set(place, refusals);
      found.push(refusals);
    }
  }
  return found;
}

/** What made Solaris fail to take a processor off-line: a thread bound to it, for good where Solaris gave up. */
export function threadInjects(
  errors: readonly LoggedError[],
  outcomes: readonly LoggedOutcome[],
): readonly TimedInject[] {
  return refusalsIn(errors, outcomes).flatMap(({ error, first, last, gaveUp }) => {
    const about = { at: '0s', host: error.host, processor: error.cpu };
    const bind: TimedInject = {
      instant: error.instant,
      comment: ` Line ${first.line} of the log: the processor was busy.`,
      inject: { ...about, kind: 'bind-thread' },
    };
    if (gaveUp) return [bind];
    const unbind: TimedInject = {
      instant: { ...last.lastInstant, epochSeconds: last.lastInstant.epochSeconds + unbindAfterSeconds },
      comment: ` After line ${last.line} of the log, the last refusal.`,
      inject: { ...about, kind: 'unbind-threads' },
    };
    return [bind, unbind];
  });
}

/** In order of time; what holds a processor comes before its error of the same second. */
export const inOrder = (injects: readonly TimedInject[]): readonly TimedInject[] =>
  [...injects].sort((one, other) => Math.sign(nsBetween(other.instant, one.instant) / secondNs));
