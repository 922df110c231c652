import { describe, expect, it } from 'vitest';
import { type EventKind, eventKinds, truthKinds } from '../../shared/model/events.ts';
import { staleKeys } from './invalidation.ts';
import { keys } from './keys.ts';
import { eventNumbered } from './test-frames.ts';

const staleAfter = (kind: EventKind, data: Record<string, string> = {}) =>
  staleKeys('run-1', [eventNumbered(1, { kind, data })]);

/** Kinds that no snapshot shows, so that nothing has to be read again for them. */
const silentKinds: readonly EventKind[] = ['message.logged', 'command.applied', 'command.refused'];

describe('what an event makes stale', () => {
  it('leaves no kind of event without a view, but for those that only append or only answer', () => {
    const shown = eventKinds.filter((kind) => !truthKinds.has(kind) && !silentKinds.includes(kind));
    for (const kind of shown) expect(staleAfter(kind, { incident: 'INC-1' }), kind).not.toEqual([]);
    for (const kind of silentKinds) expect(staleAfter(kind), kind).toEqual([]);
  });

  it('reads the pager, the incident and its why again when somebody is paged', () => {
    expect(staleAfter('page.sent', { incident: 'INC-2' })).toEqual([
      keys.pager('run-1'),
      keys.runs,
      keys.incident('run-1', 'INC-2'),
      keys.why('run-1', 'INC-2'),
    ]);
  });

  it('leaves other incidents alone', () => {
    expect(staleAfter('incident.noted', { incident: 'INC-2' })).toEqual([keys.incident('run-1', 'INC-2')]);
  });

  it('names each view once, however many events touch it', () => {
    const events = Array.from({ length: 500 }, (_, index) => eventNumbered(index + 1));
    expect(staleKeys('run-1', events)).toEqual([keys.fleet('run-1')]);
  });
});
