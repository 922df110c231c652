import type { PolicyProgress } from '../../shared/contract/policies.ts';
import type { AudienceEvent } from '../../shared/model/events.ts';
import { policies } from '../../shared/model/policies.ts';
import { comparedKinds } from '../../shared/model/policy-views.ts';
import type { LabClient } from '../workers/lab-client.ts';
import type { StoreClient } from '../workers/store-client.ts';
import { playInLab } from './play-in-lab.ts';
import { StationProblem } from './problem.ts';
import type { Runs } from './runs.ts';

/** Comparisons that go on at once: each takes a thread. */
const comparisonsLimit = 2;
/** Errors that are compared, and events that are read from the store at a time. */
const errorsLimit = 20_000;
const chunkEvents = 1_000;

/** What has been read of a run. `untilNs` is where it ends, or the last error that is compared. */
interface Observed {
  readonly events: readonly AudienceEvent[];
  readonly untilNs: number;
  readonly errorsLimit: number | null;
}

const isError = ({ kind }: AudienceEvent): boolean => kind === 'ecc.reported' || kind === 'memory.reported';

/** What other systems would have done about the errors of a run. */
export class Policies {
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

  /** Compares what responders can see of a run until now. Throws a `StationProblem` where the run is not there. */
  async compare(run: string, signal: AbortSignal | undefined): Promise<AsyncGenerator<PolicyProgress, void>> {
    const { startsAt, atNs } = await this.runs.read(run, 'responder');
    if (this.comparisons >= comparisonsLimit) {
      const problem = `Policies are being compared ${comparisonsLimit} times already; wait for one of them or cancel it.`;
      throw StationProblem.limitReached(problem, `${comparisonsLimit} comparisons`);
    }
    return this.counted(run, startsAt, atNs, signal);
  }

  private async *counted(
    run: string,
    startsAt: string,
    atNs: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<PolicyProgress, void> {
    this.comparisons += 1;
    try {
      const observed = await this.read(run, atNs, signal);
      const hosts = new Set(observed.events.filter(isError).map(({ data }) => data.host));
      const play = {
        play: (lab: LabClient, onProgress: (done: number) => void) =>
          lab.compareObserved({ startsAt, ...observed }, onProgress),
        total: hosts.size * policies.length,
        failure: 'The policies could not be compared',
      };
      yield* playInLab(play, this.startLab, signal);
    } finally {
      this.comparisons -= 1;
    }
  }

  private async read(run: string, atNs: number, signal: AbortSignal | undefined): Promise<Observed> {
    const events: AudienceEvent[] = [];
    let errors = 0;
    for (let after = 0; ; ) {
      signal?.throwIfAborted();
      const chunk = await this.store.events({ run, role: 'responder', incident: null, after, limit: chunkEvents });
      for (const event of chunk) {
        // What happens while this reads is not compared.
        if (event.at > atNs) return { events, untilNs: atNs, errorsLimit: null };
        if (isError(event) && errors === errorsLimit) return { events, untilNs: event.at, errorsLimit };
        if (isError(event)) errors += 1;
        if (comparedKinds.has(event.kind)) events.push(event);
      }
      const last = chunk.at(-1);
      if (last === undefined || chunk.length < chunkEvents) return { events, untilNs: atNs, errorsLimit: null };
      after = last.number;
    }
  }
}
