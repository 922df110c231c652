import { humanDuration } from '../../../shared/lib/duration.ts';
import { countOf, processorOfHost } from '../../../shared/lib/format.ts';
import type { ProcessorOutcome, RunOutcome, WhatIf } from '../../../shared/model/system-file-views.ts';

/** One thing that would have been otherwise. `better`: less trouble for people and users, `worse`: more. */
export interface Difference {
  readonly text: string;
  readonly tone: 'better' | 'worse' | 'neutral';
}

type Clock = (atNs: number) => string;

const secondNs = 1e9;
const placeOf = ({ host, processor }: ProcessorOutcome): string => processorOfHost(host, processor);
const whole = (durationNs: number): number => Math.round(durationNs / secondNs) * secondNs;

const endWords = ({ offlinedAtNs, gaveUpAtNs, refused }: ProcessorOutcome, clock: Clock): string => {
  if (offlinedAtNs !== null) return `was off-line from ${clock(offlinedAtNs)}`;
  if (gaveUpAtNs !== null) return `was given up at ${clock(gaveUpAtNs)}`;
  return refused === 0 ? 'stayed on-line, and nothing was tried' : 'was still being tried at the end';
};

function offliningDifference(was: ProcessorOutcome, would: ProcessorOutcome, clock: Clock): Difference | null {
  const place = placeOf(was);
  const { offlinedAtNs: before } = was;
  const { offlinedAtNs: after } = would;
  if (before !== null && after !== null) {
    const gainedNs = whole(before - after);
    if (gainedNs === 0) return null;
    const words = `${humanDuration(Math.abs(gainedNs))} ${gainedNs > 0 ? 'earlier' : 'later'}`;
    const text = `${place} would have been off-line ${words}, at ${clock(after)} instead of ${clock(before)}`;
    return { text, tone: gainedNs > 0 ? 'better' : 'worse' };
  }
  if (after !== null) {
    return {
      text: `${place} would have been off-line from ${clock(after)}; it ${endWords(was, clock)}`,
      tone: 'better',
    };
  }
  if (before !== null) {
    const end = would.gaveUpAtNs === null ? '' : `: the kernel would have given up at ${clock(would.gaveUpAtNs)}`;
    return { text: `${place} would not have been taken off-line${end}; it was at ${clock(before)}`, tone: 'worse' };
  }
  if (was.gaveUpAtNs === would.gaveUpAtNs) return null;
  if (would.gaveUpAtNs === null) {
    return {
      text: `The kernel would not have given up ${place}; it did at ${clock(was.gaveUpAtNs ?? 0)}`,
      tone: 'better',
    };
  }
  return { text: `The kernel would have given up ${place} at ${clock(would.gaveUpAtNs)}`, tone: 'worse' };
}

function processorDifferences(was: RunOutcome, would: RunOutcome, clock: Clock): Difference[] {
  const keys = new Map([...was.processors, ...would.processors].map((each) => [placeOf(each), each]));
  const find = (side: RunOutcome, key: string) => side.processors.find((each) => placeOf(each) === key);
  return [...keys].flatMap(([key, { host, processor }]) => {
    const none = { host, processor, offlinedAtNs: null, gaveUpAtNs: null, refused: 0 };
    const [before, after] = [find(was, key), find(would, key)];
    if (before !== undefined && after === undefined) {
      const text = `${key} would have stayed on-line, and nothing would have been tried; it ${endWords(before, clock)}`;
      return [{ text, tone: 'worse' as const }];
    }
    return offliningDifference(before ?? none, after ?? none, clock) ?? [];
  });
}

function pageDifferences(
  was: RunOutcome,
  would: RunOutcome,
  clock: Clock,
  nameOf: (id: string) => string,
): Difference[] {
  const same = (one: RunOutcome['pages'][number], other: RunOutcome['pages'][number]): boolean =>
    one.person === other.person && one.title === other.title && whole(one.atNs - other.atNs) === 0;
  const gone = was.pages.filter((page) => !would.pages.some((other) => same(page, other)));
  const added = would.pages.filter((page) => !was.pages.some((other) => same(page, other)));
  const words = (page: RunOutcome['pages'][number]): string => `at ${clock(page.atNs)}: ${page.title}`;
  return [
    ...gone.slice(0, 5).map((page): Difference => {
      return { text: `${nameOf(page.person)} would not have been paged ${words(page)}`, tone: 'neutral' };
    }),
    ...added.slice(0, 5).map((page): Difference => {
      return { text: `${nameOf(page.person)} would have been paged ${words(page)}`, tone: 'neutral' };
    }),
  ];
}

function retirementDifference(was: RunOutcome, would: RunOutcome): Difference[] {
  if (was.retiredPages === would.retiredPages) return [];
  const text = `${countOf(would.retiredPages, 'page')} of memory would have been retired instead of ${was.retiredPages}`;
  return [{ text, tone: 'neutral' }];
}

function bootDifference(was: RunOutcome, would: RunOutcome): Difference[] {
  if (was.bootCount === would.bootCount) return [];
  const text = `Hosts would have booted ${countOf(would.bootCount, 'time')} during the drill instead of ${was.bootCount}`;
  return [{ text, tone: would.bootCount > was.bootCount ? 'worse' : 'better' }];
}

/** What would have been otherwise, the machine first, then the people; empty where nothing that counts is. */
export function differencesOf(result: WhatIf, clock: Clock, nameOf: (id: string) => string): readonly Difference[] {
  const { asItWas, asItWouldBe } = result;
  return [
    ...processorDifferences(asItWas, asItWouldBe, clock),
    ...retirementDifference(asItWas, asItWouldBe),
    ...bootDifference(asItWas, asItWouldBe),
    ...pageDifferences(asItWas, asItWouldBe, clock, nameOf),
  ];
}
