import { expect, it } from 'vitest';
import type { EventKind, LoggedEvent } from '../../../shared/model/events.ts';
import { Engine } from '../engine/engine.ts';
import { Reliability } from './reliability.ts';

const host = 'a';

/** An engine with the rules alone, and ways to report what becomes of a host. */
function bench() {
  const engine = new Engine({ seed: 1 });
  new Reliability(engine);
  const root = engine.append('run.started', 'run', { title: 'x', seed: 1, startsAt: 'x', zone: 'UTC' }, []);
  const events: LoggedEvent[] = [];
  const of = <Kind extends EventKind>(kind: Kind): LoggedEvent<Kind>[] => {
    events.push(...engine.take(1000));
    return events.filter((event): event is LoggedEvent<Kind> => event.kind === kind);
  };
  const booted = { host, platform: 'starcat', cpuType: 'US-III', release: 'solaris9', bootedAt: 'x' };
  return {
    goDown: (reason: string, panicked: boolean) =>
      engine.append('host.went-down', host, { host, reason, panicked }, [root]),
    stop: () => engine.append('host.stopped', host, { host, problem: 'no memory' }, [root]),
    boot: () => engine.append('host.booted', host, booted, [root]),
    raised: () => of('alert.raised').map(({ data, subject }) => `${data.severity} ${subject}: ${data.title}`),
    cleared: () => of('alert.cleared').map(({ data }) => `${data.alert}: ${data.evidence}`),
  };
}

it.each([
  ['panic: [AFT1] errID', true, 'critical a: a has panicked and is down'],
  ['reset by its system controller', false, 'critical a: a was reset and is down'],
])('REL-18: a host that goes down by itself is critical until it is up again (%s)', (reason, panicked, title) => {
  const { goDown, boot, raised, cleared } = bench();
  goDown(reason, panicked);
  expect(raised()).toEqual([title]);
  expect(cleared()).toEqual([]);
  boot();
  expect(cleared()).toEqual(['ALERT-1: a is up again']);
});

it('REL-18: one that somebody had rebooted is none', () => {
  const { goDown, boot, raised, cleared } = bench();
  goDown('rebooted by root', false);
  boot();
  expect([...raised(), ...cleared()]).toEqual([]);
});

it('REL-19: one that does not come up is critical, also after a reboot that was wanted', () => {
  const { goDown, stop, boot, raised, cleared } = bench();
  goDown('rebooted by root', false);
  stop();
  expect(raised()).toEqual(['critical a: a does not boot: it waits at the ok prompt']);
  boot();
  expect(cleared()).toHaveLength(1);
});
