import type { Database } from 'better-sqlite3';
import { assertPresent } from '../../../shared/lib/assert.ts';
import type { AudienceEvent } from '../../../shared/model/events.ts';
import type { Role } from '../../../shared/model/ids.ts';
import { audienceEventOf, type EventRow } from '../event-row.ts';
import { type Prepared, prepareAll } from '../prepare-all.ts';
import * as events from '../statements/events.ts';
import type { EventsOfKinds } from '../store-api.ts';
import type { RunPosition } from './run-reader.ts';

const {
  selectEvent,
  selectEventsAfter,
  selectObservedEventsAfter,
  selectEventsOfKinds,
  selectTruthBefore,
  selectTimelineAfter,
  selectObservedTimelineAfter,
  selectNewestTimeline,
  selectNewestObservedTimeline,
  countTimeline,
  countObservedTimeline,
} = events;
const sql = {
  selectEvent,
  selectEventsAfter,
  selectObservedEventsAfter,
  selectEventsOfKinds,
  selectTruthBefore,
  selectTimelineAfter,
  selectObservedTimelineAfter,
  selectNewestTimeline,
  selectNewestObservedTimeline,
  countTimeline,
  countObservedTimeline,
} as const;

/** Reads the log and incidents' parts of it, as an audience may see it. */
export class EventReader {
  readonly #statements: Prepared<keyof typeof sql>;

  constructor(database: Database) {
    this.#statements = prepareAll(database, sql);
  }

  row(runId: number, seq: number): EventRow {
    const row = this.#statements.selectEvent.get(runId, seq) as EventRow | undefined;
    return assertPresent(row, 'an event is not in the log');
  }

  after(runId: number, role: Role, number: number, limit: number): AudienceEvent[] {
    const select = role === 'trainer' ? this.#statements.selectEventsAfter : this.#statements.selectObservedEventsAfter;
    return this.#audience(select.all(runId, this.seqOf(runId, role, number), limit), role);
  }

  ofKinds(runId: number, { role, kinds, after, upTo }: EventsOfKinds): AudienceEvent[] {
    const from = this.seqOf(runId, role, after);
    const to = this.seqOf(runId, role, upTo);
    const rows = this.#statements.selectEventsOfKinds.all(runId, from, to, JSON.stringify(kinds)) as EventRow[];
    return this.#audience(role === 'trainer' ? rows : rows.filter(({ observed }) => observed > 0), role);
  }

  timelineAfter(runId: number, incident: string, role: Role, number: number, limit: number): AudienceEvent[] {
    const { selectTimelineAfter, selectObservedTimelineAfter } = this.#statements;
    const select = role === 'trainer' ? selectTimelineAfter : selectObservedTimelineAfter;
    return this.#audience(select.all(runId, incident, this.seqOf(runId, role, number), limit), role);
  }

  /** The newest entries of an incident's timeline, oldest of them first. */
  newestTimeline(runId: number, incident: string, role: Role, limit: number): AudienceEvent[] {
    const { selectNewestTimeline, selectNewestObservedTimeline } = this.#statements;
    const select = role === 'trainer' ? selectNewestTimeline : selectNewestObservedTimeline;
    return this.#audience(select.all(runId, incident, 0, limit), role).reverse();
  }

  count(position: RunPosition, role: Role, incident: string | null): number {
    if (incident === null) return role === 'trainer' ? position.seq : position.observed;
    const count = role === 'trainer' ? this.#statements.countTimeline : this.#statements.countObservedTimeline;
    return Number(count.pluck().get(position.id, incident, 0));
  }

  /** The seq of an audience's event. */
  seqOf(runId: number, role: Role, number: number): number {
    if (role === 'trainer') return number;
    const truths = this.#statements.selectTruthBefore.pluck().get(runId, number) as number | undefined;
    return number + (truths ?? 0);
  }

  #audience(rows: unknown[], role: Role): AudienceEvent[] {
    return (rows as EventRow[]).map((row) => audienceEventOf(row, role));
  }
}
