import { writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { parseDuration } from '../../shared/lib/duration.ts';
import { minuteNs, secondNs } from '../../shared/lib/time.ts';
import type { Drill } from '../../shared/model/drill.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { RunSummary } from '../../shared/model/views.ts';
import { readDrill } from '../lab/drill-file.ts';
import type { Shell } from '../station/shell.ts';
import type { Station } from '../station/station.ts';
import { idleSteps } from './idle-steps.ts';
import { catchInterruption } from './interruption.ts';
import { openOutputFolder } from './output-folder.ts';
import { startProgress } from './progress.ts';
import { readInput } from './read-input.ts';
import { responderOf } from './responder-option.ts';
import { inStation } from './temporary-station.ts';
import { UserProblem } from './user-problem.ts';
import { watchRun } from './watch-run.ts';

export interface DrillRunOptions {
  readonly out: string;
  readonly seed: number;
  readonly at: readonly string[];
  readonly responder?: string;
  readonly station?: string;
}

/** What `result.json` holds. Pages and incidents are counts. */
interface DrillResult {
  readonly drill: string;
  readonly seed: number;
  readonly digest: string;
  readonly events: number;
  readonly simulatedSeconds: number;
  readonly wallSeconds: number;
  readonly pages: number;
  readonly incidents: number;
}

const formats = ['json', 'md', 'csv'] as const;

/**
 * Runs a drill file to its end and writes its timelines and result into `options.out`, all of them or none. Throws
 * `UserProblem`, and `Interrupted` when told to stop.
 */
export async function runDrill(file: string, options: DrillRunOptions): Promise<DrillResult> {
  const responder = responderOf(options);
  const checked = readDrill(await readInput(file));
  if ('problem' in checked) throw new UserProblem(`${file}: ${checked.place}: ${checked.problem}`);
  const { drill } = checked;
  const scenario: Scenario = { drill, seed: options.seed, responder, ending: 'unattended' };
  const interruption = catchInterruption();
  const output = await openOutputFolder(options.out);
  try {
    const result = await inStation(options.station, folderShell(output.staging), (station) =>
      runIn({ station, name: drillNameOf(file), scenario, folder: output.staging, signal: interruption.signal }),
    );
    await writeFile(join(output.staging, 'result.json'), `${JSON.stringify(result, null, 2)}\n`, { flush: true });
    interruption.signal.throwIfAborted();
    await output.publish();
    return result;
  } catch (error) {
    throw namedAs(error, output.staging, options.out);
  } finally {
    await output.close();
    interruption.ignore();
  }
}

async function runIn(input: {
  station: Station;
  name: string;
  scenario: Scenario;
  folder: string;
  signal: AbortSignal;
}): Promise<DrillResult> {
  const { station, name, scenario, folder, signal } = input;
  const started = performance.now();
  const { run } = await station.startScenario({ drill: name, scenario, pace: null });
  const ended = await waitForEnd(station, run, scenario.drill, signal);
  const wallSeconds = (performance.now() - started) / 1000;
  await exportTimelines(station, run, signal);
  for (const sentence of await idleSteps(scenario.responder, join(folder, 'timeline.json'), ended.atNs)) {
    process.stderr.write(`redline: ${sentence}\n`);
  }
  return resultOf(ended, name, wallSeconds);
}

/** The error with the folder that the person named in place of the hidden one inside it. */
function namedAs(error: unknown, staging: string, folder: string): unknown {
  if (error instanceof Error) error.message = error.message.replaceAll(staging, folder);
  return error;
}

/** The drill's name in results: the file's, without folder and ending, in the letters that an id may have. */
function drillNameOf(file: string): string {
  const name = basename(file, extname(file))
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '');
  return name.slice(0, 64) || 'drill';
}

/** A shell without anybody in front of it: exports go into the folder under fixed names. */
function folderShell(folder: string): Shell {
  return {
    kind: 'cli',
    notify: () => false,
    exportTarget: async (name) => ({ path: join(folder, `timeline${extname(name)}`), download: null }),
  };
}

async function waitForEnd(station: Station, run: string, drill: Drill, signal: AbortSignal): Promise<RunSummary> {
  const progress = startProgress('running the drill', expectedSeconds(drill));
  const onProgress = ({ atNs, events }: RunSummary) => progress.update(Math.round(atNs / secondNs), `${events} events`);
  try {
    return await watchRun({ station, run, signal, onProgress });
  } finally {
    progress.stop();
  }
}

/** Simulated seconds of the longest run: ten minutes after the last inject. */
function expectedSeconds(drill: Drill): number {
  const last = Math.max(...drill.injects.map(({ at }) => parseDuration(at) ?? 0));
  return Math.ceil((last + 10 * minuteNs) / secondNs);
}

/** The whole run's timeline in every format, truth included: the drill is over. */
async function exportTimelines(station: Station, run: string, signal: AbortSignal): Promise<void> {
  const session = station.newSession();
  session.role = 'trainer';
  for (const format of formats) {
    const progress = startProgress(`writing timeline.${format}`, 1);
    try {
      for await (const step of await station.exportTimeline(session, { run, incident: null, format }, signal)) {
        if (step.kind === 'progress') progress.update(step.done / Math.max(1, step.total));
      }
    } finally {
      progress.stop();
    }
    signal.throwIfAborted();
  }
}

function resultOf(run: RunSummary, drill: string, wallSeconds: number): DrillResult {
  return {
    drill,
    seed: run.seed,
    digest: run.digest,
    events: run.events,
    simulatedSeconds: run.atNs / secondNs,
    wallSeconds: Math.round(wallSeconds * 1000) / 1000,
    pages: run.pages,
    incidents: run.incidents,
  };
}
