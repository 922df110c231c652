import { frameIntervalMs, frameWindow } from '../../shared/contract/stream.ts';
import type { Role } from '../../shared/model/ids.ts';
import type { Frame } from '../../shared/model/views.ts';
import { nextFrame } from './frames.ts';
import type { RunFeed } from './run-feed.ts';
import type { StationSession } from './sessions.ts';

/** Time between frames that only carry a status: the clock on the screen. */
const statusIntervalMs = 250;
/** A frame at least this often, so that a page knows that the link is alive. */
const heartbeatMs = 2_000;
/** A view that acknowledges nothing for so long has gone. */
export const acknowledgeTimeoutMs = 60_000;

/**
 * The frames of one view. Events go out at most every `frameIntervalMs`; with `frameWindow` frames unacknowledged it waits.
 * It holds a position in the run's backlog and no events of its own.
 */
export class FrameStream {
  readonly id: string;
  readonly run: string;
  readonly role: Role;
  readonly owner: StationSession;
  private readonly feed: RunFeed;
  private position: number;
  private sent = 0;
  private acknowledged = 0;
  private shownRevision = -1;
  private frameMs = Number.NEGATIVE_INFINITY;
  private eventsMs = Number.NEGATIVE_INFINITY;
  private ended = false;
  private wake: () => void = () => {};

  /** `after` is the last event that the view has; `owner` is the session, which alone may acknowledge. */
  constructor(input: { id: string; run: string; role: Role; owner: StationSession; feed: RunFeed; after: number }) {
    this.id = input.id;
    this.run = input.run;
    this.role = input.role;
    this.owner = input.owner;
    this.feed = input.feed;
    this.position = input.after;
  }

  /** Frames until `end` is called or the view has gone. */
  async *frames(): AsyncGenerator<Frame, void> {
    const unsubscribe = this.feed.subscribe(() => this.wake());
    try {
      while (!this.ended) {
        const waitMs = this.waitMs(performance.now());
        if (waitMs <= 0) yield this.take(performance.now());
        else await this.pause(waitMs);
      }
    } finally {
      unsubscribe();
    }
  }

  /** Takes note that every frame up to `frame` has been taken in. Numbers never sent count as the newest sent. */
  acknowledge(frame: number): void {
    this.acknowledged = Math.max(this.acknowledged, Math.min(frame, this.sent));
    this.wake();
  }

  end(): void {
    this.ended = true;
    this.wake();
  }

  private waitMs(nowMs: number): number {
    if (this.sent - this.acknowledged >= frameWindow) {
      const leftMs = this.frameMs + acknowledgeTimeoutMs - nowMs;
      if (leftMs <= 0) this.ended = true;
      return Math.max(1, leftMs);
    }
    const statusMs = this.feed.revision === this.shownRevision ? heartbeatMs : statusIntervalMs;
    const statusWaitMs = this.frameMs + statusMs - nowMs;
    if (this.position === this.feed.backlog(this.role).newest) return statusWaitMs;
    return Math.min(statusWaitMs, this.eventsMs + frameIntervalMs - nowMs);
  }

  private take(nowMs: number): Frame {
    this.sent += 1;
    const backlog = this.feed.backlog(this.role);
    const status = this.feed.status(this.role);
    const frame = nextFrame({ stream: this.id, frame: this.sent, position: this.position, backlog, status });
    if (frame.to !== this.position) this.eventsMs = nowMs;
    this.position = frame.to;
    this.frameMs = nowMs;
    this.shownRevision = this.feed.revision;
    return frame;
  }

  private pause(waitMs: number): Promise<void> {
    if (this.ended) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake(), waitMs);
      this.wake = () => {
        clearTimeout(timer);
        this.wake = () => {};
        resolve();
      };
    });
  }
}
