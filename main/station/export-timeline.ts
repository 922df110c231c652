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
import { exportFile } from './export-file.ts';
import type { Shell } from './shell.ts';

/** Events read from the store at a time. */
const chunkEvents = 2_000;

export interface TimelineExport {
  readonly store: StoreClient;
  readonly shell: Shell;
  /** As the audience may see it. */
  readonly run: RunSummary;
  readonly incident: string | null;
  readonly role: Role;
  readonly format: ExportFormat;
}

/** Writes a timeline where the shell says, and tells how far it is, as `exportFile` does. */
export function exportTimeline(
  input: TimelineExport,
  signal: AbortSignal | undefined,
): AsyncGenerator<ExportProgress, void> {
  const { shell, run } = input;
  const write = (path: string, stopped: AbortSignal, count: { done: number }) =>
    writeTimeline(path, input, stopped, count);
  return exportFile({ shell, name: fileName(input), total: run.events, write }, signal);
}

async function writeTimeline(
  path: string,
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
  await writeFileWhole({ path, chunks: encodeTimeline(format, header, entries), signal });
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
