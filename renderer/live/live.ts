import { QueryClient } from '@tanstack/react-query';
import type { RedlineClient } from '../../shared/contract/contract.ts';
import type { ConsoleView } from '../../shared/model/console-view.ts';
import type { AudienceEvent } from '../../shared/model/events.ts';
import type { Frame, MessagePage, PagerView, RunStatus, Session } from '../../shared/model/views.ts';
import type { Connection } from '../transport/connection.ts';
import { announce, call, closeAnnouncements, closeAnnouncementsOf } from './announce.ts';
import { type ArrivedPage, arrivedPageOf, missedPages } from './arrived-page.ts';
import { Commands } from './commands.ts';
import { appendEntries } from './console-cache.ts';
import { staleKeys } from './invalidation.ts';
import { keys, type MessageFilter } from './keys.ts';
import { appendLines } from './message-cache.ts';
import { preferences } from './preferences.ts';
import { problemText } from './problem.ts';
import { Refresher } from './refresher.ts';
import { SilencedIncidents } from './silenced.ts';
import { Store } from './store.ts';
import { followRun } from './stream.ts';
import { showToast, withdrawActions } from './toasts.ts';

/** The newest figures of the run on screen, with how long its last frame took to be drawn. */
export interface LiveStatus extends RunStatus {
  readonly run: string;
  readonly frameLagMs: number;
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Joins the connection, the query cache and one run's stream. There is one of it in a window. */
export class Live {
  readonly connection: Connection;
  readonly queries: QueryClient;
  readonly commands: Commands;
  readonly status = new Store<LiveStatus | null>(null);
  /** Why the stream brings nothing although the station can be reached; null while it does. */
  readonly streamProblem = new Store<string | null>(null);
  readonly #refresher: Refresher;
  readonly #silenced = new SilencedIncidents();
  #run: string | null = null;
  #following = new AbortController();
  #frameLagMs = 0;
  #slowWhenPaged = preferences.get().slowWhenPaged;

  constructor(connection: Connection) {
    this.connection = connection;
    this.queries = new QueryClient({
      defaultOptions: {
        queries: {
          networkMode: 'always',
          staleTime: Number.POSITIVE_INFINITY,
          gcTime: 600_000,
          retry: false,
          refetchOnWindowFocus: false,
        },
        mutations: { networkMode: 'always', retry: false },
      },
    });
    this.commands = new Commands(connection.client);
    this.#refresher = new Refresher({ read: (key) => this.#read(key), wait });
    connection.subscribe(() => this.#onConnection());
    preferences.subscribe(() => this.#onPreferences());
  }

  get client(): RedlineClient {
    return this.connection.client;
  }

  /** Follows this run's stream from now on, and no other. */
  follow(run: string | null): void {
    if (run === this.#run) return;
    this.#run = run;
    this.#following.abort();
    this.status.set(null);
    this.streamProblem.set(null);
    closeAnnouncements();
    if (run !== null) this.#open(run);
  }

  /** Another person or role sees another counting: everything is read again and the stream opened anew. */
  async become(session: Pick<Session, 'person' | 'role'>): Promise<void> {
    const run = this.#run;
    const next = await this.client.session.become(session);
    this.#following.abort();
    this.queries.setQueryData(keys.session, next);
    // The list of runs stays on screen meanwhile, so that the run does not seem to be gone.
    await this.queries.invalidateQueries({ queryKey: keys.runs });
    await this.queries.resetQueries({
      predicate: (query) => query.queryKey[0] === 'run' || query.queryKey[0] === 'drills',
    });
    if (run !== null) this.#open(run);
  }

  #open(run: string): void {
    this.#following = new AbortController();
    const { signal } = this.#following;
    void followRun({
      client: this.client,
      run,
      signal,
      whenConnected: (aborted) => this.connection.whenConnected(aborted),
      resync: () => this.#resync(run),
      take: (frame, events) => this.#take(run, frame, events),
      onProblem: (problem) => this.streamProblem.set(problem === null ? null : problemText(problem)),
      wait,
    });
  }

  /** Reads what is on screen again and says up to which event the pager, the first of it, is. */
  async #resync(run: string): Promise<number> {
    this.commands.settleAll();
    const before = this.queries.getQueryData<PagerView>(keys.pager(run));
    await this.queries.invalidateQueries({ queryKey: keys.run(run), refetchType: 'none' });
    const pager = await this.queries.fetchQuery({
      queryKey: keys.pager(run),
      queryFn: () => this.client.incidents.pager({ run }),
      staleTime: 0,
    });
    void this.queries.refetchQueries({ queryKey: keys.run(run), type: 'active', stale: true });
    this.#silenced.reset(pager);
    if (before !== undefined) for (const page of missedPages(before, pager)) this.#announce(page);
    return pager.number;
  }

  #take(run: string, frame: Frame, events: readonly AudienceEvent[]): void {
    const arrivedMs = performance.now();
    this.status.set({ ...frame.status, run, frameLagMs: this.#frameLagMs });
    this.#append(run, frame, events);
    for (const key of staleKeys(run, events)) this.#refresher.refresh(key);
    this.commands.takeEvents(run, events);
    for (const event of events) this.#announceEvent(event);
    if (frame.status.state !== 'running') this.#endRun();
    requestAnimationFrame(() => {
      this.#frameLagMs = performance.now() - arrivedMs;
    });
  }

  /** Nothing can be done about a run's pages any more. */
  #endRun(): void {
    closeAnnouncements();
    withdrawActions();
    void this.queries.invalidateQueries({ queryKey: keys.runs });
  }

  /** Lets the logs and the consoles that are in the cache grow by what a frame brings. */
  #append(run: string, frame: Frame, events: readonly AudienceEvent[]): void {
    const extent = { from: frame.from, to: frame.to, atNs: frame.status.atNs, events };
    this.#grow<MessagePage>(keys.messages(run), (page, key) =>
      frame.gap ? null : appendLines(page, key[3] as MessageFilter, extent),
    );
    this.#grow<ConsoleView>(keys.consoles(run), (view) => (frame.gap ? null : appendEntries(view, extent)));
  }

