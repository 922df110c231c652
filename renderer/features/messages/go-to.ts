import type { MessageLine } from '../../../shared/model/views.ts';

/** Where somebody wants to go in a whole log: to a line, counted from 1, or to a time of day. */
export type Goal = { readonly kind: 'line'; readonly line: number } | { readonly kind: 'time'; readonly clock: string };

/** Reads `1,234` or `1234` as a line and `11:37` or `11:37:05` as a time of day; null for anything else. */
export function readGoal(text: string): Goal | null {
  const trimmed = text.trim();
  const digits = trimmed.replaceAll(',', '');
  if (/^\d{1,12}$/.test(digits) && Number(digits) > 0) return { kind: 'line', line: Number(digits) };
  const [, hours = '', minutes = '', seconds = '00'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(trimmed) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  return { kind: 'time', clock: `${hours.padStart(2, '0')}:${minutes}:${seconds}` };
}

/**
 * The first line that is not before an instant, of `total` lines whose instants never fall by much: halves the log until
 * one is left. `lineAt` reads one line, counted from 1.
 */
export async function findLine(
  total: number,
  atNs: number,
  lineAt: (line: number) => Promise<MessageLine | undefined>,
): Promise<number> {
  let [first, last] = [1, total];
  while (first < last) {
    const middle = Math.floor((first + last) / 2);
    const found = await lineAt(middle);
    if (found === undefined || found.at >= atNs) last = middle;
    else first = middle + 1;
  }
  return first;
}
