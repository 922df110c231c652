import { assertPresent } from '../../../../shared/lib/assert.ts';
import { microsecondNs, millisecondNs, secondNs } from '../../../../shared/lib/time.ts';
import type { BootedSystemFile } from '../../../../shared/system-file/read-system-file.ts';
import { type BoardMemory, pageBytes } from '../../hardware/memory-layout.ts';
import { type KernelMessage, kernelMessage } from '../kernel-message.ts';

/** How a kernel reads its memory through, board after board: the tunables as they act. */
export interface ScrubSettings {
  readonly disabled: boolean;
  readonly periodSeconds: number;
  /** How many pages are read at once. */
  readonly spanPages: number;
}

/** When the spans of a host's memory are read. Every sweep reads all of them once, in order of their addresses. */
export interface ScrubPlan {
  readonly memory: readonly BoardMemory[];
  readonly spanBytes: number;
  /** From one span of a sweep to the next. */
  readonly intervalNs: number;
  /** From the start of a sweep to the start of the next. */
  readonly sweepNs: number;
}

const tickNs = 10 * millisecondNs;
const ticksPerSecond = 100;
/** From boot to the first span. */
const startDelayNs = 300 * secondNs;
/** How fast a span is read. */
const bytesPerMicrosecond = 268;
/** A host with less than 32 MB has no scrubber. */
const fewestPages = 4096;

/** The settings of a kernel that has booted. Its variables are unsigned. */
export function scrubSettings({ value }: BootedSystemFile): ScrubSettings {
  const read = (name: string): number => Number(assertPresent(value(name), 'every release has the tunable'));
  return {
    disabled: read('disable_memscrub') !== 0,
    periodSeconds: read('memscrub_period_sec'),
    spanPages: read('memscrub_span_pages'),
  };
}

const spansOf = ({ pages }: BoardMemory, spanPages: number): number => Math.ceil(pages / spanPages);

/** The period shared out among the spans, in whole ticks, at least one. The kernel counts ticks in 32 bits. */
function intervalTicks({ periodSeconds, spanPages }: ScrubSettings, pages: number): number {
  const periodTicks = Math.imul(periodSeconds, ticksPerSecond) >>> 0;
  const spans = pages <= spanPages ? 1 : Math.floor(pages / spanPages);
  return Math.max(1, Math.floor(periodTicks / spans));
}

/** When a host's memory is read; null where it never is. No span goes from board to board. */
export function scrubPlan(memory: readonly BoardMemory[], settings: ScrubSettings): ScrubPlan | null {
  const { disabled, periodSeconds, spanPages } = settings;
  const pages = memory.reduce((sum, board) => sum + board.pages, 0);
  if (disabled || spanPages === 0 || pages < fewestPages) return null;
  const intervalNs = intervalTicks(settings, pages) * tickNs;
  const spans = memory.reduce((sum, board) => sum + spansOf(board, spanPages), 0);
  // A sweep that takes longer than the period is followed by the next one at once.
  const sweepNs = Math.max(periodSeconds * secondNs, (spans - 1) * intervalNs, tickNs);
  return { memory, spanBytes: spanPages * pageBytes, intervalNs, sweepNs };
}

/** From the start of a sweep to the reading of an address; null where the host has no such memory. */
function readAfterNs({ memory, spanBytes, intervalNs }: ScrubPlan, address: number): number | null {
  let before = 0;
  for (const board of memory) {
    const offset = address - board.base;
    if (offset >= 0 && offset < board.pages * pageBytes) {
      const span = before + Math.floor(offset / spanBytes);
      return span * intervalNs + Math.floor(((offset % spanBytes) * microsecondNs) / bytesPerMicrosecond);
    }
    before += spansOf(board, spanBytes / pageBytes);
  }
  return null;
}

/**
 * How long until the scrubber reads an address, later than now; null where it never does. `sinceBootNs` is how long the
 * host has been up.
 */
export function nextScrubInNs(plan: ScrubPlan, address: number, sinceBootNs: bigint): number | null {
  const afterNs = readAfterNs(plan, address);
  if (afterNs === null) return null;
  const firstNs = BigInt(startDelayNs) + BigInt(afterNs);
  if (sinceBootNs < firstNs) return Number(firstNs - sinceBootNs);
  const sweepNs = BigInt(plan.sweepNs);
  return Number(sweepNs - ((sinceBootNs - firstNs) % sweepNs));
}

/** What a scrubber says that is not to run. */
export const scrubberExitMessage = (): KernelMessage => kernelMessage('unix', 'note', 'Memory scrubber exiting');
