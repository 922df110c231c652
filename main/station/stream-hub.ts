import { randomUUID } from 'node:crypto';
import type { Role } from '../../shared/model/ids.ts';
import type { Frame } from '../../shared/model/views.ts';
import { FrameStream } from './frame-stream.ts';
import { StationProblem } from './problem.ts';
import type { RunFeed } from './run-feed.ts';
import type { StationSession } from './sessions.ts';

/** Streams open at once in a station: far more than a drill has consoles. */
const streamLimit = 256;
/** Streams of one session: a console needs one a run that it looks at. */
const streamsPerSession = 16;

/** Every open stream of the station. */
export class StreamHub {
  private readonly streams = new Map<string, FrameStream>();

  get size(): number {
    return this.streams.size;
  }

  /** The sessions that have a console open. */
  owners(): ReadonlySet<StationSession> {
    return new Set([...this.streams.values()].map((stream) => stream.owner));
  }

  /** Frames of a run for one view, until `signal` aborts or the view has gone. Throws when too many are open. */
  open(input: {
    run: string;
    role: Role;
    owner: StationSession;
    feed: RunFeed;
    after: number;
    signal: AbortSignal | undefined;
  }): AsyncGenerator<Frame, void> {
    const own = [...this.streams.values()].filter((stream) => stream.owner === input.owner).length;
    if (own >= streamsPerSession || this.streams.size >= streamLimit) {
      const limit = own >= streamsPerSession ? `${streamsPerSession} for you` : `${streamLimit} in all`;
      throw StationProblem.limitReached(`Too many consoles are open on this station (${limit}); close one.`, limit);
    }
    return this.frames(new FrameStream({ ...input, id: randomUUID() }), input.signal);
  }

  /** Throws a `StationProblem` for a stream that is not open or belongs to another session. */
  acknowledge(owner: StationSession, id: string, frame: number): void {
    const stream = this.streams.get(id);
    if (stream === undefined || stream.owner !== owner) {
      throw StationProblem.notFound('This stream is not open any more; open it again.', 'stream');
    }
    stream.acknowledge(frame);
  }

  /** Ends the streams of a session, because its role changed: they are opened again for the other audience. */
  endOf(owner: StationSession): void {
    for (const stream of this.streams.values()) if (stream.owner === owner) stream.end();
  }

  endAll(): void {
    for (const stream of this.streams.values()) stream.end();
  }

  private async *frames(stream: FrameStream, signal: AbortSignal | undefined): AsyncGenerator<Frame, void> {
    const end = () => stream.end();
    signal?.addEventListener('abort', end);
    if (signal?.aborted) stream.end();
    this.streams.set(stream.id, stream);
    try {
      yield* stream.frames();
    } finally {
      signal?.removeEventListener('abort', end);
      this.streams.delete(stream.id);
    }
  }
}
