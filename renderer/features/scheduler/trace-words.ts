import type { TraceStatus } from '../../../shared/contract/scheduler.ts';
import { humanDuration } from '../../../shared/lib/duration.ts';
import { countOf, groupDigits } from '../../../shared/lib/format.ts';

/** What a trace holds and whether it goes on. */
export function traceSentence({ on, full, rows, limit, sinceNs, untilNs }: TraceStatus): string {
  const held = `${countOf(rows, 'row')} of at most ${groupDigits(limit)}`;
  const span = humanDuration(untilNs - sinceNs);
  if (on && !full) return `Tracing for ${span}: ${held}`;
  if (full) return `The trace is full after ${span} and has stopped: ${held}`;
  return `The trace of ${span} has stopped: ${held}`;
}
