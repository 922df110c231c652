import { describe, expect, it } from 'vitest';
import { minuteNs } from '../../../shared/lib/time.ts';
import type { Command } from '../../../shared/model/commands.ts';
import { AlarmedDesk } from './alarmed-desk.ts';

const incident = 'INC-1';
const acknowledge: Command = { kind: 'incident.acknowledge', incident };
const unacknowledge: Command = { kind: 'incident.unacknowledge', incident };
const escalate: Command = { kind: 'incident.escalate', incident };
const silence: Command = { kind: 'incident.silence', incident };
const note: Command = { kind: 'incident.note', incident, text: 'looking' };
const resolve: Command = { kind: 'incident.resolve', incident };
const reopen: Command = { kind: 'incident.reopen', incident };
const takeOver: Command = { kind: 'oncall.take-over' };

describe('rotation', () => {
  it('ONC-1 ONC-2: people take turns from the start on', () => {
    const desk = new AlarmedDesk({ turn: '30m' });
    desk.minutes(70);
    const turns = desk
      .of('oncall.began')
      .map(({ at, data }) => [at / minuteNs, data.person, data.next, data.untilNs / minuteNs]);
    expect(turns).toEqual([
      [0, 'dana', 'sam', 30],
      [30, 'sam', 'dana', 60],
      [60, 'dana', 'sam', 90],
    ]);
    expect(desk.of('oncall.began').map(({ data }) => data.why)).toEqual([
      'first turn of the rotation; a turn lasts 30 min',
      'turn 2 of the rotation',
      'turn 3 of the rotation',
    ]);
  });

  it('ONC-1: an incident pages who is on call when it opens', () => {
    const desk = new AlarmedDesk({ turn: '30m' });
    desk.minutes(30);
    desk.alert();
    expect(desk.pages()).toEqual(['30 sam 1: on call when INC-1 opened']);
  });

  it('ONC-3: a take-over lasts until the next handoff', () => {
    const desk = new AlarmedDesk({ turn: '30m' });
    desk.minutes(10);
    expect(desk.give('sam', takeOver)).toBeNull();
    expect(desk.onCall.rotation.onCall.id).toBe('sam');
    desk.minutes(25);
    const began = desk
      .of('oncall.began')
      .map(({ at, data }) => [at / minuteNs, data.person, data.untilNs / minuteNs, data.why]);
    expect(began.slice(1)).toEqual([
      [10, 'sam', 30, 'took over from Dana until the next handoff'],
      [30, 'sam', 60, 'turn 2 of the rotation'],
    ]);
  });

  it('ONC-3 ONC-20: only somebody else of the rotation takes over', () => {
    const desk = new AlarmedDesk();
    expect(desk.give('dana', takeOver)).toBe('Dana is on call already');
    expect(desk.give('zoe', takeOver)).toBe('zoe is not in the rotation: only Dana or Sam can take over');
    expect(desk.of('oncall.began')).toHaveLength(1);
  });

  it('ONC-4: open pages move to who takes over, with a whole escalation of their own', () => {
    const desk = new AlarmedDesk();
    desk.alert('high', 64);
    desk.alert('high', 65);
    desk.give('dana', { kind: 'incident.acknowledge', incident: 'INC-2' });
    desk.minutes(2);
    desk.give('sam', takeOver);
    desk.minutes(8);
    expect(desk.pages().slice(2)).toEqual([
      '2 sam 1: took over from Dana',
      '7 dana 2: Sam did not answer within 5 min',
    ]);
  });

  it('ONC-4: a page that has reached the new person already is not sent again', () => {
    const desk = new AlarmedDesk();
    desk.alert();
    desk.minutes(6);
    desk.give('sam', takeOver);
    expect(desk.pages()).toHaveLength(2);
    desk.minutes(4);
    expect(desk.of('escalation.exhausted')).toHaveLength(1);
    desk.give('dana', takeOver);
    expect(desk.pages().slice(2)).toEqual(['10 dana 1: took over from Sam']);
  });
});

