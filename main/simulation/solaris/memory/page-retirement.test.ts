import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourNs, minuteNs, secondNs } from '../../../../shared/lib/time.ts';
import type { PageState } from '../../../../shared/model/drill.ts';
import type { EventKind } from '../../../../shared/model/events.ts';
import { PlayedRun } from '../played-run.ts';
import { type MemoryTestInject, memoryDrill, memoryError, uncorrectableError } from './memory-run.ts';
import type { PageCounters } from './page-counters.ts';

const page = '0x000000a1.d9698000';
const played = (injects: readonly MemoryTestInject[], changes: object = {}): PlayedRun =>
  new PlayedRun(memoryDrill(injects, changes)).advance(hourNs);

interface MemoryView {
  readonly retired: readonly string[];
  readonly pending: readonly string[];
  readonly counters: PageCounters;
}
const viewOf = (run: PlayedRun): MemoryView => run.engine.view('memory', 'sf15k-domc') as unknown as MemoryView;

/** What happened to pages, in order, without the word that all their kinds begin with. */
const storyOf = (run: PlayedRun): readonly string[] =>
  run.log.filter(({ kind }) => kind.startsWith('memory-page.')).map(({ kind }) => kind.slice('memory-page.'.length));

const pageLines = (run: PlayedRun): readonly string[] => run.lines().filter((line) => line.startsWith('unix: '));

const sticky = (at: string, changes: object = {}): MemoryTestInject => memoryError(at, { class: 'sticky', ...changes });
const address = (number: number): string => `0x000000a1.${(number * 0x2000).toString(16).padStart(8, '0')}`;

describe('an uncorrectable error', () => {
  test('PAGE-4 PAGE-5: its page is cleared 5.8 s later and back in service, once', () => {
    const run = played([uncorrectableError('10s'), uncorrectableError('10m')]);
    expect(pageLines(run)).toEqual([
      `unix: [ID 321153 kern.notice] NOTICE: Scheduling clearing of error on page 0x000000a1.d9698040`,
      `unix: [ID 221039 kern.notice] NOTICE: Previously reported error on page ${page} cleared`,
      `unix: [ID 321153 kern.notice] NOTICE: Scheduling clearing of error on page 0x000000a1.d9698040`,
      `unix: [ID 693633 kern.notice] NOTICE: Page ${page} removed from service`,
    ]);
    const [scheduled] = run.of('memory-page.scheduled');
    const [cleared] = run.of('memory-page.cleared');
    expect((cleared?.at ?? 0) - (scheduled?.at ?? 0)).toBe(5.8 * secondNs);
    expect(run.of('memory-page.retired')[0]?.data).toMatchObject({ reason: 'uncorrectable' });
  });

  test('PAGE-5: one that comes back while the page is written over retires it at once', () => {
    const run = played([uncorrectableError('10s', { class: 'sticky' })]);
    expect(pageLines(run).slice(1)).toEqual([
      `unix: [ID 868141 kern.warning] WARNING: Uncorrectable Error occurred at PA ${page} while attempting to clear previously reported error; page removed from service`,
      `unix: [ID 693633 kern.notice] NOTICE: Page ${page} removed from service`,
    ]);
    expect(viewOf(run).counters).toMatchObject({ pages_ue: 1, pages_ue_persistent: 1, pages_ue_cleared_freed: 0 });
  });

  test.each(['WDU', 'EDU'])('PAGE-4: the page of a %s is cleared, that of UCU and CPU is not', (name) => {
    const bits = { WDU: '00000020', EDU: '00000008', UCU: '00000200', CPU: '00000080' };
    const ecc = (at: string, each: keyof typeof bits): MemoryTestInject =>
      ({
        ...{ at, kind: 'ecc', host: 'sf15k-domc', processor: 65, name: each, faultPc: '0x10152880' },
        ...{ afsr: `0x${bits[each]}.0000017a`, afar: page },
      }) as MemoryTestInject;
    const run = played([ecc('10s', 'UCU'), ecc('20s', 'CPU'), ecc('30s', name as 'WDU')]);
    expect(storyOf(run)).toEqual(['scheduled', 'cleared']);
    expect(run.of('memory-page.scheduled')[0]?.causes).toEqual([run.of('ecc.reported')[2]?.seq]);
  });
});

