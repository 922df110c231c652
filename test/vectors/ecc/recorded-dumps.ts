import { readFileSync } from 'node:fs';
import type { CpuType } from '../../../shared/model/drill.ts';

/** A line of a cache as it was printed, with the syndrome where a chunk was marked as bad. */
export interface RecordedLine {
  readonly tag: string;
  readonly address: string;
  readonly subBlock: number;
  readonly state: string;
  readonly match: boolean;
  readonly data: readonly (readonly [high: string, low: string, ecc: string, bad: string | null])[];
}

/** What real logs show of caches with errors. */
export interface RecordedDump {
  readonly source: string;
  readonly cpuType: CpuType;
  readonly afar: string;
  readonly lines: readonly RecordedLine[];
}

export const recordedDumps: readonly RecordedDump[] = JSON.parse(
  readFileSync(new URL('dumps.json', import.meta.url), 'utf8'),
);
