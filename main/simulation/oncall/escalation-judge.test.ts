import fc from 'fast-check';
import { expect, it } from 'vitest';
import { minuteNs } from '../../../shared/lib/time.ts';
import type { Command } from '../../../shared/model/commands.ts';
import type { LoggedEvent } from '../../../shared/model/events.ts';
import { AlarmedDesk } from './alarmed-desk.ts';

const escalateAfterNs = 5 * minuteNs;

type Step = (desk: AlarmedDesk) => void;

const wait: fc.Arbitrary<Step> = fc
  .integer({ min: 0, max: 24 })
  .map((quarters) => (desk: AlarmedDesk) => desk.minutes(quarters / 4));
const alert: fc.Arbitrary<Step> = fc
  .tuple(fc.constantFrom('critical', 'high', 'warning'), fc.constantFrom(64, 65))
  .map(([severity, processor]) => (desk: AlarmedDesk) => {
    desk.alert(severity as 'critical' | 'high' | 'warning', processor);
  });
const incidentCommand = fc.record({
  kind: fc.constantFrom(
    ...(['incident.acknowledge', 'incident.unacknowledge', 'incident.escalate'] as const),
    ...(['incident.silence', 'incident.resolve', 'incident.reopen'] as const),
  ),
  incident: fc.constantFrom('INC-1', 'INC-2', 'INC-3'),
});
const command: fc.Arbitrary<Step> = fc
  .tuple(fc.constantFrom('dana', 'sam'), fc.oneof(incidentCommand, fc.constant<Command>({ kind: 'oncall.take-over' })))
  .map(([actor, given]) => (desk: AlarmedDesk) => {
    desk.give(actor, given);
  });
const steps = fc.array(fc.oneof({ weight: 3, arbitrary: command }, wait, alert), { minLength: 5, maxLength: 60 });

/** What a reader of the log alone knows of an incident: the rules told once more, in the plainest way. */
interface Judged {
  state: 'open' | 'acknowledged' | 'resolved';
  owner: string | null;
}

const isAbout = (incident: string) => (event: LoggedEvent) =>
  'incident' in event.data && event.data.incident === incident;

function judge(events: readonly LoggedEvent[]): Judged {
  const judged: Judged = { state: 'open', owner: null };
  for (const { kind, data } of events) {
    if (kind === 'incident.acknowledged' && 'person' in data) {
      judged.state = 'acknowledged';
      judged.owner = data.person;
    }
    if (kind === 'incident.resolved') judged.state = 'resolved';
    if (kind === 'incident.reopened') judged.state = judged.owner === null ? 'open' : 'acknowledged';
    if (kind === 'incident.unacknowledged') {
      judged.state = 'open';
      judged.owner = null;
    }
  }
  return judged;
}

/** Pages that nobody answered in time, told by the log alone: nothing happened about the incident that answers it. */
function expectedUnanswered(events: readonly LoggedEvent[], endNs: number): string[] {
  const answers = ['page.sent', 'incident.acknowledged', 'incident.resolved'];
  return events.flatMap((page, index) => {
    if (page.kind !== 'page.sent' || judge(events.slice(0, index)).state !== 'open') return [];
    const dueNs = page.at + escalateAfterNs;
    const later = events.slice(index + 1);
    // At the very instant the page runs out first: what else happens then comes after it in the log.
    const ranOut = later.findIndex(({ kind, at }) => kind === 'page.unanswered' && at === dueNs);
    const answered = later.findIndex(({ kind, at }) => answers.includes(kind) && at <= dueNs);
    if (answered !== -1 && (ranOut === -1 || answered < ranOut)) return [];
    return dueNs <= endNs && 'page' in page.data ? [`${page.data.page} at ${dueNs}`] : [];
  });
}

it('ONC-11 ONC-13 ONC-16: what the log tells is what the incidents are, and every page nobody answered escalates', () => {
  fc.assert(
    fc.property(steps, (given) => {
      const desk = new AlarmedDesk({ turn: '40m' });
      desk.alert();
      for (const step of given) step(desk);
      desk.of('run.ended');
      for (const { incident, state, owner } of desk.onCall.incidents) {
        const events = desk.log.filter(isAbout(incident));
        expect({ state, owner }).toEqual(judge(events));
        const unanswered = events.filter(({ kind }) => kind === 'page.unanswered');
        expect(unanswered.map(({ data, at }) => `${'page' in data ? data.page : ''} at ${at}`)).toEqual(
          expectedUnanswered(events, desk.engine.nowNs),
        );
      }
    }),
    { numRuns: 300 },
  );
});

it('ONC-5 ONC-9: at most one incident of a processor is not resolved', () => {
  fc.assert(
    fc.property(steps, (given) => {
      const desk = new AlarmedDesk();
      for (const step of given) {
        step(desk);
        const unresolved = desk.onCall.incidents.filter(({ state }) => state !== 'resolved');
        expect(new Set(unresolved.map(({ about }) => about)).size).toBe(unresolved.length);
      }
    }),
    { numRuns: 200 },
  );
});

it('ONC-20: a refused command leaves everything as it was', () => {
  fc.assert(
    fc.property(steps, incidentCommand, (given, tried) => {
      const desk = new AlarmedDesk();
      for (const step of given) step(desk);
      const before = structuredClone(desk.onCall.save());
      const events = desk.engine.events;
      if (desk.give('dana', tried) === null) return;
      expect(desk.onCall.save()).toEqual(before);
      expect(desk.engine.events).toBe(events + 2);
    }),
    { numRuns: 200 },
  );
});