describe('pages in use', () => {
  test.each<PageState>(['kernel', 'locked'])(
    'PAGE-3 PAGE-6: %s ones wait, are told of once, and go when they can',
    (state) => {
      const run = played([sticky('10s', { pageState: state }), memoryError('20m', { pageState: 'free' })]);
      expect(storyOf(run)).toEqual(['scheduled', 'deferred', 'retired']);
      const [deferred] = run.of('memory-page.deferred');
      const [retired] = run.of('memory-page.retired');
      expect(deferred?.data.state).toBe(state);
      expect(retired?.causes).toEqual([deferred?.seq]);
      // The background looks every 23 s from the failure on.
      const waitedNs = (retired?.at ?? 0) - (deferred?.at ?? 0);
      expect(waitedNs % (23 * secondNs)).toBe(0);
      expect((retired?.at ?? 0) - 20 * minuteNs).toBeLessThanOrEqual(23 * secondNs);
      expect(viewOf(run)).toMatchObject({ retired: [page], pending: [] });
    },
  );

  test('PAGE-13: with the first patches a page in use is not copied away', () => {
    const inUse = [sticky('10s'), memoryError('20m', { pageState: 'free' })];
    expect(storyOf(played(inUse))).toEqual(['scheduled', 'retired']);
    expect(storyOf(played(inUse, { pageRetirement: 'when-freed' }))).toEqual(['scheduled', 'deferred', 'retired']);
  });

  test('PAGE-6 PAGE-9: an attempt every 23 s, each of which counts', () => {
    const run = new PlayedRun(memoryDrill([sticky('10s', { pageState: 'locked' })])).advance(minuteNs);
    expect(viewOf(run)).toMatchObject({ retired: [], pending: [page] });
    // The request, its own count, the background at once, and after 23 s.
    const deferredAt = run.of('memory-page.deferred')[0]?.at ?? 0;
    expect(viewOf(run).counters.pages_deferred).toBe(3 + Math.floor((minuteNs - deferredAt) / (23 * secondNs)));
    run.advance(minuteNs + 23 * secondNs);
    expect(viewOf(run).counters.pages_deferred).toBe(4 + Math.floor((minuteNs - deferredAt) / (23 * secondNs)));
  });

  test('PAGE-2: an uncorrectable error on a page that waits is a cause as well', () => {
    const run = played([
      sticky('10s', { pageState: 'locked' }),
      uncorrectableError('10m', { pageState: 'locked' }),
      uncorrectableError('20m', { class: 'sticky', pageState: 'clean' }),
    ]);
    expect(storyOf(run)).toEqual(['scheduled', 'deferred', 'scheduled', 'deferred', 'retired']);
    const causes = run.causesOf(run.of('memory-page.retired')[0]?.seq ?? 0);
    for (const { seq } of run.of('memory.reported').slice(0, 2)) expect(causes).toContain(seq);
  });
});

describe('the limit', () => {
  const many = [1, 2, 3].map((number) => sticky(`${number}m`, { afar: address(number) }));

  test('PAGE-7: pages beyond it stay in service, uncorrectable errors know none', () => {
    const run = played([...many, uncorrectableError('10m', { class: 'sticky' })], { physmemPages: 2000 });
    expect(storyOf(run)).toEqual([
      ...['scheduled', 'retired', 'scheduled', 'retired', 'scheduled', 'refused', 'scheduled', 'retired'],
    ]);
    expect(pageLines(run)).toContain(
      `unix: [ID 834677 kern.notice] NOTICE: Page ${address(3)} not retired due to limit exceeded`,
    );
    expect(viewOf(run).counters).toMatchObject({ pages_limit: 2, pages_limit_exceeded: 1, pages_retired: 3 });
  });

  test('PAGE-7: less than a thousand pages have none to spare', () => {
    expect(storyOf(played(many.slice(0, 1), { physmemPages: 999 }))).toEqual(['scheduled', 'refused']);
  });
});

const unretire = (at: string, of = '0x000000a1.d9699abc'): MemoryTestInject => {
  return { at, kind: 'unretire-page', host: 'sf15k-domc', address: of };
};

