import type { AudienceEvent, EventKind } from '../../shared/model/events.ts';
import { keys } from './keys.ts';

type Key = readonly unknown[];

const fleetKinds: ReadonlySet<EventKind> = new Set([
  'host.booted',
  'host.went-down',
  'host.phase-began',
  'host.stopped',
  'processor.configured',
  'ecc.reported',
  'serd.counted',
  'serd.fired',
  'offlining.failed',
  'offlining.gave-up',
  'processor.offlined',
  'processor.changed',
  'indictment.sent',
  'memory.reported',
  'module.counted',
  'module.overflowed',
  'memory-page.scheduled',
  'memory-page.deferred',
  'memory-page.retired',
  'memory-page.refused',
  'memory-page.cleared',
  'memory-page.returned',
] as const);

const pagerKinds: ReadonlySet<EventKind> = new Set([
  'alert.raised',
  'alert.cleared',
  'incident.opened',
  'incident.raised',
  'incident.calmed',
  'incident.acknowledged',
  'incident.unacknowledged',
  'incident.resolved',
  'incident.reopened',
  'incident.silenced',
  'page.sent',
  'page.unanswered',
  'escalation.exhausted',
  'oncall.began',
] as const);

const systemFileKinds: ReadonlySet<EventKind> = new Set(['system-file.saved', 'host.booted'] as const);

const runKinds: ReadonlySet<EventKind> = new Set(['run.started', 'run.ended', 'page.sent', 'incident.opened'] as const);

/** The snapshots that these events have made stale, each once. Messages are not among them: they grow in place. */
export function staleKeys(run: string, events: readonly AudienceEvent[]): Key[] {
  const stale = new Map<string, Key>();
  const add = (key: Key): unknown => stale.set(JSON.stringify(key), key);
  for (const event of events) {
    if (fleetKinds.has(event.kind)) add(keys.fleet(run));
    if (pagerKinds.has(event.kind)) add(keys.pager(run));
    if (runKinds.has(event.kind)) add(keys.runs);
    if (systemFileKinds.has(event.kind)) add(keys.systemFiles(run));
    const incident = event.data.incident;
    if (typeof incident === 'string' && incident !== '') {
      add(keys.incident(run, incident));
      if (event.kind === 'page.sent') add(keys.why(run, incident));
    } else if (event.kind.startsWith('alert.') || event.kind === 'console.ran') {
      add(keys.incidents(run));
    }
  }
  return [...stale.values()];
}
