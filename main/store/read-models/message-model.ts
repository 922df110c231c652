import type { EventDataOf } from '../../../shared/model/events.ts';
import type { BatchRow } from '../packed-batch.ts';

/** How JSON writes a line end; where there is none the text need not be taken apart. */
const lineEndInJson = '\\n';
/** How JSON writes a backslash, after which an n is no line end. */
const backslashInJson = '\\\\';

/** The data of an event that has lines. One that stands for others has the date of the last of them. */
export const messageDataOf = (data: string): EventDataOf<'message.logged'> & { readonly lastAtNs?: number } =>
  JSON.parse(data);

/** How many lines the message has whose data this is. */
export function countLines(data: string): number {
  if (!data.includes(lineEndInJson)) return 1;
  const isPlain = !data.includes(backslashInJson);
  return isPlain ? data.split(lineEndInJson).length : messageDataOf(data).text.split('\n').length;
}

/**
 * Adds the values of a message's lines to `values`, in the order of `messageColumns`: a message of several lines is as
 * many lines of the log. `line` is the last line before it; answers its own last.
 */
export function addMessageRows(values: unknown[], runId: number, line: number, row: BatchRow): number {
  const parts = countLines(row.data);
  for (let part = 0; part < parts; part += 1) values.push(runId, line + part + 1, row.seq, part);
  return line + parts;
}
