import { assertPresent } from '../../../../shared/lib/assert.ts';
import { parseDuration } from '../../../../shared/lib/duration.ts';
import type { PolicyRule } from '../../../../shared/model/policies.ts';
import type { SerdRule } from '../serd/rule.ts';

/** Nanoseconds of a duration in a policy. */
export const durationNs = (text: string): number => assertPresent(parseDuration(text), 'the policy has been checked');

/** A rule of a policy, for the engine. */
export const serdRuleOf = ({ form, fires, limit, window }: PolicyRule): SerdRule => ({
  form,
  fires,
  limit,
  windowNs: durationNs(window),
});

/** A rule as the reason for what it did: `more than 12 corrected L2 errors in 1h`. */
export const reasonOf = ({ fires, limit, window }: PolicyRule, what: string): string =>
  `${fires === 'above' ? 'more than ' : ''}${limit} ${what} in ${window}`;