  /** Puts what `grow` answers in the place of each view under a key; null has it read again. */
  #grow<View>(under: readonly unknown[], grow: (view: View, key: readonly unknown[]) => View | null): void {
    for (const [key, view] of this.queries.getQueriesData<View>({ queryKey: under })) {
      if (view === undefined) continue;
      const grown = grow(view, key);
      if (grown === null) this.#refresher.refresh(key);
      else this.queries.setQueryData(key, grown);
    }
  }

  #announceEvent(event: AudienceEvent): void {
    if (event.kind === 'incident.acknowledged' || event.kind === 'incident.resolved') {
      closeAnnouncementsOf(String(event.data.incident));
    }
    this.#silenced.take(event);
    const page = arrivedPageOf(event);
    if (page !== null) this.#announce(page);
  }

  #announce(page: ArrivedPage): void {
    announce(page);
    if (!this.#silenced.has(page.incident)) void this.#call(page);
  }

  /** Calls me for a page of mine, and for anybody's where no other console is open: nobody else would hear it. */
  async #call(page: ArrivedPage): Promise<void> {
    const queryFn = () => this.client.session.read();
    const fresh = this.queries.fetchQuery({ queryKey: keys.session, queryFn, staleTime: 0 });
    const session = await fresh.catch(() => this.queries.getQueryData<Session>(keys.session));
    if (session === undefined) return;
    if (page.person === session.person || session.alone) call(page, { notify: session.shell === 'web' });
  }

  /** The station slows a run down itself, at the instant of the page: it must know whether it shall. */
  #onPreferences(): void {
    const { slowWhenPaged } = preferences.get();
    if (slowWhenPaged === this.#slowWhenPaged) return;
    this.#slowWhenPaged = slowWhenPaged;
    const status = this.status.get();
    if (status === null || status.state !== 'running') return;
    this.client.runs
      .pace({ run: status.run, pace: status.pace, dropWhenPaged: slowWhenPaged })
      .catch((problem: unknown) => showToast({ kind: 'problem', text: problemText(problem) }));
  }

  /** Reads the views under `key` that are on screen; the others when they are next looked at. */
  async #read(key: readonly unknown[]): Promise<void> {
    await this.queries.invalidateQueries({ queryKey: key, refetchType: 'active' });
  }

  #onConnection(): void {
    if (this.connection.state.kind !== 'connected') {
      this.streamProblem.set(null);
      return;
    }
    void this.queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'run' });
  }
}
