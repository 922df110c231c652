import type { EventDataOf, EventKind } from '../model/events.ts';
import { consoleDescribers } from './describe-console-event.ts';
import { humanDuration } from './duration.ts';
import type { Describers, EventDescription } from './event-description.ts';
import { countOf, processorOfHost } from './format.ts';
import { phaseWords } from './host-phase.ts';
import { hourNs } from './time.ts';

const cacheErrors: ReadonlySet<string> = new Set(['UCC', 'CPC', 'WDC', 'EDC', 'UCU', 'CPU', 'WDU', 'EDU']);
const correctedErrors: ReadonlySet<string> = new Set([
  ...(['UCC', 'CPC', 'WDC', 'EDC', 'CE', 'EMC', 'IVC', 'IMC', 'THCE', 'TSCE', 'RCE', 'FRC'] as const),
]);
const platformNames = new Map([
  ['starcat', 'Sun Fire 12K/15K'],
  ['serengeti', 'Sun Fire 3800 to 6800'],
]);
const releaseNames = new Map([
  ['solaris8', 'Solaris 8'],
  ['solaris9', 'Solaris 9'],
]);

/** The words of an error number that Solaris answers with. */
const problemOf = (error: string): string => (error === 'EBUSY' ? 'Device busy (EBUSY)' : error);

const eccDescription = (data: EventDataOf<'ecc.reported'>): EventDescription => {
  const nature = correctedErrors.has(data.name) ? 'Corrected' : 'Uncorrectable';
  const order = data.first ? ', the first of several' : '';
  const multiple = data.multiple ? ', one of several' : '';
  const module = data.unum === '' ? '' : ` (${data.unum})`;
  return {
    text: `${nature}${cacheErrors.has(data.name) ? ' L2 cache' : ''} error ${data.name} on ${processorOfHost(data.host, data.processor)}${order}${multiple}${module}`,
    label: 'error',
    actor: data.host,
  };
};

const offlinedDescription = (data: EventDataOf<'processor.offlined'>): EventDescription => {
  const retries = data.attempts - 1;
  const after = retries > 0 ? ` after ${countOf(retries, 'retry', 'retries')}` : '';
  return {
    text: `${processorOfHost(data.host, data.processor)} taken off-line${after}: ${data.reason}`,
    label: 'off-line',
    actor: data.host,
  };
};

/** The machine's side of a run: the drill, injects, errors, messages, off-lining. */
export const systemDescribers = {
  'run.started': ({ title, startsAt, seed }) => ({
    text: `Drill “${title}” started at ${startsAt}, seed ${seed}`,
    label: 'start',
    actor: 'drill',
  }),
  'scheduler.rehomed': ({ host, processor, tasks, targets }) => ({
    text: `${countOf(tasks, 'task')} of ${processorOfHost(host, processor)} went to CPU${targets}`,
    label: 'tasks',
    actor: host,
  }),
  'run.ended': ({ reason }) => ({ text: `Drill ended: ${reason}`, label: 'end', actor: 'drill' }),
  'host.booted': ({ host, platform, cpuType, release, bootedAt }) => ({
    text: `${host}, a ${platformNames.get(platform) ?? platform} with UltraSPARC ${cpuType.replace('US-', '')} under ${
      releaseNames.get(release) ?? release
    }, is up since ${bootedAt}`,
    label: 'boot',
    actor: host,
  }),
  'host.went-down': ({ host, reason }) => ({ text: `${host} went down: ${reason}`, label: 'down', actor: host }),
  'host.phase-began': ({ host, phase }) => ({
    text: `${host} ${phaseWords(phase)}`,
    label: 'phase',
    actor: host,
  }),
  'host.stopped': ({ host, problem }) => ({
    text: `${host} did not boot and waits at the ok prompt: ${problem}`,
    label: 'stopped',
    actor: host,
  }),
  'processor.configured': ({ host, processor, position }) => ({
    text: `${processorOfHost(host, processor)} is at ${position}`,
    label: 'set-up',
    actor: host,
  }),
  'inject.ecc': ({ host, processor, name }) => ({
    text: cacheErrors.has(name)
      ? `Injected a ${name} error into the L2 cache of ${processorOfHost(host, processor)}`
      : `Injected the error ${name}, which ${processorOfHost(host, processor)} reports`,
    label: 'inject',
    actor: 'trainer',
  }),
  'inject.bind-thread': ({ host, processor }) => ({
    text: `Bound a thread to ${processorOfHost(host, processor)}, so that it cannot go off-line`,
    label: 'inject',
    actor: 'trainer',
  }),
  'inject.unbind-threads': ({ host, processor }) => ({
    text: `Released the threads bound to ${processorOfHost(host, processor)}`,
    label: 'inject',
    actor: 'trainer',
  }),
  'ecc.reported': eccDescription,
  'message.logged': ({ host, text }) => ({ text: text.replace(/\s*\n\s*/g, ' '), label: 'log', actor: host }),
  'message.repeated': ({ host, text }) => ({ text, label: 'log', actor: host }),
  'serd.counted': ({ host, processor, count, limit, windowNs }) => ({
    text: `${errorsIn(host, processor, count, windowNs)}; more than ${limit} take it off-line`,
    label: 'count',
    actor: host,
  }),
  'serd.fired': ({ host, processor, count, limit, windowNs }) => ({
    text: `${errorsIn(host, processor, count, windowNs)}, more than the ${limit} allowed: it must go off-line`,
    label: 'limit',
    actor: host,
  }),
  'offlining.failed': ({ host, processor, error, attempt, retriesLeft }) => ({
    text: `${processorOfHost(host, processor)} could not be taken off-line, attempt ${attempt}: ${problemOf(error)}; ${countOf(
      retriesLeft,
      'retry',
      'retries',
    )} left`,
    label: 'busy',
    actor: host,
  }),
  'offlining.gave-up': ({ host, processor, error, attempts }) => ({
    text: `${processorOfHost(host, processor)} stays on-line: gave up taking it off-line after ${countOf(
      attempts,
      'attempt',
    )}, ${problemOf(error)}`,
    label: 'gave up',
    actor: host,
  }),
  'processor.offlined': offlinedDescription,
  ...consoleDescribers,
} satisfies Partial<Describers<EventKind>>;

/** How many errors inside the window that is watched: whole hours stay hours, as Solaris says it. */
function errorsIn(host: string, processor: number, count: number, windowNs: number): string {
  const hours = windowNs / hourNs;
  const window = Number.isInteger(hours) ? `${hours} h` : humanDuration(windowNs);
  return `${processorOfHost(host, processor)} has had ${countOf(count, 'error')} in ${window}`;
}
