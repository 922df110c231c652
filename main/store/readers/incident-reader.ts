import type { Database } from 'better-sqlite3';
import type { Role } from '../../../shared/model/ids.ts';
import type { Cause, IncidentView, OnCall, PagerView } from '../../../shared/model/views.ts';
import { audienceEventOf, type EventRow } from '../event-row.ts';
import { type Prepared, prepareAll } from '../prepare-all.ts';
import { type WalkedEvent, walkCauses } from '../read-models/cause-walk.ts';
import type { IncidentModel } from '../read-models/incident-model.ts';
import { selectIncident, selectIncidents, selectOnCall } from '../statements/read-models.ts';
import type { EventReader } from './event-reader.ts';
import type { RunPosition } from './run-reader.ts';

const entriesLimit = 2_000;
const causesLimit = 500;

const sql = { selectIncidents, selectIncident, selectOnCall } as const;

/** The position of a view in an audience's counting. */
export const asOf = ({ seq, observed, at }: RunPosition, role: Role): { number: number; atNs: number } => ({
  number: role === 'trainer' ? seq : observed,
  atNs: at,
});

const isHidden = (row: EventRow, role: Role): boolean => role === 'responder' && row.observed === 0;

/** Nodes of *Why?*, with one hidden node in the place of all the causes of an event that its audience may not see. */
function causesOf(walked: readonly WalkedEvent[], role: Role): Cause[] {
  const causes: Cause[] = [];
  for (const { row, depth } of walked) {
    const event = audienceEventOf(row, role);
    causes.push({ visible: true, depth, event });
    if (event.causes.includes(0)) causes.push({ visible: false, depth: depth + 1 });
  }
  return causes.sort((one, other) => one.depth - other.depth);
}

/** Reads incidents, who is on call, and why. */
export class IncidentReader {
  readonly #events: EventReader;
  readonly #statements: Prepared<keyof typeof sql>;

  constructor(database: Database, events: EventReader) {
    this.#events = events;
    this.#statements = prepareAll(database, sql);
  }

  pager(position: RunPosition, role: Role): PagerView {
    const rows = this.#statements.selectIncidents.all(position.id) as { model: string }[];
    const onCall = this.#statements.selectOnCall.get(position.id) as { model: string } | undefined;
    return {
      ...asOf(position, role),
      incidents: rows.map(({ model }) => (JSON.parse(model) as IncidentModel).summary),
      onCall: onCall === undefined ? null : (JSON.parse(onCall.model) as OnCall),
    };
  }

  incident(position: RunPosition, incident: string, role: Role): IncidentView | null {
    const model = this.#model(position.id, incident);
    if (model === null) return null;
    const entries = this.#events.newestTimeline(position.id, incident, role, entriesLimit);
    const truncated = this.#events.count(position, role, incident) > entries.length;
    return { ...asOf(position, role), incident: model.summary, entries, truncated };
  }

  why(position: RunPosition, incident: string, role: Role): { causes: Cause[]; truncated: boolean } | null {
    const model = this.#model(position.id, incident);
    if (model === null) return null;
    const start = model.pageSeq === 0 ? model.openedSeq : model.pageSeq;
    const read = (seq: number): EventRow => this.#events.row(position.id, seq);
    const { walked, truncated } = walkCauses(start, causesLimit, read, (row) => !isHidden(row, role));
    const causes = causesOf(walked, role);
    return { causes: causes.slice(0, causesLimit), truncated: truncated || causes.length > causesLimit };
  }

  #model(runId: number, incident: string): IncidentModel | null {
    const row = this.#statements.selectIncident.get(runId, incident) as { model: string } | undefined;
    return row === undefined ? null : (JSON.parse(row.model) as IncidentModel);
  }
}
