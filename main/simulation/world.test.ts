import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNs, hourNs, longestRunNs, minuteNs, secondNs } from '../../shared/lib/time.ts';
import type { Command } from '../../shared/model/commands.ts';
import { type DrillInput, drillSchema } from '../../shared/model/drill.ts';
import type { EventKind, LoggedEvent } from '../../shared/model/events.ts';
import type { Responder, ResponderStep, Scenario } from '../../shared/model/scenario.ts';
import type { Simulation } from './simulation.ts';
import { createSimulation, restoreSimulation } from './world.ts';

type Inject = DrillInput['injects'][number];
const on = { host: 'a', processor: 64 };
type EccInject = Extract<Inject, { readonly kind: 'ecc' }>;
const wdc = (at: string): EccInject => ({
  ...{ ...on, at, kind: 'ecc', name: 'WDC' },
  ...{ afsr: '0x00000040.000001f0', afar: '0x000000a1.f06b4000', faultPc: '0x10152880' },
});
/** One uncorrectable error: its processor is off-line and somebody is paged 1.08 s later. */
const wdu = (at: string, processor = 65): Inject => ({
  // A page of its own for each processor: a second error in the same one would retire it.
  ...{ ...wdc(at), processor, name: 'WDU', afsr: '0x00000020.0000017a', afar: `0x000000a1.d9${processor}8000` },
});
const bind = (at: string): Inject => ({ ...on, at, kind: 'bind-thread' });

function scenarioOf(
  injects: Inject[],
  responder: Responder,
  ending: Scenario['ending'] = 'unattended',
  seed = 7,
): Scenario {
  const drill = drillSchema.parse({
    version: 1,
    title: 'Test',
    startsAt: '2003-10-23T11:36:55Z',
    hosts: [
      {
        ...{ name: 'a', platform: 'starcat', cpuType: 'US-III', release: 'solaris9' },
        ...{ bootedAt: '2003-10-23T11:20:49.5Z', processors: [64] },
      },
    ],
    people: [
      { id: 'dana', name: 'Dana' },
      { id: 'sam', name: 'Sam' },
    ],
    injects,
  });
  return { drill, seed, responder, ending };
}

const automatic: Responder = { kind: 'automatic' };
const nobody: Responder = { kind: 'people' };
const script = (...steps: [atNs: number, action: ResponderStep['action'], text?: string][]): Responder => ({
  kind: 'script',
  steps: steps.map(([atNs, action, text = '']) => ({ atNs, action, text })),
});

/** A run to its end, its log by kinds. */
class Run {
  readonly simulation: Simulation;
  readonly #events: LoggedEvent[] = [];

  constructor(scenario: Scenario) {
    this.simulation = createSimulation(scenario);
  }

  until(untilNs: number): this {
    this.simulation.advance(untilNs, Number.POSITIVE_INFINITY);
    return this;
  }

  give(actor: string, command: Command): this {
    const { nowNs } = this.simulation;
    this.simulation.apply({ run: 'r', number: 1, actor, role: 'responder', command, atNs: nowNs });
    return this;
  }

  of<Kind extends EventKind>(kind: Kind): LoggedEvent<Kind>[] {
    this.#events.push(...this.simulation.take(Number.POSITIVE_INFINITY));
    return this.#events.filter((event): event is LoggedEvent<Kind> => event.kind === kind);
  }

  /** When and why the run ended, the time in seconds. */
  end(): [seconds: number, reason: string] {
    this.until(longestRunNs);
    const [ended] = this.of('run.ended');
    return [(ended?.at ?? Number.NaN) / secondNs, ended?.data.reason ?? 'not ended'];
  }
}

const play = (...scenario: Parameters<typeof scenarioOf>): Run => new Run(scenarioOf(...scenario)).until(longestRunNs);

describe('the start', () => {
  it('tells the run, its hosts and processors, and who is on call, before time passes', () => {
    const { simulation } = new Run(scenarioOf([wdu('10s')], nobody));
    const kinds = simulation.take(1000).map(({ at, kind }) => `${at} ${kind}`);
    expect(kinds).toEqual([
      '0 run.started',
      '0 host.booted',
      ...Array.from({ length: 4 }, () => '0 processor.configured'),
      '0 oncall.began',
    ]);
  });
});

