import type { ProcessorDetail } from '../../../shared/model/fleet-views.ts';

/** The errors that count against a processor at an instant, and what one more would do. */
export interface SerdWindow {
  /** Those that are not older than the window, oldest first. */
  readonly held: ProcessorDetail['serd']['errors'];
  /** When the oldest of them is too old to count; null while there is none. */
  readonly leavesAtNs: number | null;
  readonly fires: boolean;
}

/** What SERD would make of an error now: it looks at the newest `limit` before it. */
export function serdWindow({ errors, limit, windowNs }: ProcessorDetail['serd'], nowNs: number): SerdWindow {
  const held = errors.filter(({ atNs }) => nowNs - atNs <= windowNs);
  const oldest = held[0];
  return {
    held,
    leavesAtNs: oldest === undefined ? null : oldest.atNs + windowNs,
    fires: limit > 0 && held.length >= limit,
  };
}

/** What one more error would do, as a sentence. */
export function oneMoreSentence({ processor, serd }: ProcessorDetail, nowNs: number): string {
  if (processor.state !== 'on-line' && processor.state !== 'no-intr') {
    return 'It is off-line: errors that it still reports count for nothing.';
  }
  if (processor.offlining === 'off-lining') return 'It is being taken off-line already: one more changes nothing.';
  if (serd.limit === 0) return 'No error has counted against it yet.';
  const { held, fires } = serdWindow(serd, nowNs);
  if (fires && processor.offlining === 'gave-up') return 'One more corrected error has Solaris try again.';
  if (fires) return 'One more corrected error takes it off-line.';
  const left = serd.limit - held.length;
  return `One more corrected error is counted; after ${left === 1 ? 'that' : `${left} of them`} the next takes it off-line.`;
}
