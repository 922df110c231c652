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

/** The policies of these names, or what is wrong with them. */
export function policiesNamed(names: readonly string[]): readonly Policy[] | FileProblem {
  const found: Policy[] = [];
  for (const name of names) {
    const policy = policies.find((each) => each.name === name);
    const place = '--policies';
    if (policy === undefined) {
      return {
        place,
        problem: `there is no policy ${JSON.stringify(name)}, expected some of ${policyNames.join(', ')}`,
      };
    }
    if (found.includes(policy)) return { place, problem: `${name} is there twice, expected each policy once` };
    found.push(policy);
  }
  return found;
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
