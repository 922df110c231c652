import { availabilityTarget, comparePoliciesTarget } from './availability-target.ts';
import { drillFileTarget } from './drill-file-target.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { messagesTarget } from './messages-target.ts';
import { schedulerTarget } from './scheduler-target.ts';
import { systemFileTarget } from './system-file-target.ts';

/** Everything that reads what people write. */
export const fuzzTargets: readonly FuzzTarget[] = [
  systemFileTarget,
  messagesTarget,
  drillFileTarget,
  availabilityTarget,
  comparePoliciesTarget,
  schedulerTarget,
];
