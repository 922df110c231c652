import { frameLimit } from '../../shared/contract/stream.ts';
import { assert } from '../../shared/lib/assert.ts';
import type { AudienceEvent } from '../../shared/model/events.ts';
import type { Frame, RunStatus } from '../../shared/model/views.ts';

/** Newest events kept per run and audience. A view that is further behind reads its snapshots again. */
export const backlogLimit = 5_000;

/** The newest events of one audience of one run, numbered without holes, shared by all its streams. */
export class Backlog {
  private events: AudienceEvent[] = [];
  private last: number;

  /** `last` is the number of the newest event before the backlog begins. */
  constructor(last: number) {
    this.last = last;
  }

  get newest(): number {
    return this.last;
  }

  get size(): number {
    return this.events.length;
  }

  /** Adds the next event. Forgets the oldest, many at a time so that it costs little. */
  push(event: AudienceEvent): void {
    assert(event.number === this.last + 1, 'an audience numbers its events without holes');
    this.events.push(event);
    this.last = event.number;
    if (this.events.length > 2 * backlogLimit) this.events = this.events.slice(-backlogLimit);
  }

  /** At most `limit` events after `number`, or null where these are not all here any more. */
  after(number: number, limit: number): AudienceEvent[] | null {
    const behind = this.last - number;
    if (behind < 0 || behind > backlogLimit || behind > this.events.length) return null;
    const start = this.events.length - behind;
    return this.events.slice(start, start + limit);
  }
}

/** The next frame of a stream that has had every event up to `position`. */
export function nextFrame(input: {
  stream: string;
  frame: number;
  position: number;
  backlog: Backlog;
  status: RunStatus;
}): Frame {
  const { stream, frame, position, backlog, status } = input;
  const events = backlog.after(position, frameLimit);
  if (events === null) {
    return { stream, frame, from: backlog.newest + 1, to: backlog.newest, gap: true, events: [], status };
  }
  return { stream, frame, from: position + 1, to: position + events.length, gap: false, events, status };
}
