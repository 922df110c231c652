import type { EventKind } from '../../../shared/model/events.ts';
import { truthKinds } from '../../../shared/model/events.ts';

/** What kind of thing an entry is, which decides its colour. */
export type EventTone = 'error' | 'alarm' | 'page' | 'person' | 'note' | 'good' | 'truth' | 'plain';

const tones: Partial<Record<EventKind, EventTone>> = {
  'ecc.reported': 'error',
  'memory.reported': 'error',
  'module.overflowed': 'error',
  'memory-page.deferred': 'error',
  'memory-page.retired': 'alarm',
  'memory-page.refused': 'alarm',
  'memory-page.cleared': 'good',
  'memory-page.returned': 'good',
  'serd.fired': 'error',
  'offlining.failed': 'error',
  'offlining.gave-up': 'alarm',
  'processor.offlined': 'alarm',
  'alert.raised': 'alarm',
  'alert.cleared': 'good',
  'incident.opened': 'alarm',
  'incident.raised': 'alarm',
  'incident.calmed': 'good',
  'incident.acknowledged': 'person',
  'incident.unacknowledged': 'person',
  'incident.noted': 'note',
  'incident.resolved': 'good',
  'incident.reopened': 'person',
  'incident.silenced': 'person',
  'page.sent': 'page',
  'page.unanswered': 'page',
  'escalation.exhausted': 'page',
  'console.ran': 'person',
  'command.refused': 'person',
};

export function toneOf(kind: EventKind): EventTone {
  return truthKinds.has(kind) ? 'truth' : (tones[kind] ?? 'plain');
}

const personKinds: ReadonlySet<EventKind> = new Set([
  'incident.acknowledged',
  'incident.unacknowledged',
  'incident.noted',
  'incident.resolved',
  'incident.reopened',
  'incident.silenced',
  'console.ran',
  'command.refused',
] as const);

export type EntryFilter = 'all' | 'people' | 'system';

/** Whether the timeline shows an entry. A command is left out: what it did, or why it was refused, follows it. */
export function shows(filter: EntryFilter, kind: EventKind): boolean {
  if (kind === 'command.applied') return false;
  return filter === 'all' || (filter === 'people') === personKinds.has(kind);
}