describe('back to service', () => {
  test('PAGE-10: an un-retired page is in service as if nothing had been', () => {
    const run = played([sticky('1m'), unretire('2m'), unretire('3m'), uncorrectableError('4m'), sticky('5m')]);
    expect(storyOf(run)).toEqual([
      ...['scheduled', 'retired', 'returned', 'scheduled', 'cleared', 'scheduled', 'retired'],
    ]);
    expect(pageLines(run)).toEqual(
      expect.arrayContaining([
        `unix: [ID 342540 kern.notice] NOTICE: unretiring retired page ${page}`,
        `unix: [ID 326319 kern.notice] NOTICE: Page ${page} returned to service`,
      ]),
    );
    const [returned] = run.of('memory-page.returned');
    const [retired] = run.of('memory-page.retired');
    expect(returned?.causes).toEqual([retired?.seq, run.of('inject.unretire-page')[0]?.seq]);
    expect(viewOf(run).counters).toMatchObject({ pages_retired: 1, pages_multiple_ce: 1, pages_unretired: 1 });
  });

  test('PAGE-11: a boot forgets pages, counters and buckets', () => {
    const reboot = { at: '5m', kind: 'command', host: 'sf15k-domc', line: 'reboot' } as MemoryTestInject;
    const locked = sticky('2m', { afar: address(1), pageState: 'locked' });
    const soft = ['1m', '1m1s'].map((at) => memoryError(at));
    const late = memoryError('40m');
    const lost = memoryError('299s999ms500us', { module: 'SB2/P1/B0/D1 J14400' });
    const run = played([...soft, sticky('90s'), locked, sticky('299s', { afar: address(2) }), lost, reboot, late]);
    expect(run.of('host.booted')).toHaveLength(2);
    // What had not been logged is lost.
    expect(run.of('memory.reported')).toHaveLength(7);
    expect(run.lines().filter((line) => line.includes('J14400'))).toEqual([]);
    expect(viewOf(run)).toMatchObject({ retired: [], pending: [], counters: { pages_retired: 0, pages_pending: 0 } });
    expect(run.of('module.counted').map(({ data }) => data.count)).toEqual([1, 2, 1]);
    const [, rebooted] = run.of('host.booted');
    const later = run.log.filter(({ kind, at }) => kind.startsWith('memory-page.') && at >= (rebooted?.at ?? 0));
    expect(later).toEqual([]);
  });
});

test('PAGE-1 PAGE-12: in any run retired pages return by un-retire alone, and saving changes nothing', () => {
  const injectArbitrary = fc.record({
    atSeconds: fc.integer({ min: 1, max: 300 }),
    kind: fc.constantFrom('sticky', 'persistent', 'uncorrectable', 'unretire'),
    number: fc.integer({ min: 1, max: 3 }),
    pageState: fc.constantFrom<PageState>('free', 'clean', 'dirty', 'kernel', 'locked'),
  });
  fc.assert(
    fc.property(fc.array(injectArbitrary, { minLength: 1, maxLength: 20 }), fc.nat(300), (drawn, savedAtSeconds) => {
      const injects = drawn.map(({ atSeconds, kind, number, pageState }) => {
        const at = `${atSeconds}s`;
        const changes = { afar: address(number), pageState };
        if (kind === 'unretire') return unretire(at, address(number));
        return kind === 'uncorrectable'
          ? uncorrectableError(at, changes)
          : memoryError(at, { ...changes, class: kind });
      });
      const drill = memoryDrill(injects, { physmemPages: 2000 });
      const whole = new PlayedRun(drill).advance(10 * minuteNs);
      const retired = new Set<string>();
      const change: Partial<Record<EventKind, (address: string) => unknown>> = {
        'memory-page.retired': (each) => retired.add(each),
        'memory-page.returned': (each) => retired.delete(each),
      };
      for (const { kind, data } of whole.log) {
        if (!kind.startsWith('memory-page.')) continue;
        const { address: each } = data as { readonly address: string };
        if (kind !== 'memory-page.returned') expect(retired.has(each)).toBe(false);
        change[kind]?.(each);
      }
      expect(new Set(viewOf(whole).retired)).toEqual(retired);
      const first = new PlayedRun(drill).advance(savedAtSeconds * secondNs);
      const second = PlayedRun.restored(drill, structuredClone(first.engine.save())).advance(10 * minuteNs);
      expect([...first.log, ...second.log]).toEqual(whole.log);
      expect(second.engine.digest()).toBe(whole.engine.digest());
    }),
    { numRuns: 100 },
  );
});
