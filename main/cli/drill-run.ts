import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { parseDuration } from '../../shared/lib/duration.ts';
import { minuteNs, secondNs } from '../../shared/lib/time.ts';
import type { Drill } from '../../shared/model/drill.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { RunSummary } from '../../shared/model/views.ts';
import { readDrill } from '../lab/drill-file.ts';
import { openStation } from '../station/open-station.ts';
import type { Shell } from '../station/shell.ts';
import type { Station } from '../station/station.ts';
import { startProgress } from './progress.ts';
import { readInput } from './read-input.ts';
import { responderOf } from './responder-option.ts';
import { fileProblem, UserProblem } from './user-problem.ts';

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

const progressIntervalMs = 200;
const formats = ['json', 'md', 'csv'] as const;

/** Runs a drill file to its end and writes its timelines and result into `options.out`. Throws `UserProblem`. */
export async function runDrill(file: string, options: DrillRunOptions): Promise<DrillResult> {
  const responder = responderOf(options);
  const checked = readDrill(await readInput(file));
  if ('problem' in checked) throw new UserProblem(`${file}: ${checked.place}: ${checked.problem}`);
  const { drill } = checked;
  await prepareFolder(options.out);
  const scenario: Scenario = { drill, seed: options.seed, responder, ending: 'unattended' };
  const temporary = options.station === undefined ? await mkdtemp(join(tmpdir(), 'redline-run-')) : null;
  const station = await openStation({ folder: options.station ?? temporary, shell: folderShell(options.out) });
  try {
    const started = performance.now();
    const run = await station.startScenario({ drill: drillNameOf(file), scenario, pace: null });
    const ended = await waitForEnd(station, run.run, drill);
    const wallSeconds = (performance.now() - started) / 1000;
    await exportTimelines(station, ended.run);
    const result = resultOf(ended, drillNameOf(file), wallSeconds);
    await writeFile(join(options.out, 'result.json'), `${JSON.stringify(result, null, 2)}\n`, { flush: true });
    return result;
  } finally {
    await station.close();
    if (temporary !== null) await rm(temporary, { recursive: true, force: true });
  }
}

/** The drill's name in results: the file's, without folder and ending, in the letters that an id may have. */
function drillNameOf(file: string): string {
  const name = basename(file, extname(file))
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '');
  return name.slice(0, 64) || 'drill';
}

async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const probe = join(folder, `.redline-${process.pid}`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw fileProblem(folder, error);
  }
}

/** A shell without anybody in front of it: exports go into the folder under fixed names. */
function folderShell(folder: string): Shell {
  return {
    kind: 'cli',
    notify: () => false,
    exportTarget: async (name) => ({ path: join(folder, `timeline${extname(name)}`), download: null }),
  };
}

async function waitForEnd(station: Station, run: string, drill: Drill): Promise<RunSummary> {
  const session = station.newSession();
  const progress = startProgress('running the drill', expectedSeconds(drill));
  const timer = setInterval(() => {
    station.readRun(session, run).then(
      ({ atNs, events }) => progress.update(Math.round(atNs / secondNs), `${events} events`),
      () => undefined,
    );
  }, progressIntervalMs);
  try {
    return await station.whenEnded(run);
  } finally {
    clearInterval(timer);
    progress.stop();
  }
}

/** Simulated seconds of the longest run: ten minutes after the last inject. */
function expectedSeconds(drill: Drill): number {
  const last = Math.max(...drill.injects.map(({ at }) => parseDuration(at) ?? 0));
  return Math.ceil((last + 10 * minuteNs) / secondNs);
}

/** The whole run's timeline in every format, truth included: the drill is over. */
async function exportTimelines(station: Station, run: string): Promise<void> {
  const session = station.newSession();
  session.role = 'trainer';
  for (const format of formats) {
    const progress = startProgress(`writing timeline.${format}`, 1);
    for await (const step of await station.exportTimeline(session, { run, incident: null, format }, undefined)) {
      if (step.kind === 'progress') progress.update(step.done / Math.max(1, step.total));
    }
    progress.stop();
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
