import type { AudienceEvent } from '../../shared/model/events.ts';
import type { Role } from '../../shared/model/ids.ts';
import type { RunSummary } from '../../shared/model/views.ts';
import { FigureCounter } from './timeline-figures.ts';
import type { TimelineHeader } from './timeline-schema.ts';

/**
 * The head of a timeline: what it is of, and its figures, for which all its events go by once. The same run gives the
 * same head, whenever it is written.
 */
export async function timelineHeader(
  run: RunSummary,
  incident: string | null,
  audience: Role,
  events: AsyncIterable<AudienceEvent> | Iterable<AudienceEvent>,
): Promise<TimelineHeader> {
  const counter = new FigureCounter();
  for await (const event of events) counter.add(event);
  const { title, seed, startsAt, zone, digest } = run;
  const figures = counter.figures();
  return { mark: 'DRILL', drill: title, seed, startsAt, zone, incident, audience, digest, figures };
}
