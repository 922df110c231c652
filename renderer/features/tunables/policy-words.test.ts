import { describe, expect, test } from 'vitest';
import { policies } from '../../../shared/model/policies.ts';
import type { HostComparison, PolicyOutcomeView } from '../../../shared/model/policy-views.ts';
import {
  comparisonTitle,
  differenceOf,
  factsOf,
  givenUpOf,
  keptOnLine,
  policyNamed,
  ruleLine,
  shortReason,
} from './policy-words.ts';

const outcome = (cpus: readonly number[], pages = 0): PolicyOutcomeView => ({
  offlined: cpus.map((cpu, index) => ({ cpu, atNs: (index + 1) * 1_000_000_000, reason: 'too many' })),
  ...{ offlinedCount: cpus.length, retiredPages: [], retiredPageCount: pages, gaveUp: [], gaveUpCount: 0 },
});
const compared = (happened: PolicyOutcomeView, ...outcomes: readonly PolicyOutcomeView[]): HostComparison => ({
  ...{ host: 'a', cacheErrors: 3, memoryErrors: 0, happened },
  policies: outcomes.map((each, index) => ({ name: `p${index}`, outcome: each })),
});

describe('the sentence over a comparison', () => {
  test.each([
    [
      'Two of three policies would have kept CPU64 on-line',
      compared(outcome([64]), outcome([64]), outcome([]), outcome([])),
    ],
    ['Every policy would have taken CPU64 off-line', compared(outcome([64]), outcome([64]), outcome([64]))],
    ['No policy would have taken CPU64 off-line by itself', compared(outcome([64]), outcome([]), outcome([]))],
    // Nothing happened, and one policy would have done something.
    ['One of two policies would have kept CPU7 on-line', compared(outcome([]), outcome([7]), outcome([]))],
    [
      'The policies would have taken between 0 and 2 processors off-line',
      compared(outcome([1, 2]), outcome([1, 2]), outcome([])),
    ],
    ['The policies would have taken 1 processor off-line', compared(outcome([1, 2]), outcome([1]), outcome([2]))],
    [
      'The policies would have retired between 0 and 1 page of memory',
      compared(outcome([], 1), outcome([], 1), outcome([])),
    ],
    ['No policy would have taken anything out of use', compared(outcome([]), outcome([]), outcome([]))],
  ])('%s', (sentence, comparison) => {
    expect(comparisonTitle(comparison)).toBe(sentence);
  });
});

test('what differs from what happened', () => {
  const happened = outcome([64, 65]);
  expect(differenceOf(64, 1_000_000_000, happened)).toBe('as it happened');
  expect(differenceOf(64, 3_500_000_000, happened)).toBe('2.5 s later');
  expect(differenceOf(65, 1_000_000_000, happened)).toBe('1 s earlier');
  expect(differenceOf(66, 1, happened)).toBeNull();
  expect(keptOnLine(outcome([64]), happened)).toEqual([65]);
});

test('each policy says its rules with the numbers that it has', () => {
  const said = Object.fromEntries(policies.map((policy) => [policy.name, ruleLine(policy)]));
  expect(said).toEqual({
    solaris8: 'L2 errors > 2 in 24 h or one uncorrectable, 2,401 tries 30 s apart; memory > 2 a module in 24 h',
    solaris9: 'L2 errors > 2 in 24 h or one uncorrectable, 25 tries 5 s apart; memory > 2 a module in 24 h',
    fma: 'L2 errors > 12 in 1 h or one uncorrectable, 10 tries 1 s apart; memory > 2 a module in 72 h',
    mcelog: 'Bad L2 lines ≥ 64 in 100 d, one try; memory ≥ 2 a page in 24 h',
    rasdaemon: 'Leaves processors in use; memory ≥ 50 a page in 24 h',
    'rasdaemon-isolation': 'L2 errors ≥ 18 in 24 h or one uncorrectable, one try; memory ≥ 50 a page in 24 h',
  });
});

test('what was given up is told once, with how often', () => {
  const gaveUp = ['CPU35', 'CPU3', 'CPU35'].map((what, index) => ({ what, atNs: index, reason: 'xxU Event' }));
  expect(givenUpOf({ ...outcome([]), gaveUp, gaveUpCount: 3 })).toMatchObject([
    { what: 'CPU35', atNs: 0, times: 2 },
    { what: 'CPU3', atNs: 1, times: 1 },
  ]);
  expect(shortReason('more than 2 xxC Events in 24:00:00 (hh:mm:ss)')).toBe('more than 2 xxC Events in 24:00:00');
});

test('every number is told with what it means and where it was read', () => {
  for (const policy of policies) {
    for (const { value, meaning, source } of factsOf(policy)) expect([value, meaning, source]).not.toContain('');
  }
  const fma = policyNamed('fma');
  const facts = fma === undefined ? [] : factsOf(fma).map(({ name, value }) => `${name}: ${value}`);
  expect(facts).toContain('Corrected L2 errors: more than 12 in 1 h');
  expect(facts).toContain('Waits for the others of a trap: 200 ms');
  expect(facts).toContain('Pages retired at most: 10 in 10,000');
});
