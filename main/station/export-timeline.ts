import type { ExportFormat, ExportProgress } from '../../shared/contract/timeline.ts';
import { assertPresent } from '../../shared/lib/assert.ts';
import type { AudienceEvent, EventKind } from '../../shared/model/events.ts';
import type { Role } from '../../shared/model/ids.ts';
import type { RunSummary } from '../../shared/model/views.ts';
import { encodeTimeline } from '../export/encode-timeline.ts';
import { timelineEntries, timelineKinds } from '../export/timeline-entries.ts';
import { figureKinds } from '../export/timeline-figures.ts';
import { timelineHeader } from '../export/timeline-header.ts';
import { writeFileWhole } from '../export/write-file.ts';
import type { StoreClient } from '../workers/store-client.ts';
import { StationProblem } from './problem.ts';
import type { ExportTarget, Shell } from './shell.ts';

/** Events read from the store at a time. */
const chunkEvents = 2_000;
/** Time between two progress reports. */
const progressEveryMs = 200;

export interface TimelineExport {
  readonly store: StoreClient;
  readonly shell: Shell;
  /** As the audience may see it. */
  readonly run: RunSummary;
  readonly incident: string | null;
  readonly role: Role;
  readonly format: ExportFormat;
}

/**
 * Writes a timeline where the shell says, and tells how far it is. Ends with `saved`, or with `cancelled` when the person
 * chose no place or `signal` aborted: then nothing is left behind. Throws a `StationProblem` where the place is no good.
 */
export async function* exportTimeline(
  input: TimelineExport,
  signal: AbortSignal | undefined,
): AsyncGenerator<ExportProgress, void> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) stop.abort();
  try {
    const name = fileName(input);
    const target = await input.shell.exportTarget(name, stop.signal);
    if (target === null) yield { kind: 'cancelled' };
    else yield* writeTo(target, name, input, stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw asProblem(error);
    yield { kind: 'cancelled' };
  } finally {
    signal?.removeEventListener('abort', abort);
    stop.abort();
  }
}

/** Reports while the file is written: the writer goes on by itself, and this looks at it now and then. */
async function* writeTo(
  target: ExportTarget,
  name: string,
  input: TimelineExport,
  signal: AbortSignal,
): AsyncGenerator<ExportProgress, void> {
  const total = input.run.events;
  const count = { done: 0 };
  let over = false;
  const writing = write(target, input, signal, count).finally(() => {
    over = true;
  });
  writing.catch(() => undefined);
  for (;;) {
    await Promise.race([writing.catch(() => undefined), later(progressEveryMs)]);
    if (over) break;
    yield { kind: 'progress', done: Math.min(count.done, total), total };
  }
  await writing;
  yield { kind: 'progress', done: total, total };
  yield { kind: 'saved', name, download: target.download };
}

async function write(
  target: ExportTarget,
  input: TimelineExport,
  signal: AbortSignal,
  count: { done: number },
): Promise<void> {
  const { run, incident, role, format } = input;
  // The head comes first, so what it is made of is read before all the rest.
  const header = await timelineHeader(run, incident, role, readEvents(input, figureKinds, signal, { done: 0 }));
  const entries = timelineEntries(readEvents(input, timelineKinds, signal, count), {
    startsAt: run.startsAt,
    people: run.people,
    incident,
  });
  await writeFileWhole({ path: target.path, chunks: encodeTimeline(format, header, entries), signal });
}

/** The audience's events up to those that `run` counts, chunk by chunk: of its run those of these kinds, or an incident's. */
async function* readEvents(
  { store, run: { run, events: last }, incident, role }: TimelineExport,
  kinds: readonly EventKind[],
  signal: AbortSignal,
  count: { done: number },
): AsyncGenerator<AudienceEvent, void> {
  for (let after = 0; after < last; ) {
    signal.throwIfAborted();
    const upTo = Math.min(after + chunkEvents, last);
    const events =
      incident === null
        ? await store.eventsOfKinds({ run, role, kinds, after, upTo })
        : await store.events({ run, role, incident, after, limit: chunkEvents });
    for (const event of events) if (event.number <= last) yield event;
    const isRead = incident !== null && events.length < chunkEvents;
    after = incident === null ? upTo : isRead ? last : assertPresent(events.at(-1), 'a full chunk').number;
    count.done = after;
  }
}

function fileName({ run, incident, format }: TimelineExport): string {
  const subject = incident === null ? 'timeline' : `${incident}-timeline`;
  return `drill-${run.run}-${subject}.${format}`;
}

function asProblem(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'ExportRefused' || !('reason' in error)) return error;
  return StationProblem.unavailable(error.message, String(error.reason));
}

function later(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
