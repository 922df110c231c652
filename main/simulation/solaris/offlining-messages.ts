import type { Processor } from '../hardware/hardware.ts';
import { type KernelMessage, kernelMessage, moduleOf } from './kernel-message.ts';

/** Why a processor is to be taken off-line. */
export type OffliningReason = 'serd' | 'multiple' | 'uncorrectable';
export type OffliningOutcome = 'offlined' | 'retry' | 'gave-up';

const windowFormat = '%lu:%02lu:%02lu';
const windowText = '24:00:00';

/** The reasons as they are printed, the window as a format: the kernel hashes it like that. */
const reasonFormats: Readonly<Record<OffliningReason, string>> = {
  serd: `more than 2 xxC Events in ${windowFormat} (hh:mm:ss)`,
  multiple: 'UCC Event with ME set',
  uncorrectable: 'xxU Event',
};

/** The reason in Solaris's words: `more than 2 xxC Events in 24:00:00 (hh:mm:ss)`. */
export const reasonText = (reason: OffliningReason): string => reasonFormats[reason].replace(windowFormat, windowText);

function outcomeFormat(outcome: OffliningOutcome, reason: string): string {
  if (outcome === 'offlined') return `[AFT1] CPU%d offlined due to ${reason}`;
  return `[AFT1] Failed to offline CPU%d due to ${reason}, ${outcome === 'retry' ? 'will try again' : 'giving up'}`;
}

/** What Solaris prints after an attempt to take a processor off-line. */
export function offliningMessage(
  { host, processor }: Processor,
  reason: OffliningReason,
  outcome: OffliningOutcome,
): KernelMessage {
  const format = outcomeFormat(outcome, reasonFormats[reason]);
  const text = format.replace('%d', String(processor)).replace(windowFormat, windowText);
  return kernelMessage(moduleOf(host.cpuType), 'note', format, text);
}
