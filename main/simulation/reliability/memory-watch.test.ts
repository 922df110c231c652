import { describe, expect, it } from 'vitest';
import { secondNs } from '../../../shared/lib/time.ts';
import type { EventDataOf, EventKind, LoggedEvent } from '../../../shared/model/events.ts';
import { Engine } from '../engine/engine.ts';
import { Reliability } from './reliability.ts';

const host = 'a';
const dimm = 'SB2/P1/B0/D0 J14300';
const other = 'SB2/P1/B0/D1 J14400';
const page = '0x000000a1.d9698000';

/** An engine with the rules alone, and ways to report what Solaris would of its memory. */
function bench() {
  const engine = new Engine({ seed: 1 });
  new Reliability(engine);
  const root = engine.append('run.started', 'run', { title: 'x', seed: 1, startsAt: 'x', zone: 'UTC' }, []);
  const events: LoggedEvent[] = [];
  const of = <Kind extends EventKind>(kind: Kind): LoggedEvent<Kind>[] => {
    events.push(...engine.take(1000));
    return events.filter((event): event is LoggedEvent<Kind> => event.kind === kind);
  };
  const tell = <Kind extends EventKind>(kind: Kind, data: EventDataOf<Kind>, causes = [root]): number =>
    engine.append(kind, host, data, causes);
  const registers = { errId: '', afsr: '', afar: page, syndrome: 1 };
  return {
    engine,
    error: (name = 'CE', unum = dimm) =>
      engine.append('memory.reported', `${host}/65`, { host, processor: 65, name, class: '', ...registers, unum }, [
        root,
      ]),
    overflow: (module = dimm) =>
      tell('module.overflowed', { host, module, count: 3, limit: 2, windowNs: 86_400 * secondNs }),
    schedule: (module = dimm, address = page) =>
      tell('memory-page.scheduled', { host, address, action: 'removal', module }),
    retire: (address = page) =>
      tell('memory-page.retired', { host, address, reason: 'corrected', retired: 1, limit: 1048 }),
    clear: (address = page) => tell('memory-page.cleared', { host, address }),
    refuse: (address = page) => tell('memory-page.refused', { host, address, limit: 1048 }),
    returned: (address = page) => tell('memory-page.returned', { host, address }),
    boot: () =>
      tell('host.booted', { host, platform: 'starcat', cpuType: 'US-III', release: 'solaris9', bootedAt: 'x' }),
    advance: (seconds: number) => engine.advance(engine.nowNs + seconds * secondNs, 1000),
    raised: () => of('alert.raised'),
    cleared: () => of('alert.cleared'),
  };
}

const short = (alerts: readonly LoggedEvent<'alert.raised'>[]): string[] =>
  alerts.map(({ subject, data }) => `${data.severity} ${subject}: ${data.title} (${data.evidence})`);

describe('alerts about memory', () => {
  it('REL-10 REL-3: a module that overflows its bucket warns, at once', () => {
    const { overflow, advance, raised } = bench();
    advance(10);
    const cause = overflow();
    expect(short(raised())).toEqual([
      `warning a/${dimm}: Too many corrected errors in memory module ${dimm} of a (3 errors in 24 h, more than 2)`,
    ]);
    expect(raised()).toMatchObject([{ at: 10 * secondNs, causes: [cause], data: { processor: null } }]);
  });

  it('REL-11: a retired page warns about the module that it was asked for', () => {
    const { schedule, retire, raised } = bench();
    schedule(other);
    retire();
    expect(short(raised())).toEqual([
      `warning a/${other}: A page of memory module ${other} of a was retired (page ${page}; 1 retired since boot)`,
    ]);
  });

  it('REL-11: where a cache error spoilt the page no module is known', () => {
    const { schedule, retire, raised } = bench();
    schedule('');
    retire();
    expect(short(raised())).toEqual([
      `warning a/memory: A page of memory of a was retired (page ${page}; 1 retired since boot)`,
    ]);
  });

  it('REL-12 REL-16 REL-8: that no more pages can be retired lasts until one is returned', () => {
    const { schedule, refuse, returned, advance, raised, cleared } = bench();
    schedule();
    refuse();
    expect(raised()).toMatchObject([{ subject: 'a/memory', data: { severity: 'critical' } }]);
    advance(10_000);
    expect(cleared()).toEqual([]);
    returned();
    returned();
    expect(cleared()).toMatchObject([{ subject: 'a/memory', data: { alert: 'ALERT-1', processor: null } }]);
  });

  it.each(['UE', 'DUE', 'RUE', 'FRU'])('REL-13: an error %s that could not be corrected is high', (name) => {
    const { error, raised } = bench();
    error(name);
    expect(short(raised())).toEqual([
      `high a/${dimm}: Uncorrectable error in memory module ${dimm} of a (${name} at ${page}, met by CPU65)`,
    ]);
  });

  it('REL-13: a corrected one raises nothing', () => {
    const { error, raised } = bench();
    error('CE');
    error('RCE');
    expect(raised()).toEqual([]);
  });

  it('REL-14: a storm in one module is one alert a rule, in two modules two', () => {
    const { error, overflow, schedule, retire, advance, raised, cleared } = bench();
    for (let storm = 0; storm < 50; storm += 1) {
      const address = `0x000000a1.${(storm * 8192).toString(16).padStart(8, '0')}`;
      error();
      overflow();
      schedule(dimm, address);
      advance(1);
      retire(address);
    }
    overflow(other);
    expect(raised().map(({ data, subject }) => `${data.rule} ${subject}`)).toEqual([
      `memory-module-overflowed a/${dimm}`,
      `memory-page-retired a/${dimm}`,
      `memory-module-overflowed a/${other}`,
    ]);
    advance(121);
    expect(cleared()).toHaveLength(3);
    overflow();
    expect(raised()).toHaveLength(4);
  });

  it('REL-15: an error starts the 120 s again', () => {
    const { error, overflow, advance, cleared } = bench();
    overflow();
    advance(100);
    error();
    advance(119);
    expect(cleared()).toEqual([]);
    advance(1);
    expect(cleared()).toMatchObject([{ at: 220 * secondNs, data: { alert: 'ALERT-1' } }]);
  });

  it('REL-15: a page that waits keeps the alert until it is dealt with', () => {
    const { overflow, schedule, clear, advance, cleared } = bench();
    const by = overflow();
    schedule();
    advance(5000);
    expect(cleared()).toEqual([]);
    const over = clear();
    advance(1);
    expect(cleared()).toMatchObject([{ at: 5000 * secondNs, causes: [by, over] }]);
  });

  it('REL-15: the page of another module does not', () => {
    const { overflow, schedule, advance, cleared } = bench();
    overflow();
    schedule(other);
    advance(120);
    expect(cleared()).toHaveLength(1);
  });

  it('REL-17: a boot clears all of it', () => {
    const { error, overflow, schedule, refuse, boot, advance, cleared, raised } = bench();
    error('UE');
    overflow(other);
    schedule();
    refuse();
    schedule(dimm);
    boot();
    expect(cleared().map(({ data }) => data.alert)).toEqual(['ALERT-1', 'ALERT-2', 'ALERT-3']);
    // The page that waited is forgotten too.
    overflow();
    advance(120);
    expect(cleared()).toHaveLength(4);
    expect(raised()).toHaveLength(4);
  });
});
