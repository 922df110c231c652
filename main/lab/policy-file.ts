import { type Policy, policyFileSchema } from '../../shared/model/policies.ts';
import type { FileProblem } from './file-problem.ts';
import { readJson } from './json-file.ts';
import { firstProblem, pathText } from './schema-problem.ts';

const retryFields = new Set(['kind', 'first', 'longest', 'meaning', 'source']);

/** Reads a policy of a user's own, in the form of those in `resources/policies`. */
export function readPolicyFile(text: string): { readonly policy: Policy } | FileProblem {
  const json = readJson(text, 'a policy in JSON');
  if ('problem' in json) return json;
  const checked = policyFileSchema.safeParse(json.value);
  if (!checked.success) {
    const described = {
      value: json.value,
      placeOf: (path: readonly PropertyKey[]) => (path.length > 0 ? pathText(path) : 'line 1'),
      fields: 'those of resources/schemas/policies.json',
      kinds: 'poll, doubling or threshold',
      kindFields: retryFields,
    };
    return firstProblem(described, checked.error.issues);
  }
  if (checked.data.kernel === null) return { policy: checked.data };
  const problem =
    'a kernel has its numbers from /etc/system, expected null: put what differs into "system" of the case';
  return { place: 'kernel', problem };
}
