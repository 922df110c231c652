import type { EventDataOf, LoggedEvent } from '../../../shared/model/events.ts';

/** Adds a line's values to `values`, in the order of `messageColumns`. */
export function addMessageRow(values: unknown[], runId: number, line: number, event: LoggedEvent): void {
  const { host, level, text } = event.data as EventDataOf<'message.logged'>;
  values.push(runId, line, event.seq, event.observed, event.at, host, level, text);
}