describe('incidents', () => {
  it('ONC-5: alerts of one processor join one incident, another processor is another', () => {
    const desk = new AlarmedDesk();
    desk.alert('high', 64);
    desk.alert('high', 64);
    desk.alert('high', 65);
    expect(desk.of('incident.opened').map(({ data }) => [data.incident, data.title])).toEqual([
      ['INC-1', 'CPU64 high'],
      ['INC-2', 'CPU65 high'],
    ]);
  });

  it('ONC-6: a worse alert raises, pages again from step 1 and is heard again', () => {
    const desk = new AlarmedDesk();
    desk.alert('high');
    desk.give('dana', silence);
    desk.minutes(6);
    desk.alert('critical');
    expect(desk.of('incident.raised').map(({ data }) => [data.severity, data.title])).toEqual([
      ['critical', 'CPU64 critical'],
    ]);
    expect(desk.pages().slice(2)).toEqual(['6 dana 1: INC-1 became critical']);
    expect(desk.give('dana', silence)).toBeNull();
    desk.minutes(5);
    expect(desk.pages().slice(3)).toEqual(['11 sam 2: Dana did not answer within 5 min']);
  });

  it('ONC-6: an alert no worse than the incident changes nothing', () => {
    const desk = new AlarmedDesk();
    desk.alert('critical');
    const before = desk.engine.events;
    desk.alert('high');
    expect(desk.engine.events).toBe(before + 1);
  });

  it('ONC-7: raising pages who has the incident, without escalating', () => {
    const desk = new AlarmedDesk();
    desk.alert('high');
    desk.give('sam', acknowledge);
    desk.alert('critical');
    desk.minutes(30);
    expect(desk.pages().slice(1)).toEqual(['0 sam 1: INC-1 became critical']);
    expect(desk.state(incident)).toBe('acknowledged sam');
  });

  it('ONC-8: calm with the last alert, not before', () => {
    const desk = new AlarmedDesk();
    const first = desk.alert('high');
    const second = desk.alert('critical');
    desk.clear(second);
    expect(desk.of('incident.calmed')).toEqual([]);
    desk.clear(first);
    expect(desk.of('incident.calmed').map(({ data }) => data)).toEqual([{ incident, evidence: 'quiet' }]);
  });

  it('ONC-8: an alert that joined keeps it from being calm, whichever is cleared first', () => {
    const desk = new AlarmedDesk();
    const first = desk.alert('high');
    const second = desk.alert('high');
    desk.clear(first);
    expect(desk.of('incident.calmed')).toEqual([]);
    desk.clear(second);
    expect(desk.of('incident.calmed')).toHaveLength(1);
  });

  it('ONC-9: an alert after the resolve opens a new incident', () => {
    const desk = new AlarmedDesk();
    desk.alert();
    desk.give('dana', resolve);
    desk.alert();
    expect(desk.of('incident.opened').map(({ data }) => data.incident)).toEqual(['INC-1', 'INC-2']);
  });
});

