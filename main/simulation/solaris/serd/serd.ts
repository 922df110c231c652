import { recordInBucket, recordInLeaky } from './buckets.ts';
import { recordInList, recordInWindow } from './lists.ts';
import { type CountedError, emptySerd, type Serd, type SerdForm, type SerdRule } from './rule.ts';

type Recorder = (rule: SerdRule, serd: Serd, error: CountedError) => Serd;

const recorders: Readonly<Record<SerdForm, Recorder>> = {
  // Once fired it counts nothing, and copies nothing.
  list: (rule, serd, error) => (serd.fired ? serd : recordInList(rule, serd, error)),
  sliding: recordInWindow,
  bucket: recordInBucket,
  leaky: recordInLeaky,
};

/** Soft error rate discrimination: counts one error. `fired` tells whether this one made them too many. */
export const record: Recorder = (rule, serd, error) => recorders[rule.form](rule, serd, error);

/** Lets it count again with the errors that it holds: the processor stays eligible after giving up. */
export const release = (serd: Serd): Serd => ({ ...serd, fired: false });

/** Forgets everything. */
export const reset = (): Serd => emptySerd;
