import { describe, expect, test } from 'vitest';
import type { AudienceEvent } from '../../../shared/model/events.ts';
import { allEvents } from '../../live/all-events.ts';
import { knownOf } from './known.ts';

const event = (number: number, kind: AudienceEvent['kind'], data: AudienceEvent['data']): AudienceEvent => ({
  number,
  at: number * 1000,
  kind,
  subject: 'sf15k-domc',
  data,
  causes: [],
});
const error = (number: number, unum: string) =>
  event(number, 'ecc.reported', { host: 'sf15k-domc', processor: 64, name: 'WDC', unum });

describe('what is known about an incident', () => {
  test('entries and causes are one list, each event once, hidden causes left out', () => {
    const first = error(3, 'SB2/P0/E0 J4400');
    const second = error(7, 'SB2/P0/E0 J4400');
    const causes = [
      { visible: true as const, depth: 1, event: second },
      { visible: true as const, depth: 2, event: first },
      { visible: false as const, depth: 3 },
    ];
    expect(allEvents([second], causes)).toEqual([first, second]);
  });

  test('the suspect is the part that most errors name', () => {
    const known = knownOf([error(1, 'SB2/P0/E1 J4500'), error(2, 'SB2/P0/E0 J4400'), error(3, 'SB2/P0/E0 J4400')]);
    expect(known.suspect).toEqual({ unum: 'SB2/P0/E0 J4400', errors: 2 });
    expect(known.errors.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(knownOf([error(1, ''), error(2, ''), error(3, 'SB2/P0/E0 J4400')]).suspect?.errors).toBe(1);
  });

  test('the newest off-lining event gives the reason, alerts tell the processors', () => {
    const known = knownOf([
      event(4, 'offlining.failed', { reason: 'more than 2 xxC Events in 24:00:00 (hh:mm:ss)', processor: 64 }),
      event(5, 'alert.raised', { processor: 65, title: 'CPU65 off-line' }),
      event(6, 'alert.raised', { processor: 64, title: 'CPU64 off-line' }),
      event(9, 'processor.offlined', { reason: 'UCC Event with ME set', processor: 64 }),
    ]);
    expect(known.reason).toBe('UCC Event with ME set');
    expect(known.processors).toEqual([64, 65]);
    expect(known.alerts.map(({ number }) => number)).toEqual([6, 5]);
    expect(known.suspect).toBeNull();
  });
});
