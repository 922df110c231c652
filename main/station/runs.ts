import { randomInt } from 'node:crypto';
import type { Role } from '../../shared/model/ids.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { Pace, RunSummary } from '../../shared/model/views.ts';
import type { StoreClient } from '../workers/store-client.ts';
import type { ActiveRuns, NewScenario } from './active-runs.ts';
import { audienceSummary } from './audience.ts';
import { requireActive } from './commands.ts';
import type { Drills } from './drills.ts';
import { StationProblem } from './problem.ts';
import type { RunDriver } from './run-driver.ts';
import { RunFeed } from './run-feed.ts';
import { storedStatus, summaryNow } from './run-status.ts';
import type { StationSession } from './sessions.ts';
import type { StartRun } from './station.ts';

/** Runs in a list. */
const listedRunsLimit = 200;
const seeds = 0x1_0000_0000;

/** Every run of the station, going on or over. */
export class Runs {
  private readonly store: StoreClient;
  private readonly active: ActiveRuns;
  private readonly drills: Drills;
  /** How many events of a run that is over responders see: it changes no more. */
  private readonly observedOfOver = new Map<string, number>();

  constructor(input: { store: StoreClient; active: ActiveRuns; drills: Drills }) {
    this.store = input.store;
    this.active = input.active;
    this.drills = input.drills;
  }

  async list(role: Role): Promise<RunSummary[]> {
    const stored = await this.store.listRuns(listedRunsLimit);
    return await Promise.all(stored.map((summary) => this.seenBy(role, summary)));
  }

  /** The run as the role sees it. Throws a `StationProblem` for a run that is not there. */
  async read(run: string, role: Role): Promise<RunSummary> {
    const stored = await this.store.readRun(run);
    if (stored !== null) return await this.seenBy(role, stored);
    throw StationProblem.notFound(`There is no run ${run} in this station; choose one of the list.`, run);
  }

  /** Starts a drill for people at consoles. A session that is nobody of the drill becomes its first person. */
  async start(session: StationSession, { drill: id, seed, pace, dropWhenPaged }: StartRun): Promise<RunSummary> {
    const { drill } = await this.drills.find(id);
    const scenario: Scenario = {
      drill,
      seed: seed ?? randomInt(seeds),
      responder: { kind: 'people' },
      ending: 'attended',
    };
    const summary = await this.active.start({ drill: id, scenario, pace, dropWhenPaged });
    const [first] = drill.people;
    if (first !== undefined && !drill.people.some((person) => person.id === session.person)) session.person = first.id;
    return audienceSummary(summary, session.role, 0);
  }

  startScenario(input: NewScenario): Promise<RunSummary> {
    return this.active.start(input);
  }

  /** The whole summary of a run once it is over. Throws a `StationProblem` where it broke off. */
  async whenEnded(run: string): Promise<RunSummary> {
    await this.active.whenOver(run);
    const summary = await this.read(run, 'trainer');
    if (summary.state === 'ended') return summary;
    throw StationProblem.unavailable(summary.reason ?? `The run ${run} was stopped before its end.`, summary.state);
  }

  async pace(session: StationSession, run: string, pace: Pace, dropWhenPaged: boolean): Promise<RunSummary> {
    const driver = await this.requireActive(run);
    await driver.pace(pace, dropWhenPaged);
    return await this.read(run, session.role);
  }

  async end(session: StationSession, run: string): Promise<RunSummary> {
    const driver = await this.requireActive(run);
    const { people } = await this.read(run, session.role);
    const name = people.find(({ id }) => id === session.person)?.name ?? session.person;
    await driver.end(`${name} ended the drill.`);
    return await this.read(run, session.role);
  }

  driver(run: string): RunDriver | null {
    return this.active.find(run);
  }

  /** What the run shows: live where it goes on, its last state where it is over. */
  async feed(run: string): Promise<RunFeed> {
    const driver = this.active.find(run);
    if (driver !== null) return driver.feed;
    const summary = await this.read(run, 'trainer');
    const responder = await this.observed(run);
    return new RunFeed(storedStatus(summary), { responder, trainer: summary.events });
  }

  private async requireActive(run: string): Promise<RunDriver> {
    return requireActive(this.active.find(run), await this.read(run, 'trainer'));
  }

  private async seenBy(role: Role, stored: RunSummary): Promise<RunSummary> {
    const driver = this.active.find(stored.run);
    const summary = driver === null ? stored : summaryNow(stored, driver.feed.fullStatus);
    if (role === 'trainer') return summary;
    const observed = driver === null ? await this.observed(stored.run) : driver.feed.backlog('responder').newest;
    return audienceSummary(summary, role, observed);
  }

  private async observed(run: string): Promise<number> {
    const known = this.observedOfOver.get(run);
    if (known !== undefined) return known;
    const observed = await this.store.countEvents({ run, role: 'responder', incident: null });
    if (this.active.find(run) !== null) return observed;
    if (this.observedOfOver.size >= listedRunsLimit) this.observedOfOver.clear();
    this.observedOfOver.set(run, observed);
    return observed;
  }
}
