import { describe, expect, test } from 'vitest';
import { secondNs } from '../../shared/lib/time.ts';
import type { AudienceEvent, EventKind } from '../../shared/model/events.ts';
import { compareObserved } from './compare-observed.ts';

type Data = AudienceEvent['data'];

/** A log as responders see it: events with their instants in seconds, in the order given. */
function seen(...entries: readonly (readonly [at: number, kind: EventKind, data: Data])[]): AudienceEvent[] {
  return entries.map(([at, kind, data], index) => {
    return { number: index + 1, at: at * secondNs, kind, subject: '', data, causes: [] };
  });
}

const host = 'sf15k-domc';
const booted = [
  0,
  'host.booted',
  { host, platform: 'starcat', cpuType: 'US-III', release: 'solaris9', bootedAt: '' },
] as const;
const configured = [64, 65].map((processor) => {
  return [0, 'processor.configured', { host, processor, board: 'SB2', position: '' }] as const;
});
const onCpu = (processor: number, data: Data = {}): Data => ({ host, processor, ...data });
const error = (at: number, name = 'WDC', data: Data = {}) => {
  const logged = { category: 'A', errId: '', syndrome: 0, unum: '', first: false, multiple: false, ...data };
  const high = { WDC: '00000040', WDU: '00000020' }[name] ?? '';
  return [
    at,
    'ecc.reported',
    onCpu(64, { name, ...logged, afsr: `0x${high}.0000017a`, afar: '0x000000a1.f06b4000' }),
  ] as const;
};
const memoryError = (at: number, page: number) => {
  const logged = { name: 'CE', class: 'persistent', errId: '', syndrome: 0, unum: 'D0' };
  return [
    at,
    'memory.reported',
    onCpu(65, { ...logged, afsr: '0x00000002.00000031', afar: `0x00000001.0000${page * 2}010` }),
  ] as const;
};

function compared(events: readonly AudienceEvent[], untilS = 100_000) {
  const steps: number[] = [];
  const run = { startsAt: '2003-10-23T11:20:49.500Z', untilNs: untilS * secondNs, events, errorsLimit: null };
  const { hosts } = compareObserved(run, (done) => steps.push(done));
  const [first] = hosts;
  const outcomeOf = (name: string) => first?.policies.find((each) => each.name === name)?.outcome;
  return { hosts, first, outcomeOf, steps };
}

describe('POL-17: a run is compared by what can be seen', () => {
  test('a processor that was refused is busy until it was seen to go', () => {
    const chain = { reason: 'more than 2 xxC Events in 24:00:00 (hh:mm:ss)', error: 'EBUSY' };
    const failed = (at: number, attempt: number) =>
      [at, 'offlining.failed', onCpu(64, { ...chain, attempt, retriesLeft: 24, nextAttemptNs: 0 })] as const;
    const events = seen(
      booted,
      ...configured,
      ...[error(100), error(200), error(300)],
      ...[failed(301.08, 1), failed(306.16, 2)],
      [311.24, 'processor.offlined', onCpu(64, { reason: chain.reason, attempts: 3 })],
    );
    const { first, outcomeOf, steps } = compared(events);
    expect(first).toMatchObject({ host, cacheErrors: 3, memoryErrors: 0 });
    expect(first?.happened.offlined).toEqual([{ cpu: 64, atNs: 311.24 * secondNs, reason: chain.reason }]);
    expect(outcomeOf('solaris9')?.offlined).toEqual(first?.happened.offlined);
    // Solaris 8 waits for 30 s, and then nobody is in its way any more.
    expect(outcomeOf('solaris8')?.offlined).toMatchObject([{ cpu: 64, atNs: 331.16 * secondNs }]);
    expect(outcomeOf('fma')).toMatchObject({ offlinedCount: 0, gaveUpCount: 0 });
    expect(steps).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('a page that was seen to wait is in use under every policy', () => {
    const page = '0x00000001.00002000';
    const errors = [memoryError(1, 1), memoryError(2, 1), memoryError(3, 1)];
    const free = compared(seen(booted, ...configured, ...errors));
    expect(free.outcomeOf('solaris9')?.retiredPages).toMatchObject([{ address: page }]);
    expect(free.outcomeOf('mcelog')?.retiredPages).toMatchObject([{ address: page, atNs: 2 * secondNs }]);
    const deferred = [8.8, 'memory-page.deferred', { host, address: page, state: 'kernel' }] as const;
    const waiting = compared(seen(booted, ...configured, ...errors, deferred));
    for (const name of ['solaris8', 'solaris9', 'fma', 'mcelog', 'rasdaemon']) {
      expect(waiting.outcomeOf(name)?.retiredPageCount, name).toBe(0);
    }
    expect(waiting.outcomeOf('mcelog')?.gaveUp).toMatchObject([{ what: `page ${page}`, atNs: 2 * secondNs }]);
  });

  test('what was done by hand happened, and is done under every policy', () => {
    const command = [50, 'console.ran', { host, line: 'psradm -f 64', exit: 0, output: '' }] as const;
    const changed = [50, 'processor.changed', onCpu(64, { was: 'on-line', state: 'off-line' })] as const;
    const { first, outcomeOf } = compared(seen(booted, ...configured, command, changed, error(100, 'WDU')));
    expect(first?.happened.offlined).toEqual([{ cpu: 64, atNs: 50 * secondNs, reason: 'by hand: off-line' }]);
    for (const { name } of first?.policies ?? []) expect(outcomeOf(name)?.offlinedCount, name).toBe(0);
  });

  test('a host that went down forgets under every policy, whatever made it go', () => {
    const down = [250, 'host.went-down', { host, reason: 'panic', panicked: true }] as const;
    const before = [error(100), error(200)];
    const after = error(5_000);
    expect(compared(seen(booted, ...configured, ...before, after)).outcomeOf('solaris9')?.offlinedCount).toBe(1);
    expect(compared(seen(booted, ...configured, ...before, down, after)).outcomeOf('solaris9')?.offlinedCount).toBe(0);
  });

  test('the second logging of an error is no error more; hosts without errors are left out', () => {
    const again = seen(booted, ...configured, error(100), error(110), error(120)).map((event) => ({ ...event }));
    const [, , , first, second] = again;
    if (first === undefined || second === undefined) throw new Error('two errors');
    second.causes = [first.number];
    expect(compared(again).first?.cacheErrors).toBe(2);
    expect(compared(again).outcomeOf('solaris9')?.offlinedCount).toBe(0);
    expect(compared(seen(booted, ...configured)).hosts).toEqual([]);
  });
});
