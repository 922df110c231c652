import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { formatDuration, humanDuration } from '../../shared/lib/duration.ts';
import type { Responder } from '../../shared/model/scenario.ts';
import { type TimelineEntry, timelineEntrySchema } from '../../shared/model/views.ts';

/**
 * What to tell of `--at` steps that came to nothing, a sentence each: those that were refused, as the run's
 * `timeline.json` in `file` has it, and those that it did not reach before it ended at `endNs`.
 */
export async function idleSteps(responder: Responder, file: string, endNs: number): Promise<string[]> {
  if (responder.kind !== 'script') return [];
  const sentences: string[] = [];
  const refusals = await refusalsIn(file);
  for (const { atNs, action } of responder.steps) {
    const step = `--at '${formatDuration(atNs)} ${action}'`;
    const refusal = refusals.find((entry) => entry.atNs === atNs);
    if (atNs > endNs) sentences.push(`${step} was not reached: the run ended after ${humanDuration(endNs)}`);
    else if (refusal !== undefined) sentences.push(`${step} came to nothing: ${refusal.text}`);
  }
  return sentences;
}

/** The file has an entry a line, and may be long. */
async function refusalsIn(file: string): Promise<TimelineEntry[]> {
  const refusals: TimelineEntry[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (!line.includes('"kind":"command.refused"')) continue;
    refusals.push(timelineEntrySchema.parse(JSON.parse(line.replace(/,$/, ''))));
  }
  return refusals;
}
