import type { TypedLine } from '../../../shared/model/console-view.ts';

/** A line of the history with who typed it; the same line twice in a row is one. */
export type HistoryLine = Pick<TypedLine, 'line' | 'person'>;

/** Where somebody is in the history: `at` is null at the line that is being written, which `draft` keeps meanwhile. */
export interface HistoryPlace {
  readonly at: number | null;
  readonly draft: string;
}

export const atDraft: HistoryPlace = { at: null, draft: '' };

/** What was typed, oldest first, without a line right after itself. */
export function historyOf(typed: readonly TypedLine[]): HistoryLine[] {
  return typed.filter(({ line }, index) => line !== typed[index - 1]?.line);
}

interface Moved {
  readonly place: HistoryPlace;
  readonly text: string;
}

/** One line further back; null at the oldest. `text` is what is in the prompt now. */
export function olderLine(history: readonly HistoryLine[], place: HistoryPlace, text: string): Moved | null {
  const at = (place.at ?? history.length) - 1;
  const found = history[at];
  if (found === undefined) return null;
  return { place: { at, draft: place.at === null ? text : place.draft }, text: found.line };
}

/** One line forward, at the end what was being written; null where there is nothing newer. */
export function newerLine(history: readonly HistoryLine[], place: HistoryPlace): Moved | null {
  if (place.at === null) return null;
  const found = history[place.at + 1];
  if (found === undefined) return { place: atDraft, text: place.draft };
  return { place: { at: place.at + 1, draft: place.draft }, text: found.line };
}

/** The newest line with `wanted` in it among those before `before`; null where there is none. */
export function searchBack(history: readonly HistoryLine[], wanted: string, before: number): number | null {
  const found = history.slice(0, before).findLastIndex(({ line }) => line.includes(wanted));
  return found === -1 || wanted === '' ? null : found;
}
