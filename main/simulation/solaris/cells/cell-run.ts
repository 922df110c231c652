import { hourNs } from '../../../../shared/lib/time.ts';
import { type DrillInput, drillSchema } from '../../../../shared/model/drill.ts';
import { PlayedRun } from '../played-run.ts';

type CellInput = Extract<DrillInput['injects'][number], { readonly kind: 'faulty-cell' }>;
type HostInput = DrillInput['hosts'][number];

export const cellHost = 'sf15k-domc';

/** For tests: a stuck bit in the cache of processor 64 that write-backs touch every half an hour, with changes. */
export const cacheCell = (changes: object = {}): CellInput => ({
  ...{ at: '1m', kind: 'faulty-cell', host: cellHost, place: 'cache', processor: 64 },
  ...{ address: '0x00000040.00001230', fault: 'stuck', bits: [40], stuckAt: 1, contents: 'zeros' },
  ...{ access: 'write-back', touchedEvery: '30m', ...changes },
});

/** For tests: a stuck bit of memory that only the scrubber finds, with changes. */
export const memoryCell = (changes: object = {}): CellInput => ({
  ...{ at: '1m', kind: 'faulty-cell', host: cellHost, place: 'memory', address: '0x00000040.12345670' },
  ...{ fault: 'stuck', bits: [40], stuckAt: 1, contents: 'zeros', ...changes },
});

/** For tests: what happens to cells and whatever else breaks within so many hours. */
export function playCells(
  injects: readonly DrillInput['injects'][number][],
  options: { readonly host?: object; readonly hours?: number; readonly seed?: number } = {},
): PlayedRun {
  const host: HostInput = {
    ...{ name: cellHost, platform: 'starcat', cpuType: 'US-III', release: 'solaris9' },
    ...{ bootedAt: '2003-10-23T11:20:49.5Z', processors: [64], ...options.host },
  };
  const drill = drillSchema.parse({
    ...{ version: 1, title: 'Test', startsAt: '2003-10-23T11:36:55Z', hosts: [host], injects: [...injects] },
    people: [
      { id: 'dana', name: 'Dana' },
      { id: 'ravi', name: 'Ravi' },
    ],
  });
  return new PlayedRun(drill, options.seed ?? 1).advance((options.hours ?? 24) * hourNs);
}
