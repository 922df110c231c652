import { assertPresent } from '../../shared/lib/assert.ts';
import { addNs, formatIso, type Instant, parseInstant } from '../../shared/lib/civil-time.ts';
import { describeEvent, type NamedPerson } from '../../shared/lib/describe-event.ts';
import { formatOffset } from '../../shared/lib/format.ts';
import { type AudienceEvent, type EventKind, eventKinds, truthKinds } from '../../shared/model/events.ts';
import type { TimelineEntry } from '../../shared/model/views.ts';

/** What entries take from their run. With `incident` every entry belongs to that one. */
export interface TimelineRun {
  readonly startsAt: string;
  readonly people: readonly NamedPerson[];
  readonly incident: string | null;
}

/** Kinds that would bury a timeline: every line of a log, and what stands where in a host. */
const leftOut: ReadonlySet<EventKind> = new Set([
  'message.logged',
  'message.repeated',
  'processor.configured',
] as const);

/** The kinds of events that are part of a timeline. */
export const timelineKinds: readonly EventKind[] = eventKinds.filter((kind) => !leftOut.has(kind));

function incidentOf({ data }: AudienceEvent): string {
  return typeof data.incident === 'string' ? data.incident : '';
}

function entryOf(event: AudienceEvent, start: Instant, { people, incident }: TimelineRun): TimelineEntry {
  const { text, actor } = describeEvent(event, people);
  return {
    number: event.number,
    atNs: event.at,
    time: formatIso(addNs(start, event.at)),
    offset: formatOffset(event.at),
    kind: event.kind,
    subject: event.subject,
    actor,
    text,
    incident: incident ?? incidentOf(event),
    truth: truthKinds.has(event.kind),
    causes: event.causes,
  };
}

/** The timeline's entries of a run's events, in their order; kinds that do not belong there are left out. */
export async function* timelineEntries(
  events: AsyncIterable<AudienceEvent> | Iterable<AudienceEvent>,
  run: TimelineRun,
): AsyncGenerator<TimelineEntry> {
  const start = assertPresent(parseInstant(run.startsAt), 'a run has a valid start');
  for await (const event of events) {
    if (!leftOut.has(event.kind)) yield entryOf(event, start, run);
  }
}
