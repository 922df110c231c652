import type { EventDataOf, LoggedEvent } from '../../../shared/model/events.ts';

/**
 * Adds the values of a message's lines to `values`, in the order of `messageColumns`: a message of several lines is as
 * many lines of the log. `line` is the last line before it; answers its own last.
 */
export function addMessageRows(values: unknown[], runId: number, line: number, event: LoggedEvent): number {
  const { host, level, text } = event.data as EventDataOf<'message.logged'>;
  let last = line;
  for (const part of text.split('\n')) {
    last += 1;
    values.push(runId, last, event.seq, event.observed, event.at, host, level, part);
  }
  return last;
}
