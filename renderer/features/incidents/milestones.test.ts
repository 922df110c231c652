import { describe, expect, test } from 'vitest';
import { minuteNs, secondNs } from '../../../shared/lib/time.ts';
import type { AudienceEvent } from '../../../shared/model/events.ts';
import type { IncidentSummary } from '../../../shared/model/views.ts';
import { milestonesOf, stepDurations } from './milestones.ts';

const incident: IncidentSummary = {
  incident: 'INC-1',
  state: 'open',
  severity: 'high',
  title: 'CPU64 of sf15k-domc was taken off-line',
  host: 'sf15k-domc',
  openedAtNs: 3 * minuteNs,
  paged: 'dev',
  pagedAtNs: 9 * minuteNs,
  pages: 2,
  escalatesAtNs: null,
  exhausted: false,
  acknowledgedBy: null,
  acknowledgedAtNs: null,
  resolvedBy: null,
  resolvedAtNs: null,
  silenced: false,
  calm: null,
  alerts: 1,
};

const event = (number: number, at: number, kind: AudienceEvent['kind']): AudienceEvent => ({
  number,
  at,
  kind,
  subject: '',
  data: {},
  causes: [],
});

const entries = [
  event(9, 3 * minuteNs, 'alert.raised'),
  event(11, 3 * minuteNs + secondNs, 'page.sent'),
  event(15, 5 * minuteNs, 'incident.calmed'),
  event(16, 9 * minuteNs, 'page.sent'),
  event(4, minuteNs, 'ecc.reported'),
  event(2, 30 * secondNs, 'ecc.reported'),
];

const atNs = (milestones: ReturnType<typeof milestonesOf>, name: string) =>
  milestones.find((milestone) => milestone.name === name)?.atNs;

describe('the steps of an incident', () => {
  test('first error and first page count, not the newest', () => {
    const milestones = milestonesOf(incident, entries);
    expect(atNs(milestones, 'first error')).toBe(30 * secondNs);
    expect(atNs(milestones, 'paged')).toBe(3 * minuteNs + secondNs);
    expect(atNs(milestones, 'acknowledged')).toBeNull();
  });

  test('the cause is gone only while the incident says so', () => {
    expect(atNs(milestonesOf(incident, entries), 'cause gone')).toBeNull();
    const calm = { ...incident, calm: 'no error for 2 min' };
    expect(atNs(milestonesOf(calm, entries), 'cause gone')).toBe(5 * minuteNs);
  });

  test('durations run on until the step is done', () => {
    const open = stepDurations(milestonesOf(incident, entries), 4 * minuteNs + secondNs);
    expect(open).toEqual([
      { name: 'to detect', lasting: '2 min 30 s', done: true },
      { name: 'to acknowledge', lasting: '1 min', done: false },
      { name: 'in all', lasting: '3 min 31 s', done: false },
    ]);
    const answered = { ...incident, acknowledgedAtNs: 3 * minuteNs + 11 * secondNs };
    expect(stepDurations(milestonesOf(answered, entries), 9 * minuteNs)[1]).toEqual({
      name: 'to acknowledge',
      lasting: '10 s',
      done: true,
    });
  });
});
