import type { PriorityList } from '../../../shared/model/scheduler-views.ts';

/** 100 real-time priorities as a block of dots, then a gap, then 40 of time-sharing as bars. */
const realTimePriorities = 100;
const blockColumns = 20;
const dotStepPx = 2.4;
const dotPx = 1.6;
const barsFromPx = blockColumns * dotStepPx + 6;
const barStepPx = 3;
const barPx = 2;
export const bitsWidthPx = barsFromPx + 40 * barStepPx;
export const bitsHeightPx = 12;

/** Where a priority's bit is drawn. */
export function placeOfBit(priority: number): { x: number; y: number; width: number; height: number } {
  if (priority >= realTimePriorities) {
    const x = barsFromPx + (priority - realTimePriorities) * barStepPx;
    return { x, y: 0, width: barPx, height: bitsHeightPx };
  }
  const x = (priority % blockColumns) * dotStepPx;
  const y = Math.floor(priority / blockColumns) * dotStepPx;
  return { x, y, width: dotPx, height: dotPx };
}

/** The bits of these priorities as one path. */
export const pathOfBits = (priorities: readonly number[]): string =>
  priorities
    .map((priority) => {
      const { x, y, width, height } = placeOfBit(priority);
      return `M${x} ${y}h${width}v${height}h-${width}z`;
    })
    .join('');

/** All 140, for the ground of every bitmap. */
export const everyBit = pathOfBits(Array.from({ length: 140 }, (_, priority) => priority));

/** Priorities by how many tasks their lists have: one, two or three, more. */
export function bitsByLength(lists: readonly PriorityList[]): readonly [number[], number[], number[]] {
  const bits: readonly [number[], number[], number[]] = [[], [], []];
  for (const { priority, tasks } of lists) {
    const place = tasks.length > 3 ? 2 : tasks.length > 1 ? 1 : 0;
    if (tasks.length > 0) bits[place].push(priority);
  }
  return bits;
}

/** `1 task at 115, 3 at 120`: what the drawing shows, to be read out. */
export function bitsInWords(lists: readonly PriorityList[]): string {
  const shown = lists.filter(({ tasks }) => tasks.length > 0);
  if (shown.length === 0) return 'empty';
  const words = shown.slice(0, 6).map(({ priority, tasks }) => `${tasks.length} at ${priority}`);
  return shown.length > 6 ? `${words.join(', ')}, and ${shown.length - 6} more priorities` : words.join(', ');
}