describe('pages and escalation', () => {
  it('ONC-10 ONC-11 ONC-12: on call, then the other person, then nobody', () => {
    const desk = new AlarmedDesk();
    desk.alert();
    desk.minutes(60);
    expect(desk.pages()).toEqual(['0 dana 1: on call when INC-1 opened', '5 sam 2: Dana did not answer within 5 min']);
    expect(desk.of('page.unanswered').map(({ at, data }) => [at / minuteNs, data.person])).toEqual([
      [5, 'dana'],
      [10, 'sam'],
    ]);
    expect(desk.of('escalation.exhausted').map(({ at, data }) => [at / minuteNs, data.pages])).toEqual([[10, 2]]);
  });

  it('ONC-11: the page was caused by the incident, the next by the silence after it', () => {
    const desk = new AlarmedDesk();
    desk.alert();
    desk.minutes(5);
    const [opened] = desk.of('incident.opened');
    const [first, second] = desk.of('page.sent');
    const [unanswered] = desk.of('page.unanswered');
    expect(first?.causes).toEqual([opened?.seq]);
    expect(unanswered?.causes).toEqual([first?.seq]);
    expect(second?.causes).toEqual([unanswered?.seq]);
  });

  it.each([[[acknowledge, unacknowledge]], [[escalate]], [[takeOver]], [[acknowledge, escalate]]])(
    'ONC-21: a page after what a person did stems from the page before too',
    (commands) => {
      const desk = new AlarmedDesk();
      desk.alert();
      for (const command of commands) expect(desk.give('sam', command)).toBeNull();
      const [first, second] = desk.of('page.sent');
      expect(second?.causes).toContain(first?.seq);
      expect(second?.causes).toHaveLength(2);
    },
  );

  it.each([acknowledge, resolve])('ONC-13: $kind ends the escalation', (command) => {
    const desk = new AlarmedDesk();
    desk.alert();
    desk.minutes(4);
    desk.give('dana', command);
    desk.minutes(30);
    expect(desk.pages()).toHaveLength(1);
    expect(desk.of('page.unanswered')).toEqual([]);
  });
});

