import type { EventDataOf } from '../../../shared/model/events.ts';
import type { BatchRow } from '../packed-batch.ts';

/** How JSON writes a line end; where there is none the text need not be taken apart. */
const lineEndInJson = '\\n';

const textOf = (data: string): string => (JSON.parse(data) as EventDataOf<'message.logged'>).text;

/** One line, counted from 0, of the message whose data this is. */
export const messageLine = (data: string, part: number): string => textOf(data).split('\n')[part] ?? '';

/** The same without a difference between small and capital letters, of any alphabet. */
export const foldedMessageLine = (data: string, part: number): string => messageLine(data, part).toLowerCase();

const countLines = (data: string): number => (data.includes(lineEndInJson) ? textOf(data).split('\n').length : 1);

/**
 * Adds the values of a message's lines to `values`, in the order of `messageColumns`: a message of several lines is as
 * many lines of the log. `line` is the last line before it; answers its own last.
 */
export function addMessageRows(values: unknown[], runId: number, line: number, row: BatchRow): number {
  const parts = countLines(row.data);
  for (let part = 0; part < parts; part += 1) values.push(runId, line + part + 1, row.seq, part);
  return line + parts;
}
