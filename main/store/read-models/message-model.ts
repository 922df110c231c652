import type { EventDataOf } from '../../../shared/model/events.ts';
import type { BatchRow } from '../packed-batch.ts';

/**
 * Adds the values of a message's lines to `values`, in the order of `messageColumns`: a message of several lines is as
 * many lines of the log. `line` is the last line before it; answers its own last.
 */
export function addMessageRows(values: unknown[], runId: number, line: number, row: BatchRow): number {
  const { text } = JSON.parse(row.data) as EventDataOf<'message.logged'>;
  let last = line;
  for (const part of text.split('\n')) {
    last += 1;
    values.push(runId, last, row.seq, part);
  }
  return last;
}
