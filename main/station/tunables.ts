import type { WhatIfProgress } from '../../shared/contract/tunables.ts';
import type { Role } from '../../shared/model/ids.ts';
import type { SystemFileView } from '../../shared/model/system-file-views.ts';
import type { LabClient } from '../workers/lab-client.ts';
import type { StoreClient } from '../workers/store-client.ts';
import { StationProblem } from './problem.ts';
import type { Runs } from './runs.ts';
import type { WhatIfRequest } from './station.ts';
import { playWhatIf } from './what-if.ts';

/** Comparisons that go on at once: each takes a thread. */
const comparisonsLimit = 2;

/** Hosts' `/etc/system`: what it says, what it said, and what another one would have done. */
export class Tunables {
  private readonly store: StoreClient;
  private readonly runs: Runs;
  private readonly startLab: () => LabClient;
  private comparisons = 0;

  /** `startLab` starts a thread for one comparison, which ends with it. */
  constructor(input: { store: StoreClient; runs: Runs; startLab: () => LabClient }) {
    this.store = input.store;
    this.runs = input.runs;
    this.startLab = input.startLab;
  }

  /** Throws a `StationProblem` for a host that the run has not. */
  async read(run: string, host: string, role: Role): Promise<SystemFileView> {
    const view = await this.store.systemFile(run, host, role);
    if (view !== null) return view;
    throw noHost(run, host);
  }

  async text(run: string, host: string, version: number): Promise<string> {
    const text = await this.store.systemFileText(run, host, version);
    if (text !== null) return text;
    throw StationProblem.notFound(`There is no version ${version} of /etc/system of ${host} in this run.`, host);
  }

  /**
   * Compares a run that is over with what it would have been. Throws a `StationProblem` for one that goes on: what comes
   * would be told before it has happened (ADR 8).
   */
  async whatIf(
    { run, host, text }: WhatIfRequest,
    signal: AbortSignal | undefined,
  ): Promise<AsyncGenerator<WhatIfProgress, void>> {
    const { state, title } = await this.runs.read(run, 'trainer');
    if (state !== 'ended') {
      const why = state === 'running' ? 'goes on, and this would tell what is still to come' : 'can only be read';
      throw StationProblem.conflict(`The run of "${title}" ${why}; choose one that has ended.`, state);
    }
    const { scenario, applied: commands, atNs: untilNs } = await this.store.resumePoint(run);
    if (!scenario.drill.hosts.some(({ name }) => name === host)) throw noHost(run, host);
    if (this.comparisons >= comparisonsLimit) {
      const problem = `${comparisonsLimit} comparisons are being played already; wait for one of them or cancel it.`;
      throw StationProblem.limitReached(problem, `${comparisonsLimit} comparisons`);
    }
    return this.counted(playWhatIf({ run, scenario, commands, untilNs, host, text }, this.startLab, signal));
  }

  private async *counted(items: AsyncGenerator<WhatIfProgress, void>): AsyncGenerator<WhatIfProgress, void> {
    this.comparisons += 1;
    try {
      yield* items;
    } finally {
      this.comparisons -= 1;
    }
  }
}

function noHost(run: string, host: string): StationProblem {
  return StationProblem.notFound(`There is no host ${host} in the run ${run}; choose one of its fleet.`, host);
}
