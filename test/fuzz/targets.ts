import type { FuzzTarget } from './fuzz-target.ts';
import { systemFileTarget } from './system-file-target.ts';

/** Everything that reads what people write. */
export const fuzzTargets: readonly FuzzTarget[] = [systemFileTarget];
