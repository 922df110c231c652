import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourNs, secondNs } from '../../../../shared/lib/time.ts';
import type { Release } from '../../../../shared/model/drill.ts';
import { readSystemFile } from '../../../../shared/system-file/read-system-file.ts';
import type { BoardMemory } from '../../hardware/memory-layout.ts';
import { nextScrubInNs, type ScrubSettings, scrubPlan, scrubSettings } from './scrubber.ts';

const tickNs = secondNs / 100;
const pageBytes = 8192;

const settingsOf = (system: string, release: Release = 'solaris9'): ScrubSettings =>
  scrubSettings(readSystemFile(system, release, 'US-III'));

const boards = (...pages: readonly number[]): BoardMemory[] =>
  pages.map((each, index) => ({ base: index * 2 ** 37, pages: each, firstProcessor: 0, places: [] }));

/** When an address is read, by going from span to span as the kernel's thread does. Times are since boot. */
function walk(memory: readonly BoardMemory[], settings: ScrubSettings, address: number, untilNs: number): number[] {
  const total = memory.reduce((sum, { pages }) => sum + pages, 0);
  const spans = total <= settings.spanPages ? 1 : Math.floor(total / settings.spanPages);
  const interval = Math.max(1, Math.floor((settings.periodSeconds * 100) / spans)) * tickNs;
  const found: number[] = [];
  let nowNs = 300 * secondNs;
  let deadlineNs = nowNs;
  let [board, page] = [0, 0];
  while (nowNs <= untilNs) {
    if (board === 0 && page === 0) {
      // The end of memory was reached: it waits for the deadline, unless that is over.
      nowNs = Math.max(nowNs, deadlineNs);
      deadlineNs = nowNs + settings.periodSeconds * secondNs;
    }
    const { base, pages } = memory[board] as BoardMemory;
    const read = Math.min(settings.spanPages, pages - page);
    const offset = address - (base + page * pageBytes);
    if (offset >= 0 && offset < read * pageBytes) found.push(nowNs + Math.floor((offset * 1000) / 268));
    page += read;
    if (page === pages) [board, page] = [board + 1, 0];
    if (board === memory.length) board = 0;
    else nowNs += interval;
  }
  return found;
}

describe('when memory is read', () => {
  const aCase = fc
    .record({
      pages: fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 3 }),
      periodSeconds: fc.integer({ min: 1, max: 5_000 }),
      spanPages: fc.integer({ min: 400, max: 30_000 }),
      at: fc.nat(),
      sinceNs: fc.integer({ min: 0, max: 20_000 * secondNs }),
    })
    .filter(({ pages }) => pages.reduce((sum, each) => sum + each, 0) >= 4096);

  test('SCRUB-1 SCRUB-2 SCRUB-3: the next time is that of a walk from span to span', () => {
    fc.assert(
      fc.property(aCase, ({ pages, periodSeconds, spanPages, at, sinceNs }) => {
        const memory = boards(...pages);
        const settings = { disabled: false, periodSeconds, spanPages };
        const board = memory[at % memory.length] as BoardMemory;
        const address = board.base + (at % (board.pages * pageBytes));
        const plan = scrubPlan(memory, settings);
        if (plan === null) throw new Error('this memory is read');
        const nextNs = sinceNs + (nextScrubInNs(plan, address, BigInt(sinceNs)) ?? 0);
        const walked = walk(memory, settings, address, nextNs + 1000 * secondNs).filter((each) => each > sinceNs);
        expect(walked[0]).toBe(nextNs);
      }),
      { numRuns: 300 },
    );
  });

  test('SCRUB-1: 8 GB are read in spans of 8 MB within 12 hours, the first 300 s after boot', () => {
    const plan = scrubPlan(boards(1_048_576), settingsOf(''));
    if (plan === null) throw new Error('this memory is read');
    expect([plan.spanBytes, plan.intervalNs, plan.sweepNs]).toEqual([8 * 2 ** 20, 42.18 * secondNs, 12 * hourNs]);
    expect(nextScrubInNs(plan, 0, 0n)).toBe(300 * secondNs);
    expect(nextScrubInNs(plan, 8 * 2 ** 20, 0n)).toBe(342.18 * secondNs);
    expect(nextScrubInNs(plan, 0, BigInt(300 * secondNs))).toBe(12 * hourNs);
    // A host that has been up for ten years.
    expect(nextScrubInNs(plan, 0, 315_360_000n * 1_000_000_000n)).toBe(300 * secondNs);
    expect(nextScrubInNs(plan, 2 ** 33, 0n)).toBe(null);
  });

  test('SCRUB-4: what /etc/system sets acts; nothing is read where it turns the scrubber off', () => {
    expect(settingsOf('')).toEqual({ disabled: false, periodSeconds: 43_200, spanPages: 1024 });
    const set = 'set memscrub_period_sec=3600\nset memscrub_span_pages=4096\nset disable_memscrub=1\n';
    expect(settingsOf(set, 'solaris8')).toEqual({ disabled: true, periodSeconds: 3600, spanPages: 4096 });
    const memory = boards(1_048_576);
    const usual = settingsOf('');
    expect(scrubPlan(memory, { ...usual, disabled: true })).toBe(null);
    expect(scrubPlan(memory, { ...usual, spanPages: 0 })).toBe(null);
    expect(scrubPlan(boards(4095), usual)).toBe(null);
    expect(scrubPlan(boards(4096), usual)).not.toBe(null);
  });

  test('SCRUB-4: a period too short for so many spans reads one every tick', () => {
    const plan = scrubPlan(boards(1_048_576), { disabled: false, periodSeconds: 0, spanPages: 1024 });
    expect([plan?.intervalNs, plan?.sweepNs]).toEqual([tickNs, 1023 * tickNs]);
    // 32 bits of ticks: 42,949,673 s are 4 ticks more than none.
    const wrapped = scrubPlan(boards(4096), { disabled: false, periodSeconds: 42_949_673, spanPages: 4096 });
    expect(wrapped?.intervalNs).toBe(4 * tickNs);
  });
});
