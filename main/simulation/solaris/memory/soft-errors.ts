import { microsecondNs, minuteNs } from '../../../../shared/lib/time.ts';
import type { MemoryErrorClass } from '../../../../shared/model/drill.ts';

/** What the kernel counts of one memory module. */
interface ModuleCounts {
  readonly module: string;
  /** Persistent errors that have not leaked away. */
  readonly bucket: number;
  readonly intermittent: number;
  readonly persistent: number;
  readonly sticky: number;
  /** The events of the newest errors in the bucket, at most eight, oldest first. */
  readonly seqs: readonly number[];
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

export interface CountedSoftError {
  readonly module: string;
  readonly class: MemoryErrorClass;
  readonly atNs: number;
  readonly seq: number;
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

const mostCauses = 8;
/** The counter of a bucket has 16 bits: one that would never overflow its limit goes back to 0. */
const bucketMask = 0xffff;

/** From one leak to the next: the window shared by as many errors as are allowed in it, a minute at least. */
export function leakPeriodNs({ limit, minutes }: Pick<SoftErrorLimits, 'limit' | 'minutes'>): number {
  const microseconds = (BigInt(minutes) * 60_000_000n) / BigInt(limit);
  const periodNs = microseconds * BigInt(microsecondNs);
  // A window can be longer than any run: that is never.
  if (periodNs > BigInt(Number.MAX_SAFE_INTEGER)) return Number.MAX_SAFE_INTEGER;
  return Math.max(Number(periodNs), minuteNs);
}

/** A timer that would go off after the end of time never does. */
const instant = (atNs: number): number => Math.min(atNs, Number.MAX_SAFE_INTEGER);

const newest = (seqs: readonly number[], count: number): readonly number[] =>
  seqs.slice(Math.max(0, seqs.length - Math.min(count, mostCauses)));

function drained(counts: ModuleCounts, leaks: number): ModuleCounts {
  const bucket = Math.max(0, counts.bucket - leaks);
  return { ...counts, bucket, seqs: newest(counts.seqs, bucket) };
}

/** Lets leak away what is due up to and including an instant. The first call arms the timer. */
function leak({ modules, leaksAtNs }: SoftErrors, limits: SoftErrorLimits, atNs: number): SoftErrors {
  const periodNs = leakPeriodNs(limits);
  if (leaksAtNs === null) return { modules, leaksAtNs: instant(atNs + periodNs) };
  if (leaksAtNs > atNs) return { modules, leaksAtNs };
  const leaks = Math.floor((atNs - leaksAtNs) / periodNs) + 1;
  return { modules: modules.map((each) => drained(each, leaks)), leaksAtNs: instant(leaksAtNs + leaks * periodNs) };
}

const emptyModule = (module: string): ModuleCounts => {
  return { module, bucket: 0, intermittent: 0, persistent: 0, sticky: 0, seqs: [] };
};

function withError(counts: ModuleCounts, error: CountedSoftError): ModuleCounts {
  if (error.class === 'sticky') return { ...counts, sticky: counts.sticky + 1 };
  if (error.class === 'intermittent') return { ...counts, intermittent: counts.intermittent + 1 };
  const bucket = (counts.bucket + 1) & bucketMask;
  const seqs = newest([...counts.seqs, error.seq], bucket);
  return { ...counts, bucket, persistent: counts.persistent + 1, seqs };
}

/** Counts a corrected error of a module. Only persistent ones enter the bucket; one that overflows leaves it at its limit. */
export function countSoftError(before: SoftErrors, limits: SoftErrorLimits, error: CountedSoftError): SoftErrorResult {
  const { modules, leaksAtNs } = leak(before, limits, error.atNs);
  const found = modules.findIndex(({ module }) => module === error.module);
  if (found === -1 && modules.length >= limits.slots) {
    return { softErrors: { modules, leaksAtNs }, outcome: 'full', count: 0, seqs: [] };
  }
  const counted = withError(modules[found] ?? emptyModule(error.module), error);
  const { bucket: count, seqs } = counted;
  const overflowed = error.class === 'persistent' && count > limits.limit;
  const kept = overflowed ? drained(counted, 1) : counted;
  const softErrors = { modules: found === -1 ? [...modules, kept] : modules.with(found, kept), leaksAtNs };
  return { softErrors, outcome: overflowed ? 'overflowed' : 'counted', count, seqs };
}
