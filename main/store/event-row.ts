import type { AudienceEvent, EventKind } from '../../shared/model/events.ts';
import type { Role } from '../../shared/model/ids.ts';

/** A row of the `event` table. Flags of the data are JSON, as are the lists of causes. */
export interface EventRow {
  readonly seq: number;
  readonly observed: number;
  readonly at: number;
  readonly kind: EventKind;
  readonly subject: string;
  readonly data: string;
  readonly causes: string;
  readonly observed_causes: string;
}

/** The event as an audience sees it, in that audience's numbering. */
export function audienceEventOf(row: EventRow, role: Role): AudienceEvent {
  const seesTruth = role === 'trainer';
  return {
    number: seesTruth ? row.seq : row.observed,
    at: row.at,
    kind: row.kind,
    subject: row.subject,
    data: JSON.parse(row.data) as AudienceEvent['data'],
    causes: JSON.parse(seesTruth ? row.causes : row.observed_causes) as number[],
  };
}
