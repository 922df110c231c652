import { describe, expect, it } from 'vitest';
import type { HostView, MemorySummary, ProcessorView } from '../../../shared/model/views.ts';
import {
  conditionOf,
  fleetSentence,
  hostSentence,
  placesOf,
  processorSentence,
  stateSentence,
  wordOf,
} from './fleet-words.ts';
import { selectionIn } from './selected-part.ts';
import { troublesOf } from './troubles.ts';

function processor(id: number, change: Partial<ProcessorView> = {}): ProcessorView {
  return {
    processor: id,
    position: `SB2/P${id % 4}`,
    state: 'on-line',
    sinceNs: 0,
    serdCount: 0,
    serdLimit: 2,
    errors: 0,
    lastError: null,
    lastErrorAtNs: null,
    offlining: 'none',
    reason: null,
    attempts: 0,
    nextAttemptNs: null,
    ...change,
  };
}

function host(name: string, ...processors: ProcessorView[]): HostView {
  return {
    host: name,
    platform: 'starcat',
    cpuType: 'US-III',
    release: 'solaris9',
    bootedAt: '2003-10-23T11:20:49Z',
    boots: [{ atNs: 0, bootedAt: '2003-10-23T11:20:49Z' }],
    down: null,
    cacheMegabytes: 8,
    memoryPages: 1_048_576,
    firmware: null,
    kernelPatch: 'usual',
    pageRetirement: 'copying',
    memory: { corrected: 0, uncorrectable: 0, retired: 0, waiting: 0, refused: 0, limit: null, modules: [] },
    boards: [{ board: 'SB2', processors }],
  };
}

/** Memory of which one module has errors. */
const memoryWith = (module: MemorySummary['modules'][number]): MemorySummary => ({
  ...{ corrected: 1, uncorrectable: 0, retired: 0, waiting: 0, refused: 0, limit: null },
  modules: [module],
});

const offline = { state: 'off-line', offlining: 'done', errors: 3, serdCount: 3 } as const;
const retrying = { offlining: 'off-lining', errors: 3, serdCount: 3 } as const;
const gaveUp = { offlining: 'gave-up', errors: 3, serdCount: 3 } as const;
const sentenceOf = (...processors: ProcessorView[]) => stateSentence(placesOf([host('a', ...processors)]));

describe('a fleet in words', () => {
  it('says first what is lost', () => {
    expect(sentenceOf(processor(1), processor(2, offline))).toBe('1 of 2 processors is off-line');
    expect(sentenceOf(processor(1, offline), processor(2, offline))).toBe('2 of 2 processors are off-line');
    expect(sentenceOf(processor(1, retrying), processor(2, gaveUp))).toBe(
      '1 cannot be taken off-line yet, 1 will not go off-line',
    );
    expect(sentenceOf(processor(1), processor(2, { errors: 1, serdCount: 1 }))).toBe(
      'All 2 processors are on-line, 1 with errors',
    );
    expect(sentenceOf(processor(1), processor(2))).toBe('All 2 processors are on-line');
  });

  it('takes a processor that is off-line for that, whatever was tried before', () => {
    expect(conditionOf(processor(1, { ...gaveUp, state: 'off-line' }))).toBe('off-line');
    expect(processorSentence(processor(1, offline))).toBe('CPU1 was taken off-line');
  });

  it('lists the worst first and leaves the well out', () => {
    const module = {
      module: 'SB2/P1/B0/D0 J14300',
      errors: 4,
      overflows: 1,
      uncorrectable: 0,
      retired: 1,
      lastErrorAtNs: 1,
    };
    const failing = { ...host('b', processor(3, offline), processor(4, gaveUp)), memory: memoryWith(module) };
    const hosts = [host('a', processor(1), processor(2, { errors: 1 })), failing];
    expect(troublesOf(hosts).map(({ part }) => part)).toEqual(['CPU4', 'CPU3', 'SB2/P1/B0/D0 J14300', 'CPU2']);
    const down = { atNs: 1, reason: 'panic', phase: 'booting', untilNs: 2 };
    expect(troublesOf([{ ...failing, down }])[0]).toMatchObject({ part: 'host', word: 'down', nextAtNs: 2 });
  });

  it('shows the worst until somebody chooses, and again when what was chosen is gone', () => {
    const hosts = [host('a', processor(1)), host('b', processor(3, offline))];
    expect(selectionIn(hosts, null)).toEqual({ host: 'b', part: 3 });
    expect(selectionIn(hosts, { host: 'a', part: null })).toEqual({ host: 'a', part: null });
    expect(selectionIn(hosts, { host: 'gone', part: 1 })).toEqual({ host: 'b', part: 3 });
    expect(selectionIn([], null)).toBeNull();
  });

  it('speaks of hosts that are down and of memory that fails', () => {
    const module = {
      module: 'SB2/P1/B0/D0 J14300',
      errors: 1,
      overflows: 0,
      uncorrectable: 1,
      retired: 0,
      lastErrorAtNs: 1,
    };
    const failing = { ...host('b', processor(3)), memory: memoryWith(module) };
    const down = { ...host('a', processor(1)), down: { atNs: 0, reason: 'panic', phase: 'testing', untilNs: 9 } };
    expect(fleetSentence([host('c', processor(1)), failing])).toBe('1 memory module fails');
    expect(fleetSentence([down, failing])).toBe('a is down, 1 memory module fails');
    expect(fleetSentence([{ ...failing, memory: { ...failing.memory, refused: 1 } }])).toBe(
      'b can retire no more memory, 1 memory module fails',
    );
    expect(hostSentence(failing)).toBe('the processor is on-line; memory: uncorrectable');
    expect(hostSentence(down)).toBe('down: it is in its power-on self-test');
  });
});

it.each([
  ['faulted', 'off-line', 'CPU64 is faulted'],
  ['spare', 'off-line', 'CPU64 is spare'],
  ['powered-off', 'off-line', 'CPU64 is powered-off'],
  ['no-intr', 'well', 'CPU64 is on-line without interrupts'],
] as const)('a processor that somebody made %s is called so', (state, condition, sentence) => {
  const given = processor(64, { state });
  expect([conditionOf(given), wordOf(given), processorSentence(given)]).toEqual([condition, state, sentence]);
  expect(wordOf({ ...given, ...retrying, state: 'no-intr' })).toBe('retrying');
});
