import { secondNs } from '../../../shared/lib/time.ts';

/** How long a part must report no error before its alerts are cleared. */
export const quietNs = 120 * secondNs;
