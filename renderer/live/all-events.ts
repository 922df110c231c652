import type { AudienceEvent } from '../../shared/model/events.ts';
import type { Cause } from '../../shared/model/views.ts';

/** An incident's entries and the visible causes of its page, each event once, oldest first. */
export function allEvents(entries: readonly AudienceEvent[], causes: readonly Cause[]): AudienceEvent[] {
  const byNumber = new Map(entries.map((event) => [event.number, event]));
  for (const cause of causes) if (cause.visible) byNumber.set(cause.event.number, cause.event);
  return [...byNumber.values()].sort((one, other) => one.number - other.number);
}