describe('commands', () => {
  it('ONC-14: acknowledging tells how long nobody had it', () => {
    const desk = new AlarmedDesk();
    desk.minutes(3);
    desk.alert();
    desk.minutes(7);
    desk.give('sam', acknowledge);
    const [command] = desk.of('command.applied');
    const [, second] = desk.of('page.sent');
    expect(desk.of('incident.acknowledged')).toMatchObject([
      { data: { incident, person: 'sam', waitedNs: 7 * minuteNs }, causes: [command?.seq, second?.seq] },
    ]);
  });

  it('ONC-14 ONC-20: who has it is refused, another takes it over', () => {
    const desk = new AlarmedDesk();
    desk.alert();
    desk.give('dana', acknowledge);
    expect(desk.give('dana', acknowledge)).toBe('Dana has INC-1 already');
    expect(desk.give('sam', acknowledge)).toBeNull();
    expect(desk.state(incident)).toBe('acknowledged sam');
  });

  it('ONC-15: taking it back pages who is on call then and escalates anew', () => {
    const desk = new AlarmedDesk({ turn: '30m' });
    desk.minutes(25);
    desk.alert();
    desk.give('dana', acknowledge);
    desk.minutes(10);
    expect(desk.give('dana', unacknowledge)).toBeNull();
    expect(desk.state(incident)).toBe('open nobody');
    desk.minutes(5);
    desk.give('dana', acknowledge);
    expect(desk.pages().slice(1)).toEqual([
      '35 sam 1: nobody has INC-1 any more',
      '40 dana 2: Sam did not answer within 5 min',
    ]);
    expect(desk.of('incident.acknowledged').map(({ data }) => data.waitedNs / minuteNs)).toEqual([0, 5]);
    expect(desk.give('dana', reopen)).toBe('INC-1 is not resolved: there is nothing to reopen');
  });

  it('ONC-15: an old page does not escalate after it was answered and taken back', () => {
    const desk = new AlarmedDesk();
    desk.alert();
    desk.minutes(4);
    desk.give('dana', acknowledge);
    desk.give('dana', unacknowledge);
    desk.minutes(4);
    expect(desk.of('page.unanswered')).toEqual([]);
    desk.minutes(1);
    expect(desk.of('page.unanswered').map(({ data }) => data.page)).toEqual(['PAGE-2']);
  });

  it('ONC-16: escalating pages the other at once, and the first page is no longer awaited', () => {
    const desk = new AlarmedDesk();
    desk.alert();
    desk.minutes(1);
    expect(desk.give('dana', escalate)).toBeNull();
    expect(desk.give('dana', escalate)).toBe('INC-1 has reached Sam: nobody is left to escalate to');
    desk.minutes(5);
    expect(desk.of('page.unanswered').map(({ at, data }) => [at / minuteNs, data.page])).toEqual([[6, 'PAGE-2']]);
    expect(desk.of('escalation.exhausted')).toHaveLength(1);
    expect(desk.give('dana', escalate)).toBeNull();
    expect(desk.pages().slice(1)).toEqual(['1 sam 2: Dana escalated INC-1', '6 dana 1: Dana escalated INC-1']);
  });

  it('ONC-16: escalating what somebody has tells the other person', () => {
    const desk = new AlarmedDesk();
    desk.alert();
    desk.give('dana', acknowledge);
    expect(desk.give('dana', escalate)).toBeNull();
    desk.minutes(30);
    expect(desk.pages().slice(1)).toEqual(['0 sam 1: Dana escalated INC-1']);
    expect(desk.state(incident)).toBe('acknowledged dana');
  });

  it('ONC-17: a silenced incident escalates all the same', () => {
    const desk = new AlarmedDesk();
    desk.alert();
    expect(desk.give('dana', silence)).toBeNull();
    expect(desk.give('sam', silence)).toBe('INC-1 is silenced already');
    desk.minutes(10);
    expect(desk.of('incident.silenced')).toHaveLength(1);
    expect(desk.of('escalation.exhausted')).toHaveLength(1);
  });

  it('ONC-18: reopening gives it back to who had it, without a page', () => {
    const desk = new AlarmedDesk();
    desk.alert();
    desk.give('sam', acknowledge);
    desk.give('dana', resolve);
    expect(desk.give('dana', reopen)).toBeNull();
    desk.minutes(30);
    expect(desk.state(incident)).toBe('acknowledged sam');
    expect(desk.pages()).toHaveLength(1);
  });

  it('ONC-18: reopening what nobody had pages as new', () => {
    const desk = new AlarmedDesk();
    desk.alert();
    desk.minutes(6);
    desk.give('dana', resolve);
    desk.give('dana', reopen);
    desk.minutes(10);
    expect(desk.state(incident)).toBe('open nobody');
    expect(desk.pages().slice(2)).toEqual([
      '6 dana 1: INC-1 was reopened and nobody has it',
      '11 sam 2: Dana did not answer within 5 min',
    ]);
    expect(desk.of('escalation.exhausted').map(({ data }) => data.pages)).toEqual([2]);
  });

  it('ONC-19 ONC-20: a resolved incident takes notes and nothing else', () => {
    const desk = new AlarmedDesk();
    desk.alert();
    desk.give('dana', resolve);
    for (const command of [acknowledge, unacknowledge, escalate, silence]) {
      expect(desk.give('dana', command)).toBe('INC-1 is resolved: reopen it first');
    }
    expect(desk.give('dana', resolve)).toBe('INC-1 is resolved already');
    expect(desk.give('dana', note)).toBeNull();
    expect(desk.of('incident.noted').map(({ data }) => data)).toEqual([{ incident, person: 'dana', text: 'looking' }]);
    expect(desk.state(incident)).toBe('resolved nobody');
  });

  it('ONC-19: a resolved incident is not reopened beside a newer one', () => {
    const desk = new AlarmedDesk();
    desk.alert();
    desk.give('dana', resolve);
    desk.alert();
    expect(desk.give('dana', reopen)).toBe('INC-2 is about the same part and not resolved: work on that one');
    desk.give('dana', { kind: 'incident.resolve', incident: 'INC-2' });
    expect(desk.give('dana', reopen)).toBeNull();
  });

  it('ONC-20: what is not there or says nothing is refused', () => {
    const desk = new AlarmedDesk();
    desk.alert();
    expect(desk.give('dana', { kind: 'incident.resolve', incident: 'INC-9' })).toBe(
      'there is no incident INC-9 in this run',
    );
    expect(desk.give('dana', unacknowledge)).toBe('INC-1 is not acknowledged: there is nothing to take back');
    expect(desk.give('dana', { kind: 'incident.note', incident, text: ' ' })).toBe('a note needs a text');
    expect(desk.of('incident.noted')).toEqual([]);
  });
});