describe('the automatic responder', () => {
  it('acknowledges 60 to 120 s after the page and resolves 20 to 60 s after acknowledged and calm', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (seed) => {
        const run = play([wdu('10s')], automatic, 'unattended', seed);
        const [page] = run.of('page.sent');
        const [acknowledged] = run.of('incident.acknowledged');
        const [calmed] = run.of('incident.calmed');
        const [resolved] = run.of('incident.resolved');
        const waitedNs = (acknowledged?.at ?? 0) - (page?.at ?? 0);
        const fixedNs = (resolved?.at ?? 0) - Math.max(acknowledged?.at ?? 0, calmed?.at ?? 0);
        expect(waitedNs).toBeGreaterThanOrEqual(60 * secondNs);
        expect(waitedNs).toBeLessThanOrEqual(120 * secondNs);
        expect(fixedNs).toBeGreaterThanOrEqual(20 * secondNs);
        expect(fixedNs).toBeLessThanOrEqual(60 * secondNs);
        expect([acknowledged?.data.person, resolved?.data.person]).toEqual(['dana', 'dana']);
      }),
      { numRuns: 50 },
    );
  });

  it('acts by commands with number 0 that stem from the page', () => {
    const run = play([wdu('10s')], automatic);
    const [page] = run.of('page.sent');
    expect(
      run.of('command.applied').map(({ data, causes }) => [data.number, data.actor, data.command, causes]),
    ).toEqual([
      [0, 'dana', 'incident.acknowledge', [page?.seq]],
      [0, 'dana', 'incident.resolve', [page?.seq]],
    ]);
  });

  it('leaves alone what a person did before it', () => {
    const run = new Run(scenarioOf([wdu('10s')], automatic, 'attended')).until(30 * secondNs);
    run.give('sam', { kind: 'incident.acknowledge', incident: 'INC-1' }).until(135 * secondNs);
    run.give('sam', { kind: 'incident.resolve', incident: 'INC-1' }).end();
    expect(run.of('command.applied').map(({ data }) => data.number)).toEqual([1, 1]);
    expect(run.of('command.refused')).toEqual([]);
  });

  it('answers again what a person took back, and resolves only after that', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (seed) => {
        const run = new Run(scenarioOf([wdu('10s')], automatic, 'attended', seed)).until(140 * secondNs);
        expect(run.of('incident.calmed')).toHaveLength(1);
        run.give('sam', { kind: 'incident.unacknowledge', incident: 'INC-1' }).end();
        const acknowledged = run.of('incident.acknowledged').map(({ at }) => at);
        const [resolved] = run.of('incident.resolved');
        const fixedNs = (resolved?.at ?? 0) - (acknowledged[1] ?? 0);
        expect(acknowledged).toHaveLength(2);
        expect(fixedNs).toBeGreaterThanOrEqual(20 * secondNs);
        expect(fixedNs).toBeLessThanOrEqual(60 * secondNs);
        expect(run.of('command.refused')).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('does not resolve before the incident is calm, however long somebody has it', () => {
    const run = new Run(scenarioOf([wdu('10s'), wdu('130s')], automatic, 'attended'));
    run.end();
    const [calmed] = run.of('incident.calmed');
    expect(calmed?.at).toBe(250 * secondNs);
    expect(run.of('incident.resolved')[0]?.at).toBeGreaterThanOrEqual(270 * secondNs);
  });

  it('does not resolve while the processor stays on-line', () => {
    const run = play([bind('1s'), wdc('2s'), wdc('3s'), wdc('4s')], automatic);
    expect(run.of('incident.opened').map(({ data }) => data.severity)).toEqual(['critical']);
    expect(run.of('incident.acknowledged')).toHaveLength(1);
    expect(run.of('incident.resolved')).toEqual([]);
    expect(run.end()).toEqual([604, 'ten minutes after the last step of the drill']);
  });
});

describe('a script', () => {
  it('does its steps at their instants and goes on after a refusal', () => {
    const steps = script(
      [5 * secondNs, 'ack'],
      [62 * secondNs, 'ack'],
      [70 * secondNs, 'ack'],
      [300 * secondNs, 'note', 'moved the ledger'],
      [540 * secondNs, 'resolve'],
    );
    const run = play([wdu('10s')], steps);
    expect(run.of('command.refused').map(({ at, data }) => [at / secondNs, data.incident, data.problem])).toEqual([
      [5, '', 'there is no incident yet'],
      [70, 'INC-1', 'Dana has INC-1 already'],
    ]);
    expect(run.of('incident.acknowledged').map(({ at }) => at / secondNs)).toEqual([62]);
    expect(run.of('incident.noted').map(({ at, data }) => [at / secondNs, data.text])).toEqual([
      [300, 'moved the ledger'],
    ]);
    expect(run.end()).toEqual([540, 'every incident is closed']);
  });

  it('acts on the oldest incident that a step applies to, as who has it or was paged for it', () => {
    const steps = script(
      [60e9, 'ack'],
      [61e9, 'ack'],
      [62e9, 'resolve'],
      [63e9, 'escalate'],
      [64e9, 'resolve'],
      [65e9, 'resolve'],
    );
    const run = play([wdu('10s', 65), wdu('20s', 66)], steps);
    expect(run.of('incident.acknowledged').map(({ data }) => data.incident)).toEqual(['INC-1', 'INC-2']);
    expect(run.of('page.sent').map(({ data }) => `${data.incident} ${data.person}`)).toEqual([
      'INC-1 dana',
      'INC-2 dana',
      'INC-2 sam',
    ]);
    expect(run.of('incident.resolved').map(({ data }) => `${data.incident} ${data.person}`)).toEqual([
      'INC-1 dana',
      'INC-2 dana',
    ]);
  });

  it('escalates by hand what is open before what somebody has', () => {
    const run = play([wdu('10s', 65), wdu('20s', 66)], script([60e9, 'ack'], [61e9, 'escalate']));
    expect(
      run
        .of('page.sent')
        .map(({ data }) => `${data.incident} ${data.person} ${data.step}`)
        .slice(2, 3),
    ).toEqual(['INC-2 sam 2']);
  });
});

