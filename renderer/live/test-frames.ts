import type { AudienceEvent } from '../../shared/model/events.ts';
import type { Frame } from '../../shared/model/views.ts';

/** An event of a test: `number` is all that tells it from others unless `change` says more. */
export function eventNumbered(number: number, change: Partial<AudienceEvent> = {}): AudienceEvent {
  return { number, at: number * 1_000, kind: 'serd.counted', subject: 'host', data: {}, causes: [], ...change };
}

/** A frame of a test with the events `from` to `to`. */
export function frameOf(frame: number, from: number, to: number): Frame {
  const events = Array.from({ length: to - from + 1 }, (_, index) => eventNumbered(from + index));
  const status = {
    atNs: to * 1_000,
    pace: 1,
    speed: 1,
    events: to,
    digest: '',
    state: 'running',
    storeLagMs: 0,
  } as const;
  return { stream: 's', frame, from, to, gap: false, events, status: { ...status, problem: null } };
}
