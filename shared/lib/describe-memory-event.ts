import type { EventKind } from '../model/events.ts';
import { humanDuration } from './duration.ts';
import type { Describers } from './event-description.ts';
import { countOf, groupDigits, processorOfHost } from './format.ts';
import { hourNs } from './time.ts';

/** Whole hours stay hours, as Solaris says it. */
const windowOf = (windowNs: number): string =>
  Number.isInteger(windowNs / hourNs) ? `${windowNs / hourNs} h` : humanDuration(windowNs);

const errorNames = new Map([
  ['CE', 'Corrected'],
  ['UE', 'Uncorrectable'],
]);

/** Why a page cannot be retired now, by what it is in use for. */
const uses = new Map([
  ['clean', 'it is in use'],
  ['dirty', 'it holds data that is nowhere else'],
  ['kernel', 'the kernel uses it'],
  ['locked', 'a program has locked it'],
]);

const cellFaults = new Map([
  ['soft', 'one bit once'],
  ['stuck', 'one bit for good'],
  ['weak', 'one bit every other time'],
  ['nibble', 'two bits of a nibble'],
  ['address-line', 'an address line'],
]);

const pageOf = (host: string, address: string): string => `page ${address} of ${host}`;

/** What happens to memory: its errors, the counts of its modules, and its pages. */
export const memoryDescribers = {
  'inject.memory': ({ host, processor, name, class: kind, pageState }) => ({
    text: `Injected a memory error ${name} (${kind}, page ${pageState}) that ${processorOfHost(host, processor)} meets`,
    label: 'inject',
    actor: 'trainer',
  }),
  'inject.faulty-cell': ({ host, address, unum, where, fault, bits }) => ({
    text: `Broke ${cellFaults.get(fault) ?? fault} (${bits}) of ${unum} in ${host}, ${where}, at address ${address}`,
    label: 'inject',
    actor: 'trainer',
  }),
  'inject.unretire-page': ({ host, address }) => ({
    text: `Had the ${pageOf(host, address)} returned to service`,
    label: 'inject',
    actor: 'trainer',
  }),
  'memory.reported': ({ host, processor, name, class: kind, unum }) => ({
    text: `${errorNames.get(name) ?? name} memory error ${name} met by ${processorOfHost(host, processor)}${
      kind === '' ? '' : `, ${kind}`
    } (${unum})`,
    label: 'error',
    actor: host,
  }),
  'module.counted': ({ host, module, count, limit, windowNs }) => ({
    text: `Memory module ${module} of ${host} has had ${countOf(count, 'error')} in ${windowOf(
      windowNs,
    )}; from more than ${limit} on their pages are retired`,
    label: 'count',
    actor: host,
  }),
  'module.overflowed': ({ host, module, count, limit, windowNs }) => ({
    text: `Memory module ${module} of ${host} has had ${countOf(count, 'error')} in ${windowOf(
      windowNs,
    )}, more than the ${limit} allowed: the page of the newest must go`,
    label: 'limit',
    actor: host,
  }),
  'memory-page.scheduled': ({ host, address, action }) => ({
    text:
      action === 'clearing'
        ? `The ${pageOf(host, address)} is to be cleared of an uncorrectable error`
        : `The ${pageOf(host, address)} is to be retired`,
    label: 'scheduled',
    actor: host,
  }),
  'memory-page.deferred': ({ host, address, state }) => ({
    text: `The ${pageOf(host, address)} cannot be retired yet: ${uses.get(state) ?? state}`,
    label: 'deferred',
    actor: host,
  }),
  'memory-page.retired': ({ host, address, reason, retired }) => ({
    text: `The ${pageOf(host, address)} is retired for ${
      reason === 'corrected' ? 'corrected errors' : 'an uncorrectable error'
    }; ${groupDigits(retired)} of its pages ${retired === 1 ? 'is' : 'are'} retired now`,
    label: 'retired',
    actor: host,
  }),
  'memory-page.refused': ({ host, address, limit }) => ({
    text: `The ${pageOf(host, address)} stays in service: the limit of ${countOf(limit, 'retired page')} is reached`,
    label: 'refused',
    actor: host,
  }),
  'memory-page.cleared': ({ host, address }) => ({
    text: `The ${pageOf(host, address)} is cleared of its error and back in service`,
    label: 'cleared',
    actor: host,
  }),
  'memory-page.returned': ({ host, address }) => ({
    text: `The ${pageOf(host, address)} is returned to service`,
    label: 'returned',
    actor: host,
  }),
} satisfies Partial<Describers<EventKind>>;