describe('the end of an unattended run', () => {
  it('comes ten minutes after the last inject where nobody answers, with both people paged', () => {
    const run = play([wdu('10s'), wdc('200s')], nobody);
    expect(run.end()).toEqual([800, 'ten minutes after the last step of the drill']);
    expect(run.of('page.sent').map(({ data }) => data.person)).toEqual(['dana', 'sam']);
    expect(run.of('escalation.exhausted')).toHaveLength(1);
  });

  it('waits for the last inject, its log lines and what they lead to', () => {
    const closeBefore = script([20e9, 'ack'], [30e9, 'resolve'], [100e9, 'ack'], [120e9, 'resolve']);
    const run = play([wdu('10s', 65), wdu('60s', 66)], closeBefore);
    expect(run.of('incident.resolved').map(({ at }) => at / secondNs)).toEqual([30, 120]);
    expect(run.end()).toEqual([120, 'every incident is closed']);
  });

  it('comes with the last inject where all was closed before and nothing follows from it', () => {
    const run = play([wdu('10s', 65), wdc('60s')], script([20e9, 'resolve']));
    const [seconds, reason] = run.end();
    expect(reason).toBe('every incident is closed');
    expect(seconds).toBeGreaterThan(60);
    expect(seconds).toBeLessThanOrEqual(62);
    expect(run.of('message.logged').filter(({ at }) => at > 60 * secondNs)).not.toEqual([]);
  });

  it('comes ten minutes after the last inject where there never was an incident', () => {
    expect(play([wdc('10s')], automatic).end()).toEqual([610, 'ten minutes after the last step of the drill']);
  });
});

describe('the end of a run with a faulty cell', () => {
  it('comes ten minutes after its part was changed, however quiet it is', () => {
    const address = '0x00000040.00001230';
    const cell = {
      at: '1m',
      kind: 'faulty-cell',
      host: 'a',
      place: 'memory',
      address,
      fault: 'stuck',
    } as const;
    expect(play([cell], nobody).end()).toEqual([
      ...[60 + (24 * hourNs) / secondNs + 600, 'ten minutes after the last step of the drill'],
    ]);
    const closed = play([wdu('10s'), { ...cell, lasts: '1h' }], script([20e9, 'resolve'], [30e9, 'resolve']));
    expect(closed.end()[0]).toBeGreaterThanOrEqual(3660);
  });
});

describe('the end of an attended run', () => {
  const incident = 'INC-1';
  const drill = scenarioOf([wdu('10s')], nobody, 'attended');

  it('comes ten minutes after the last closing, so that it can be undone', () => {
    const run = new Run(drill).until(20 * minuteNs).give('dana', { kind: 'incident.resolve', incident });
    run.until(29 * minuteNs).give('dana', { kind: 'incident.reopen', incident });
    run.until(60 * minuteNs).give('dana', { kind: 'incident.resolve', incident });
    expect(run.end()).toEqual([70 * 60, 'ten minutes after the last incident was closed']);
  });

  it('does not come before ten minutes after the last inject', () => {
    const run = new Run(scenarioOf([wdu('10s'), wdc('20m')], nobody, 'attended')).until(2 * minuteNs);
    run.give('dana', { kind: 'incident.resolve', incident });
    expect(run.end()).toEqual([30 * 60, 'ten minutes after the last step of the drill']);
  });

  it('comes 24 hours after the last inject where an incident is never closed', () => {
    expect(new Run(drill).end()).toEqual([
      10 + (24 * hourNs) / secondNs,
      '24 hours after the last step of the drill, with an incident not closed',
    ]);
  });

  it('is never later than the clock is exact', () => {
    const run = new Run(scenarioOf([wdu('10s'), wdc('99d23h')], nobody, 'attended'));
    expect(run.end()[0]).toBe((100 * dayNs) / secondNs);
  });

  it('is the end: nothing is due any more', () => {
    const run = new Run(drill);
    run.end();
    expect(run.simulation.nextAtNs()).toBe(Number.POSITIVE_INFINITY);
    expect(run.simulation.ended).toBe(true);
    const restored = restoreSimulation(drill, run.simulation.save());
    expect([restored.ended, restored.nextAtNs()]).toEqual([true, Number.POSITIVE_INFINITY]);
  });
});
