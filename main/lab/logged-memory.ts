import { assert } from '../../shared/lib/assert.ts';
import { nsBetween } from '../../shared/lib/civil-time.ts';
import type { MemoryErrorClass } from '../../shared/model/drill.ts';
import { addressIn } from '../simulation/hardware/physical-address.ts';
import { readRegister } from '../simulation/hardware/register.ts';
import type { LoggedEccEvent, LoggedModule, LoggedPage, MessagesFile } from '../simulation/solaris/messages-file.ts';
import type { TimedInject } from './logged-injects.ts';

/** An error of memory as a log shows it, whole. */
export interface LoggedMemoryError {
  readonly name: 'CE' | 'UE';
  readonly event: LoggedEccEvent;
}

const header = /^(?:Corrected|Uncorrectable) (?:system bus|memory) \((CE|UE)\)$/;
const pageBytes = 8192;
const longestModule = 100;

/**
 * The errors of memory in a log, in order of time. Left out are those whose registers or module it does not show, and
 * the second logging of one under the same error id.
 */
export function loggedMemoryErrors(events: readonly LoggedEccEvent[]): readonly LoggedMemoryError[] {
  const seen = new Set<string>();
  const found: LoggedMemoryError[] = [];
  for (const event of events) {
    const name = header.exec(event.name)?.[1];
    if ((name !== 'CE' && name !== 'UE') || !event.module.startsWith('SUNW,UltraSPARC-')) continue;
    if (event.afsr === null || event.afar === null || event.unum === null) continue;
    const key = `${event.host}/${event.cpu} ${name} ${event.errId}`;
    if (!seen.has(key)) found.push({ name, event });
    seen.add(key);
  }
  return found.sort((one, other) => nsBetween(other.event.instant, one.event.instant));
}

const moduleOf = ({ host, unum }: LoggedEccEvent): string => `${host} ${unum}`;

/**
 * What a second look has found. Where the log does not say: the last error before a module is told to have too many, or
 * one that stays, is such a one. So are as many before it as it takes the first time; all else was not found again.
 */
function classesOf(
  errors: readonly LoggedMemoryError[],
  modules: readonly LoggedModule[],
): ReadonlyMap<LoggedEccEvent, MemoryErrorClass> {
  const classes = new Map<LoggedEccEvent, MemoryErrorClass>();
  const corrected = errors.filter(({ name }) => name === 'CE').map(({ event }) => event);
  const byModule = Map.groupBy(corrected, moduleOf);
  const full = new Set<string>();
  for (const { host, module, softErrors, line } of [...modules].sort((one, other) => moduleOrder(one, other))) {
    const key = `${host} ${module}`;
    const before = (byModule.get(key) ?? []).filter((event) => event.line < line && classes.get(event) !== 'sticky');
    const needed = softErrors === null || full.has(key) ? 1 : softErrors;
    for (const event of before.slice(-needed)) classes.set(event, softErrors === null ? 'sticky' : 'persistent');
    if (softErrors !== null) full.add(key);
  }
  for (const { event } of errors) if (event.class !== null) classes.set(event, event.class);
  return classes;
}

/** Errors that stay first: what is left of a module's errors is counted. */
const moduleOrder = (one: LoggedModule, other: LoggedModule): number =>
  Number(one.softErrors !== null) - Number(other.softErrors !== null) || one.line - other.line;

const pageOf = (host: string, address: string): string =>
  `${host} ${Math.floor(addressIn(readRegister(address)) / pageBytes)}`;

/** What became of every page that a log tells of. */
function fatesOf(pages: readonly LoggedPage[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byPage = Map.groupBy(pages, ({ host, address }) => pageOf(host, address));
  return new Map([...byPage].map(([page, own]) => [page, new Set(own.map(({ action }) => action))]));
}

const results = ['cleared', 'removed', 'limit-exceeded'];

/** A page that was asked for and of which nothing came must have been locked. */
const isLocked = (fate: ReadonlySet<string>): boolean => !results.some((result) => fate.has(result));

/** A page that was to be cleared and went instead had its error again when it was written over. */
const isStillBad = (fate: ReadonlySet<string>): boolean =>
  fate.has('clearing-scheduled') && fate.has('removed') && !fate.has('cleared');

/** One inject for each error of memory. */
export function memoryInjects(
  errors: readonly LoggedMemoryError[],
  { modules, pages }: Pick<MessagesFile, 'modules' | 'pages'>,
): readonly TimedInject[] {
  const classes = classesOf(errors, modules);
  const fates = fatesOf(pages);
  return errors.map(({ name, event }) => {
    const { afsr, afar, unum } = event;
    assert(afsr !== null && afar !== null && unum !== null, 'an error that is shown whole');
    const fate = fates.get(pageOf(event.host, afar));
    // Code of the kernel that goes on after an uncorrectable error had expected it: its page was asked for.
    const expected = name === 'UE' && event.mode === 'privileged' && fate !== undefined;
    const stays = name === 'UE' && fate !== undefined && isStillBad(fate);
    return {
      instant: event.instant,
      comment: ` Line ${event.line} of the log, ${event.at}.`,
      inject: {
        at: '0s',
        kind: 'memory',
        host: event.host,
        processor: event.cpu,
        name,
        class: stays ? 'sticky' : (classes.get(event) ?? 'intermittent'),
        errId: event.errId,
        ...{ afsr, afar, faultPc: event.faultPc ?? '0x0' },
        ...(event.mode === null ? {} : { mode: event.mode }),
        ...(event.access === 'data' ? {} : { access: event.access }),
        ...(event.trapLevel === 0 ? {} : { trapLevel: event.trapLevel }),
        ...(expected ? { protected: true } : {}),
        module: unum.slice(0, longestModule),
        ...(fate !== undefined && isLocked(fate) ? { pageState: 'locked' } : {}),
      },
    };
  });
}
