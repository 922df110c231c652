import { leakPeriodNs, leaksDue } from '../../../../shared/lib/leak-timer.ts';
import { minuteNs } from '../../../../shared/lib/time.ts';
import type { MemoryErrorClass } from '../../../../shared/model/drill.ts';
import { drain } from '../serd/buckets.ts';
import { type CountedError, emptySerd, type Serd, type SerdRule } from '../serd/rule.ts';
import { record } from '../serd/serd.ts';

/** What the kernel counts of one memory module. */
export interface ModuleCounts {
  readonly module: string;
  /** Persistent errors that have not leaked away. */
  readonly bucket: Serd;
  readonly intermittent: number;
  readonly persistent: number;
  readonly sticky: number;
}

/** The leaky buckets of a host's memory modules, with the one timer that drains them all. */
export interface SoftErrors {
  readonly modules: readonly ModuleCounts[];
  /** When the next error leaks away; null before the first error ever, which arms the timer. */
  readonly leaksAtNs: number | null;
}

export interface SoftErrorLimits {
  /** A bucket with more errors than this is too full. */
  readonly limit: number;
  readonly minutes: number;
  /** How many modules there is room for. */
  readonly slots: number;
}

export interface CountedSoftError extends CountedError {
  readonly module: string;
  readonly class: MemoryErrorClass;
}

/** What came of counting an error. `full`: its module found no slot. `overflowed`: its bucket had more than the limit. */
export interface SoftErrorResult {
  readonly softErrors: SoftErrors;
  readonly outcome: 'full' | 'overflowed' | 'counted';
  /** Errors in the module's bucket with this one, and their events. */
  readonly count: number;
  readonly seqs: readonly number[];
}

export const noSoftErrors: SoftErrors = { modules: [], leaksAtNs: null };

/** Lets leak away what is due up to and including an instant. The first call arms the timer. */
function leak({ modules, leaksAtNs }: SoftErrors, limits: SoftErrorLimits, atNs: number): SoftErrors {
  const { leaks, next } = leaksDue(leaksAtNs, leakPeriodNs(limits), atNs);
  if (leaks === 0) return { modules, leaksAtNs: next };
  return { modules: modules.map((each) => ({ ...each, bucket: drain(each.bucket, leaks) })), leaksAtNs: next };
}

/** The kernel's rule, as its tunables have it. The window acts through the timer. */
const ruleOf = ({ limit, minutes }: SoftErrorLimits): SerdRule => ({
  form: 'leaky',
  fires: 'above',
  limit,
  windowNs: minutes * minuteNs,
});

const emptyModule = (module: string): ModuleCounts => {
  return { module, bucket: emptySerd, intermittent: 0, persistent: 0, sticky: 0 };
};

function withError(counts: ModuleCounts, limits: SoftErrorLimits, error: CountedSoftError): ModuleCounts {
  if (error.class === 'sticky') return { ...counts, sticky: counts.sticky + 1 };
  if (error.class === 'intermittent') return { ...counts, intermittent: counts.intermittent + 1 };
  const bucket = record(ruleOf(limits), counts.bucket, { atNs: error.atNs, seq: error.seq });
  return { ...counts, bucket, persistent: counts.persistent + 1 };
}

/** Counts a corrected error of a module. Only persistent ones enter the bucket; one that overflows leaves it at its limit. */
export function countSoftError(before: SoftErrors, limits: SoftErrorLimits, error: CountedSoftError): SoftErrorResult {
  const { modules, leaksAtNs } = leak(before, limits, error.atNs);
  const found = modules.findIndex(({ module }) => module === error.module);
  if (found === -1 && modules.length >= limits.slots) {
    return { softErrors: { modules, leaksAtNs }, outcome: 'full', count: 0, seqs: [] };
  }
  const counted = withError(modules[found] ?? emptyModule(error.module), limits, error);
  const { count, errors, fired } = counted.bucket;
  const overflowed = error.class === 'persistent' && fired;
  const kept = overflowed ? { ...counted, bucket: drain(counted.bucket, 1) } : counted;
  const softErrors = { modules: found === -1 ? [...modules, kept] : modules.with(found, kept), leaksAtNs };
  return { softErrors, outcome: overflowed ? 'overflowed' : 'counted', count, seqs: errors.map(({ seq }) => seq) };
}
