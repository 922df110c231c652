import { describe, expect, test } from 'vitest';
import type { ProcessorOutcome, RunOutcome } from '../../../shared/model/system-file-views.ts';
import { differencesOf } from './what-if-words.ts';

const minuteNs = 60e9;
const clock = (atNs: number): string => `12:${String(Math.round(atNs / minuteNs)).padStart(2, '0')}`;
const nothing: RunOutcome = {
  processors: [],
  processorCount: 0,
  incidents: [],
  incidentCount: 0,
  pages: [],
  pageCount: 0,
  retiredPages: 0,
  firstRetiredAtNs: null,
  messages: 0,
  boots: [],
  bootCount: 0,
  untilNs: 0,
};
const cpu64 = (outcome: Partial<ProcessorOutcome>): RunOutcome => ({
  ...nothing,
  processors: [{ host: 'h', processor: 64, offlinedAtNs: null, gaveUpAtNs: null, refused: 0, ...outcome }],
});
const page = { incident: 'INC-1', person: 'dana', title: 'CPU64 is failing', atNs: 52 * minuteNs };

function words(asItWas: RunOutcome, asItWouldBe: RunOutcome): readonly string[] {
  const base = { run: 'r', host: 'h', firstDifference: null, savesLeftOut: 0, cutShort: null };
  const differences = differencesOf({ ...base, asItWas, asItWouldBe }, clock, (id) => (id === 'dana' ? 'Dana' : id));
  return differences.map(({ tone, text }) => `${tone}: ${text}`);
}

describe('what would have been otherwise, in words', () => {
  test.each([
    [
      cpu64({ offlinedAtNs: 10 * minuteNs }),
      cpu64({ offlinedAtNs: 8 * minuteNs + 5e9 }),
      ['better: CPU64 of h would have been off-line 1 min 55 s earlier, at 12:08 instead of 12:10'],
    ],
    [
      cpu64({ gaveUpAtNs: 10 * minuteNs }),
      cpu64({ offlinedAtNs: 12 * minuteNs }),
      ['better: CPU64 of h would have been off-line from 12:12; it was given up at 12:10'],
    ],
    [
      cpu64({ offlinedAtNs: 10 * minuteNs }),
      cpu64({ gaveUpAtNs: 9 * minuteNs }),
      [
        'worse: CPU64 of h would not have been taken off-line: the kernel would have given up at 12:09; it was at 12:10',
      ],
    ],
    [
      cpu64({ offlinedAtNs: 10 * minuteNs }),
      nothing,
      ['worse: CPU64 of h would have stayed on-line, and nothing would have been tried; it was off-line from 12:10'],
    ],
    [
      nothing,
      cpu64({ offlinedAtNs: 10 * minuteNs }),
      ['better: CPU64 of h would have been off-line from 12:10; it stayed on-line, and nothing was tried'],
    ],
    [
      { ...nothing, pages: [page], pageCount: 1 },
      nothing,
      ['neutral: Dana would not have been paged at 12:52: CPU64 is failing'],
    ],
    [
      nothing,
      { ...nothing, retiredPages: 3, bootCount: 1 },
      [
        'neutral: 3 pages of memory would have been retired instead of 0',
        'worse: Hosts would have booted 1 time during the drill instead of 0',
      ],
    ],
    [cpu64({ offlinedAtNs: minuteNs, refused: 3 }), cpu64({ offlinedAtNs: minuteNs, refused: 1 }), []],
  ])('case %#', (asItWas, asItWouldBe, expected) => {
    expect(words(asItWas, asItWouldBe)).toEqual(expected);
  });
});
