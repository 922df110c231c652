import { describe, expect, it } from 'vitest';
import { secondNs } from '../../../shared/lib/time.ts';
import type { LoggedEvent } from '../../../shared/model/events.ts';
import { Engine } from '../engine/engine.ts';
import { Reliability } from './reliability.ts';

/** An engine with the rules alone, and ways to report what Solaris would. */
function bench() {
  const engine = new Engine({ seed: 1 });
  new Reliability(engine);
  const root = engine.append('run.started', 'run', { title: 'x', seed: 1, startsAt: 'x', zone: 'UTC' }, []);
  const events: LoggedEvent[] = [];
  const collect = (): LoggedEvent[] => {
    events.push(...engine.take(1000));
    return events;
  };
  return {
    engine,
    offline: (processor = 64, host = 'a') =>
      engine.append('processor.offlined', `${host}/${processor}`, { host, processor, reason: 'r', attempts: 2 }, [
        root,
      ]),
    giveUp: (processor = 64, host = 'a') =>
      engine.append(
        'offlining.gave-up',
        `${host}/${processor}`,
        { host, processor, reason: 'r', error: 'EBUSY', attempts: 25 },
        [root],
      ),
    change: (state: string, processor = 64, host = 'a') =>
      engine.append('processor.changed', `${host}/${processor}`, { host, processor, was: 'x', state }, [root]),
    configure: (processor = 64, host = 'a') =>
      engine.append('processor.configured', `${host}/${processor}`, { host, processor, board: 'b', position: 'p' }, [
        root,
      ]),
    report: (processor = 64, host = 'a') =>
      engine.append(
        'ecc.reported',
        `${host}/${processor}`,
        {
          ...{ host, processor, name: 'WDC', category: 'A', errId: '', afsr: '', afar: '', syndrome: 1, unum: 'u' },
          first: false,
          multiple: false,
        },
        [root],
      ),
    advance: (seconds: number) => engine.advance(engine.nowNs + seconds * secondNs, 1000),
    raised: () => collect().filter((event) => event.kind === 'alert.raised') as LoggedEvent<'alert.raised'>[],
    cleared: () => collect().filter((event) => event.kind === 'alert.cleared') as LoggedEvent<'alert.cleared'>[],
  };
}

describe('detection rules', () => {
  it('REL-1 REL-3: a processor taken off-line is an alert of severity high, at once', () => {
    const { offline, advance, raised } = bench();
    advance(10);
    const cause = offline();
    expect(raised()).toMatchObject([
      {
        at: 10 * secondNs,
        causes: [cause],
        data: {
          alert: 'ALERT-1',
          rule: 'processor-offlined',
          severity: 'high',
          title: 'CPU64 of a was taken off-line',
        },
      },
    ]);
  });

  it('REL-2 REL-3: giving up is an alert of severity critical, at once', () => {
    const { giveUp, raised } = bench();
    const cause = giveUp();
    expect(raised()).toMatchObject([
      {
        causes: [cause],
        data: { severity: 'critical', title: 'CPU64 of a is failing and could not be taken off-line' },
      },
    ]);
  });

  it('REL-4: every firing is an alert of its own', () => {
    const { giveUp, offline, raised } = bench();
    giveUp();
    giveUp();
    offline();
    expect(raised().map(({ data }) => data.alert)).toEqual(['ALERT-1', 'ALERT-2', 'ALERT-3']);
  });

  it('REL-20: a processor that is given up again and again keeps the newest 16 alerts', () => {
    const { engine, giveUp, offline, advance, raised, cleared } = bench();
    for (let times = 0; times < 100; times++) {
      giveUp(64);
      if (times < 16) giveUp(65);
    }
    expect(raised()).toHaveLength(116);
    const superseded = cleared();
    expect(superseded.map(({ data }) => data.processor)).toEqual(Array.from({ length: 84 }, () => 64));
    expect(superseded[0]?.data).toMatchObject({
      alert: 'ALERT-1',
      evidence: 'ALERT-33 tells the same, and so do 15 before it',
    });
    const { active } = engine.save().rooms.alerts as unknown as { active: readonly unknown[] };
    expect(active).toHaveLength(32);
    offline(64);
    advance(121);
    expect(cleared().filter(({ at }) => at > 0)).toHaveLength(17);
  });

  it('REL-5 REL-8: clears an alert once, after 120 s off-line without an error', () => {
    const { offline, advance, cleared } = bench();
    advance(1);
    offline();
    advance(119.999999999);
    expect(cleared()).toEqual([]);
    advance(1000);
    expect(cleared()).toMatchObject([{ at: 121 * secondNs, data: { alert: 'ALERT-1', host: 'a', processor: 64 } }]);
  });

  it('REL-6: an error reported off-line starts the 120 s again', () => {
    const { offline, report, advance, cleared } = bench();
    report();
    offline();
    advance(100);
    report();
    advance(119);
    expect(cleared()).toEqual([]);
    advance(1);
    expect(cleared()).toMatchObject([{ at: 220 * secondNs }]);
  });

  it('REL-6: also once it has been put back on-line and gone off-line again', () => {
    const { offline, report, advance, cleared } = bench();
    offline();
    advance(50);
    offline();
    advance(100);
    report();
    advance(119);
    expect(cleared()).toEqual([]);
    advance(1);
    expect(cleared().map(({ data }) => data.alert)).toEqual(['ALERT-1', 'ALERT-2']);
  });

  it('REL-7: a processor that stays on-line stays an alert until it goes off-line after all', () => {
    const { giveUp, offline, advance, cleared } = bench();
    giveUp();
    advance(100_000);
    expect(cleared()).toEqual([]);
    offline();
    advance(120);
    expect(cleared().map(({ data }) => data.alert)).toEqual(['ALERT-1', 'ALERT-2']);
  });

  it.each(['off-line', 'faulted', 'spare'])('REL-7: also when somebody makes it %s by hand', (state) => {
    const { giveUp, change, advance, cleared } = bench();
    giveUp();
    advance(10);
    const by = change(state);
    advance(120);
    expect(cleared()).toMatchObject([{ at: 130 * secondNs, data: { alert: 'ALERT-1' }, causes: [2, by] }]);
  });

  it('REL-9: on-line again, that it was off-line is over at once, that it could not be is not', () => {
    for (const comeBack of ['on-line', 'no-intr', 'boot']) {
      const { offline, giveUp, change, configure, report, advance, cleared } = bench();
      giveUp();
      const raisedBy = offline();
      advance(10);
      const by = comeBack === 'boot' ? configure() : change(comeBack);
      report();
      advance(1000);
      expect(cleared()).toMatchObject([
        { at: 10 * secondNs, data: { alert: 'ALERT-2', evidence: 'CPU64 of a is on-line again' } },
      ]);
      expect(cleared()[0]?.causes).toEqual([raisedBy, by]);
    }
  });

  it('REL-8: another processor or host stays an alert', () => {
    const { offline, giveUp, advance, cleared } = bench();
    offline(64, 'a');
    giveUp(64, 'b');
    giveUp(65, 'a');
    advance(500);
    expect(cleared().map(({ data }) => data.alert)).toEqual(['ALERT-1']);
  });
});
