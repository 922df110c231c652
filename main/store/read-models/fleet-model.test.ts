import { expect, test } from 'vitest';
import { secondNs } from '../../../shared/lib/time.ts';
import type { EventDataOf, EventKind, LoggedEvent } from '../../../shared/model/events.ts';
import { fleetViewSchema } from '../../../shared/model/views.ts';
import { bootedHost, configuredProcessor, foldProcessor } from './fleet-model.ts';

const processor = { host: 'a', processor: 64 };

/** An event of a processor, at so many seconds. */
const eventOf = <Kind extends EventKind>(seconds: number, kind: Kind, data: object): LoggedEvent<Kind> => ({
  seq: seconds,
  at: seconds * secondNs,
  kind,
  subject: 'a/64',
  data: { ...processor, ...data } as EventDataOf<Kind>,
  causes: [],
  observed: seconds,
  observedCauses: [],
});

const configured = configuredProcessor(eventOf(0, 'processor.configured', { board: 'SB2', position: 'SB2/P0' }));
const failed = foldProcessor(
  configured,
  eventOf(2, 'offlining.failed', {
    reason: 'xxU Event',
    error: 'EBUSY',
    attempt: 1,
    retriesLeft: 24,
    nextAttemptNs: 9,
  }),
);

test('a state that somebody gives a processor is its state since then, and no attempt is under way any more', () => {
  expect(failed.view).toMatchObject({ state: 'on-line', offlining: 'off-lining', reason: 'xxU Event' });
  expect(foldProcessor(failed, eventOf(5, 'processor.changed', { was: 'on-line', state: 'faulted' })).view).toEqual({
    ...configured.view,
    state: 'faulted',
    sinceNs: 5 * secondNs,
  });
});

test('nothing counts any more against a processor that Solaris took off-line', () => {
  const data = { count: 3, limit: 2, windowNs: 9 };
  const counted = foldProcessor(configured, eventOf(1, 'serd.fired', data));
  expect(counted.view.serdCount).toBe(3);
  const offlined = foldProcessor(counted, eventOf(2, 'processor.offlined', { reason: 'xxU Event', attempts: 1 }));
  expect(offlined.view).toMatchObject({ state: 'off-line', serdCount: 0 });
});

test.each(['on-line', 'off-line', 'no-intr', 'powered-off', 'faulted', 'spare'])(
  'a processor that is %s fits the view',
  (state) => {
    const { view } = foldProcessor(configured, eventOf(1, 'processor.changed', { was: 'on-line', state }));
    const booted = { host: 'a', platform: 'starcat', cpuType: 'US-III', release: 'solaris9', bootedAt: '' };
    const memory = { corrected: 0, uncorrectable: 0, retired: 0, waiting: 0, refused: 0, limit: null, modules: [] };
    const host = { ...bootedHost(eventOf(0, 'host.booted', booted), undefined, undefined), memory };
    const fleet = { number: 1, atNs: 1, hosts: [{ ...host, boards: [{ board: 'SB2', processors: [view] }] }] };
    expect(fleetViewSchema.parse(fleet).hosts[0]?.boards[0]?.processors[0]?.state).toBe(state);
  },
);
