import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSystemFile } from '../../../../shared/system-file/read-system-file.ts';
import { drillHostOf } from '../test-processors.ts';
import { type MemorySettings, memorySettings, retiredPagesLimit } from './memory-settings.ts';

const settingsOf = (system: string, physmemPages?: number): MemorySettings => {
  const host = drillHostOf({ system, ...(physmemPages === undefined ? {} : { physmemPages }) });
  return memorySettings(host, readSystemFile(system, host.release, host.cpuType));
};

test('PAGE-7: so many basis points of memory, divided as whole numbers', () => {
  expect(retiredPagesLimit(1_048_576, 10n)).toBe(1048);
  expect(retiredPagesLimit(999, 10n)).toBe(0);
  expect(retiredPagesLimit(1000, 10n)).toBe(1);
  expect(retiredPagesLimit(1_048_576, 10_000n)).toBe(1_048_576);
  // 0, and what a signed variable holds as less than 0, are the default.
  for (const wrong of [0n, (1n << 64n) - 1n, 1n << 63n]) expect(retiredPagesLimit(20_000, wrong)).toBe(20);
  const pages = fc.integer({ min: 1, max: 134_217_728 });
  fc.assert(
    fc.property(pages, fc.integer({ min: 1, max: 10_000 }), (physmem, points) => {
      expect(retiredPagesLimit(physmem, BigInt(points))).toBe(Math.floor((physmem * points) / 10_000));
    }),
  );
});

test('PAGE-7 DIMM-6: what /etc/system sets acts, and wrong values are replaced', () => {
  const usual = { automaticRemoval: true, softErrorLimit: 2, softErrorMinutes: 1440, verbosity: 1 };
  expect(settingsOf('')).toEqual({ ...usual, retiredPagesLimit: 1048 });
  expect(settingsOf('', 20_000)).toEqual({ ...usual, retiredPagesLimit: 20 });
  const set = 'set automatic_page_removal=0\nset ecc_softerr_limit=5\nset ecc_softerr_interval=60\n';
  expect(settingsOf(`${set}set max_pages_retired_bps=20\nset ce_verbose_memory=2\n`, 20_000)).toEqual({
    ...{ automaticRemoval: false, softErrorLimit: 5, softErrorMinutes: 60, retiredPagesLimit: 40, verbosity: 2 },
  });
  for (const wrong of ['0', '-1', '0x80000000']) {
    const system = `set ecc_softerr_limit=${wrong}\nset ecc_softerr_interval=${wrong}\n`;
    expect(settingsOf(system)).toEqual({ ...usual, retiredPagesLimit: 1048 });
  }
});
