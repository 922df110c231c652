import { secondNs } from '../../shared/lib/time.ts';
import { type Policy, policies } from '../../shared/model/policies.ts';
import type { GaveUp, PolicyOutcome } from '../simulation/solaris/policies/outcome.ts';
import { readAvailabilityCase } from './availability-case.ts';
import type { FileProblem } from './file-problem.ts';
import { outcomeUnder } from './policy-outcomes.ts';

/** What a policy does, with times in seconds since boot. */
interface OutcomeDocument {
  readonly offlined: readonly { readonly cpu: number; readonly at: number; readonly reason: string }[];
  readonly retiredPages: readonly { readonly address: string; readonly at: number; readonly reason: string }[];
  readonly gaveUp: readonly ({ readonly at: number; readonly reason: string } & Omit<GaveUp, 'atNs' | 'reason'>)[];
}

/** What `redline lab compare-policies` prints. */
export interface ComparisonDocument {
  readonly policies: Readonly<Record<string, OutcomeDocument>>;
}

/** Events of the log of one policy: a kernel can be told to try without end. */
const usualLimit = 2_000_000;

export const policyNames: readonly string[] = policies.map(({ name }) => name);

const timed = <Entry extends { readonly atNs: number; readonly reason: string }>({ atNs, reason, ...what }: Entry) => ({
  ...what,
  at: atNs / secondNs,
  reason,
});

const documentOf = ({ offlined, retiredPages, gaveUp }: PolicyOutcome): OutcomeDocument => ({
  offlined: offlined.map(timed),
  retiredPages: retiredPages.map(timed),
  gaveUp: gaveUp.map(timed),
});

/** A policy by its name, or why there is none. */
export function policyNamed(name: string): { readonly policy: Policy } | FileProblem {
  const policy = policies.find((each) => each.name === name);
  if (policy !== undefined) return { policy };
  const known = `expected some of ${policyNames.join(', ')}, or files that end in .json`;
  return { place: '--policies', problem: `there is no policy ${JSON.stringify(name)}, ${known}` };
}

/** What is wrong with policies that are compared: each has a name of its own. Null if nothing is. */
export function policiesFault(compared: readonly Policy[]): FileProblem | null {
  const names = compared.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return null;
  return {
    place: '--policies',
    problem: `${twice} is there twice, expected each policy once, under a name of its own`,
  };
}

/**
 * The document of `redline lab compare-policies`: one case under each policy. Or why the text is no case, or comes to more
 * than `mostEvents` under one of them.
 */
export function labComparePolicies(
  text: string,
  compared: readonly Policy[],
  mostEvents = usualLimit,
): ComparisonDocument | FileProblem {
  const given = readAvailabilityCase(text);
  if ('problem' in given) return given;
  const outcomes: [string, OutcomeDocument][] = [];
  for (const policy of compared) {
    const outcome = outcomeUnder(given.read, policy, mostEvents);
    if (outcome === null) {
      const problem = `more than ${mostEvents} things happen under ${policy.name}, expected an earlier end`;
      return { place: 'until', problem };
    }
    outcomes.push([policy.name, documentOf(outcome)]);
  }
  return { policies: Object.fromEntries(outcomes) };
}
