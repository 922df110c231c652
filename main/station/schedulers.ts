import type { SchedulerLook, TraceFormat, TraceStatus } from '../../shared/contract/scheduler.ts';
import type { ExportProgress } from '../../shared/contract/timeline.ts';
import {
  type SchedulerTap,
  type SchedulerTapStatus,
  type SchedulerView,
  tappedRowsLimit,
} from '../../shared/model/scheduler-views.ts';
import { ftraceText } from '../export/ftrace-text.ts';
import { perfettoJson } from '../export/perfetto-json.ts';
import type { SchedulerRecord } from '../export/scheduler-trace.ts';
import { writeFileWhole } from '../export/write-file.ts';
import { exportFile } from './export-file.ts';
import { StationProblem } from './problem.ts';
import type { RunDriver } from './run-driver.ts';
import type { Runs } from './runs.ts';
import type { Shell } from './shell.ts';

const encoders = { perfetto: perfettoJson, ftrace: ftraceText } as const;
const endings = { perfetto: 'perfetto.json', ftrace: 'ftrace.txt' } as const;

/** The schedulers of hosts as they are now: asked of the simulation, for no log tells of every switch. */
export class Schedulers {
  private readonly runs: Runs;

  constructor(runs: Runs) {
    this.runs = runs;
  }

  /** Throws a `StationProblem` for a run that is over, whose simulation is gone, and for a host that it has not. */
  async look(run: string, host: string): Promise<SchedulerLook> {
    const driver = await this.driver(run);
    const [view, trace] = await Promise.all([
      ask<SchedulerView>(driver.simulation.view('scheduler', host), host),
      ask<SchedulerTapStatus | null>(driver.simulation.tap('scheduler', host, 'status'), host),
    ]);
    return { view, trace: trace === null ? null : { ...trace, limit: tappedRowsLimit } };
  }

  /** Starts a trace anew, forgetting the one before, or stops it. */
  async trace(run: string, host: string, on: boolean): Promise<TraceStatus> {
    const { simulation } = await this.driver(run);
    await ask(simulation.tap('scheduler', host, on ? 'start' : 'stop'), host);
    const status = await ask<SchedulerTapStatus | null>(simulation.tap('scheduler', host, 'status'), host);
    if (status !== null) return { ...status, limit: tappedRowsLimit };
    throw StationProblem.conflict(`${host} is down: there is nothing to trace until it is up.`, 'down');
  }

  /** Writes what was traced, as `exportFile` does. Throws a `StationProblem` where nothing was. */
  async exportTrace(
    { shell, run, host, format }: { shell: Shell; run: string; host: string; format: TraceFormat },
    signal: AbortSignal | undefined,
  ): Promise<AsyncGenerator<ExportProgress, void>> {
    const { simulation } = await this.driver(run);
    const tap = await ask<SchedulerTap>(simulation.tap('scheduler', host, 'read'), host);
    if (tap.switches.length + tap.events.length === 0) {
      throw StationProblem.conflict(`There is no trace of ${host}; start one and let some time pass.`, 'no trace');
    }
    const record = recordOf(tap);
    const total = tap.switches.length + tap.events.length;
    const write = async (path: string, stopped: AbortSignal, count: { done: number }): Promise<void> => {
      await writeFileWhole({ path, chunks: counted(encoders[format](record), count), signal: stopped });
    };
    return exportFile({ shell, name: `drill-${run}-${host}-${endings[format]}`, total, write }, signal);
  }

  private async driver(run: string): Promise<RunDriver> {
    const { state, title } = await this.runs.read(run, 'responder');
    const driver = this.runs.driver(run);
    if (driver !== null) return driver;
    const problem = `The run of "${title}" is over, and its run queues are gone with it; look at them while a drill runs.`;
    throw StationProblem.conflict(problem, state);
  }
}

/** What a room of the simulation answers. Throws a `StationProblem` for a host that the run has not. */
async function ask<Answer>(answer: Promise<unknown>, host: string): Promise<Answer> {
  try {
    return (await answer) as Answer;
  } catch {
    throw StationProblem.notFound(`There is no host ${host} in this run, or the run has just ended.`, host);
  }
}

function* counted(chunks: Iterable<string>, count: { done: number }): Generator<string> {
  for (const chunk of chunks) {
    yield chunk;
    count.done += 1;
  }
}

/** Every file of a drill says that it is of one. */
const recordOf = (tap: SchedulerTap): SchedulerRecord => ({
  ...tap,
  host: `DRILL ${tap.host}`,
  untilUs: tap.untilNs / 1000,
});
