import { humanDuration } from '../../../shared/lib/duration.ts';
import { countOf, groupDigits, processorName } from '../../../shared/lib/format.ts';
import { type Policy, type PolicyRule, policies } from '../../../shared/model/policies.ts';
import type { HostComparison, PolicyOutcomeView } from '../../../shared/model/policy-views.ts';

const spelled = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const spell = (count: number): string => spelled[count] ?? String(count);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const cpusOf = ({ offlined }: PolicyOutcomeView): ReadonlySet<number> => new Set(offlined.map(({ cpu }) => cpu));

/** The lowest and the highest of some counts, in words: `2`, `between 0 and 3`. */
function rangeOf(counts: readonly number[], singular: string): string {
  const [lowest, highest] = [Math.min(...counts), Math.max(...counts)];
  return lowest === highest ? countOf(highest, singular) : `between ${lowest} and ${countOf(highest, singular)}`;
}

/** What the comparison says, in one sentence. */
export function comparisonTitle({ happened, policies: compared }: HostComparison): string {
  const outcomes = compared.map(({ outcome }) => outcome);
  const cpus = new Set([happened, ...outcomes].flatMap((outcome) => [...cpusOf(outcome)]));
  const [only] = cpus;
  if (cpus.size === 1 && only !== undefined) {
    const kept = outcomes.filter((outcome) => !cpusOf(outcome).has(only)).length;
    const name = processorName(only);
    if (kept === 0) return `Every policy would have taken ${name} off-line`;
    if (kept === outcomes.length) return `No policy would have taken ${name} off-line by itself`;
    return `${capital(spell(kept))} of ${spell(outcomes.length)} policies would have kept ${name} on-line`;
  }
  if (cpus.size > 1) {
    const range = rangeOf(
      outcomes.map((outcome) => cpusOf(outcome).size),
      'processor',
    );
    return `The policies would have taken ${range} off-line`;
  }
  const pages = outcomes.map(({ retiredPageCount }) => retiredPageCount);
  if (Math.max(happened.retiredPageCount, ...pages) === 0) return 'No policy would have taken anything out of use';
  return `The policies would have retired ${rangeOf(pages, 'page')} of memory`;
}

/** How a policy differs in time from what happened to the same processor; null where nothing happened to it. */
export function differenceOf(cpu: number, atNs: number, happened: PolicyOutcomeView): string | null {
  const same = happened.offlined.find((each) => each.cpu === cpu);
  if (same === undefined) return null;
  const differenceNs = atNs - same.atNs;
  if (differenceNs === 0) return 'as it happened';
  return `${humanDuration(Math.abs(differenceNs))} ${differenceNs < 0 ? 'earlier' : 'later'}`;
}

/** Processors that went off-line in fact and not under a policy. */
export function keptOnLine(outcome: PolicyOutcomeView, happened: PolicyOutcomeView): readonly number[] {
  const taken = cpusOf(outcome);
  return [...cpusOf(happened)].filter((cpu) => !taken.has(cpu));
}

/** A policy by its name. */
export const policyNamed = (name: string): Policy | undefined => policies.find((policy) => policy.name === name);

/** A duration as the policy has it, with room between number and unit: `24 h`. */
const spoken = (duration: string): string => duration.replace(/(\d)([a-z])/g, '$1 $2');

const limitWords = ({ fires, limit, window }: PolicyRule): string =>
  `${fires === 'above' ? `more than ${limit}` : String(limit)} in ${spoken(window)}`;

/** A limit as a sign: the one that is too many is above it, or it itself. */
const limitSign = ({ fires, limit }: PolicyRule): string => `${fires === 'above' ? '>' : '≥'} ${limit}`;

function processorWords({ processor }: Policy): string {
  const { corrected, eachLineOnce, uncorrectable, attempts, interval } = processor;
  const what = eachLineOnce ? 'Bad L2 lines' : 'L2 errors';
  const rules = [
    ...(corrected === null ? [] : [`${what} ${limitSign(corrected)} in ${spoken(corrected.window)}`]),
    ...(uncorrectable.value ? ['one uncorrectable'] : []),
  ];
  if (rules.length === 0) return 'Leaves processors in use';
  const tries =
    attempts.value === 1 ? 'one try' : `${groupDigits(attempts.value)} tries ${spoken(interval.value)} apart`;
  return `${rules.join(' or ')}, ${tries}`;
}

function memoryWords({ memory: { corrected, per } }: Policy): string {
  if (corrected === null) return 'memory not counted';
  return `memory ${limitSign(corrected)} a ${per} in ${spoken(corrected.window)}`;
}

/** A policy's rules in one line, with its numbers. */
export const ruleLine = (policy: Policy): string => `${processorWords(policy)}; ${memoryWords(policy)}`;

/** The reason that the kernel logs, without the explanation of its clock. */
export const shortReason = (reason: string): string => reason.replace(' (hh:mm:ss)', '');

/** What was given up, each once: when first, and how often. */
export function givenUpOf({ gaveUp }: PolicyOutcomeView): readonly GivenUp[] {
  const known = new Map<string, GivenUp>();
  for (const { what, atNs, reason } of gaveUp) {
    const before = known.get(what);
    known.set(what, before === undefined ? { what, atNs, reason, times: 1 } : { ...before, times: before.times + 1 });
  }
  return [...known.values()];
}

interface GivenUp {
  readonly what: string;
  readonly atNs: number;
  readonly reason: string;
  readonly times: number;
}

/** A number of a policy, for somebody who wants to know where it is from. */
export interface PolicyFact {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
  readonly source: string;
}

interface Sourced {
  readonly value: string | number | boolean;
  readonly meaning: string;
  readonly source: string;
}

function factOf(name: string, sourced: Sourced | PolicyRule | null, unit = ''): PolicyFact[] {
  if (sourced === null) return [];
  const { meaning, source } = sourced;
  if ('limit' in sourced) return [{ name, value: limitWords(sourced), meaning, source }];
  const { value } = sourced;
  const words = typeof value === 'boolean' ? (value ? 'yes' : 'no') : spoken(`${value}${unit}`);
  return [{ name, value: words, meaning, source }];
}

/** Every number of a policy with what it means and where it was read. */
export function factsOf({ processor, memory }: Policy): readonly PolicyFact[] {
  return [
    ...factOf('Corrected L2 errors', processor.corrected),
    ...factOf('Uncorrectable L2 errors', processor.uncorrectable),
    ...factOf('Waits for the others of a trap', processor.trainWindow),
    ...factOf('Excused by bad memory', processor.excusedByMemory),
    ...factOf('Attempts', processor.attempts),
    ...factOf('Between attempts', processor.interval),
    ...factOf('By force', processor.forced),
    ...factOf('Off-line at most', processor.mostOffLine, ' processors'),
    ...factOf('Outlives a boot', processor.lasting),
    ...factOf(`Corrected errors of a ${memory.per}`, memory.corrected),
    ...factOf('Uncorrectable memory errors', memory.uncorrectable),
    ...factOf('How a page is taken', memory.action),
    ...factOf('Pages retired at most', memory.mostRetiredBasisPoints, ' in 10,000'),
    ...factOf('Pages in use', { value: memory.retry.kind, ...memory.retry }),
    ...factOf('Module is to be replaced', memory.modulePages, ' in 100,000 pages'),
  ];
}
