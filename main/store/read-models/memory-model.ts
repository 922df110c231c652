import { isUncorrectableMemoryError } from '../../../shared/lib/memory-errors.ts';
import type { EventDataOf, EventKind, LoggedEvent } from '../../../shared/model/events.ts';
import type { MemoryModule, MemoryPage, PageCounters } from '../../../shared/model/fleet-views.ts';
import type { ReadEventRow } from './cause-walk.ts';

/** One host's memory, but for its modules and pages. */
export interface HostMemoryModel {
  readonly counters: PageCounters;
  readonly limit: number | null;
  readonly leaksSinceNs: number | null;
  /** The corrected error that armed the timer of the buckets, 0 before it. */
  readonly firstCorrectedSeq: number;
  readonly corrected: number;
  readonly uncorrectable: number;
}

/** A host's memory in the writer's hands. */
interface HostMemory {
  readonly modules: Map<string, MemoryModule>;
  model: HostMemoryModel;
}
export type MemoryModels = Map<string, HostMemory>;

/** A page as an event leaves it. `waits`: it is neither retired nor back in service. */
interface ChangedPage {
  readonly host: string;
  readonly page: MemoryPage;
  readonly seq: number;
  readonly waits: boolean;
}

/** What a batch changes. Of `booted` hosts all pages go first. */
export interface MemoryChanges {
  readonly hosts: Set<string>;
  readonly modules: Map<string, Set<string>>;
  readonly pages: Map<string, ChangedPage>;
  readonly booted: Set<string>;
}

export const noMemoryChanges = (): MemoryChanges => ({
  hosts: new Set(),
  modules: new Map(),
  pages: new Map(),
  booted: new Set(),
});

const noCounters: PageCounters = {
  pages_retired: 0,
  pages_pending: 0,
  pages_multiple_ce: 0,
  pages_ue: 0,
  pages_ue_cleared_freed: 0,
  pages_ue_persistent: 0,
  pages_limit_exceeded: 0,
  pages_unretired: 0,
};

/** A host's memory after boot. */
export const emptyHostMemory: HostMemoryModel = {
  counters: noCounters,
  limit: null,
  leaksSinceNs: null,
  firstCorrectedSeq: 0,
  corrected: 0,
  uncorrectable: 0,
};

const emptyModule = (module: string): MemoryModule => ({
  ...{ module, count: 0, countedAtNs: null, limit: 0, windowNs: 0 },
  ...{ intermittent: 0, persistent: 0, sticky: 0, uncorrectable: 0, overflows: 0 },
  ...{ lastError: '', lastErrorAtNs: 0, retired: 0, waiting: 0 },
});

const memoryOf = (models: MemoryModels, host: string): HostMemory => {
  const known = models.get(host);
  if (known !== undefined) return known;
  const memory = { modules: new Map<string, MemoryModule>(), model: emptyHostMemory };
  models.set(host, memory);
  return memory;
};

/** One event being taken into the models. */
interface Fold {
  readonly host: string;
  readonly memory: HostMemory;
  readonly changes: MemoryChanges;
  readonly read: ReadEventRow;
}

function changeModule({ host, memory, changes }: Fold, name: string, change: (module: MemoryModule) => MemoryModule) {
  if (name === '') return;
  memory.modules.set(name, change(memory.modules.get(name) ?? emptyModule(name)));
  const changed = changes.modules.get(host) ?? new Set<string>();
  changes.modules.set(host, changed.add(name));
}

function count({ memory }: Fold, steps: Partial<PageCounters>): void {
  const counters = { ...memory.model.counters };
  for (const [name, step] of Object.entries(steps)) counters[name as keyof PageCounters] += step;
  memory.model = { ...memory.model, counters };
}

function takeError(fold: Fold, { at, seq, data }: LoggedEvent<'memory.reported'>): void {
  const { model } = fold.memory;
  const isUncorrectable = isUncorrectableMemoryError(data.name);
  if (isUncorrectable) fold.memory.model = { ...model, uncorrectable: model.uncorrectable + 1 };
  else {
    const arms = model.leaksSinceNs === null ? { leaksSinceNs: at, firstCorrectedSeq: seq } : {};
    fold.memory.model = { ...model, ...arms, corrected: model.corrected + 1 };
  }
  changeModule(fold, data.unum, (module) => ({
    ...module,
    ...{ lastError: data.name, lastErrorAtNs: at },
    uncorrectable: module.uncorrectable + (isUncorrectable ? 1 : 0),
    intermittent: module.intermittent + (data.class === 'intermittent' ? 1 : 0),
    persistent: module.persistent + (data.class === 'persistent' ? 1 : 0),
    sticky: module.sticky + (data.class === 'sticky' ? 1 : 0),
  }));
}

/** The timer is armed when the first corrected error is counted, which is a little after it was reported. */
function takeCount(fold: Fold, { at, data, causes }: LoggedEvent<'module.counted'>): void {
  const { model } = fold.memory;
  if (causes[0] === model.firstCorrectedSeq) fold.memory.model = { ...model, leaksSinceNs: at };
  const { count, limit, windowNs } = data;
  changeModule(fold, data.module, (module) => ({ ...module, count, limit, windowNs, countedAtNs: at }));
}

/** What a page was asked for: its module and reason, from the newest request in the story of an event about it. */
function requestOf({ read }: Fold, event: LoggedEvent): Pick<MemoryPage, 'module' | 'reason'> {
  let causes = event.causes;
  for (;;) {
    const rows = causes.map(read);
    const row = rows.findLast(({ kind }) => kind.startsWith('memory-page.'));
    if (row === undefined) return { module: '', reason: 'corrected' };
    if (row.kind === 'memory-page.scheduled') {
      const { module, action } = JSON.parse(row.data) as EventDataOf<'memory-page.scheduled'>;
      return { module, reason: action === 'clearing' ? 'uncorrectable' : 'corrected' };
    }
    causes = JSON.parse(row.causes) as number[];
  }
}

function putPage({ host, changes }: Fold, page: MemoryPage, seq: number): void {
  const waits = page.state === 'scheduled' || page.state === 'deferred';
  changes.pages.set(`${host} ${page.address}`, { host, page, seq, waits });
}

function schedule(fold: Fold, event: LoggedEvent<'memory-page.scheduled'>): void {
  const { address, action, module } = event.data;
  const waited = event.causes.some((cause) => /^memory-page\.(scheduled|deferred)$/.test(fold.read(cause).kind));
  if (!waited) {
    count(fold, { pages_pending: 1 });
    changeModule(fold, module, (each) => ({ ...each, waiting: each.waiting + 1 }));
  }
  const reason = action === 'clearing' ? 'uncorrectable' : 'corrected';
  putPage(fold, { address, module, state: 'scheduled', use: '', reason, atNs: event.at }, event.seq);
}

type PageEvent = LoggedEvent<
  | 'memory-page.deferred'
  | 'memory-page.retired'
  | 'memory-page.refused'
  | 'memory-page.cleared'
  | 'memory-page.returned'
>;

/** What each outcome changes in the counters. */
function stepsOf(state: MemoryPage['state'], reason: MemoryPage['reason']): Partial<PageCounters> {
  const isUncorrectable = reason === 'uncorrectable';
  const of = (step: number) => (isUncorrectable ? { pages_ue: step } : { pages_multiple_ce: step });
  if (state === 'retired') {
    return { pages_pending: -1, pages_retired: 1, ...of(1), pages_ue_persistent: isUncorrectable ? 1 : 0 };
  }
  if (state === 'refused') return { pages_pending: -1, pages_limit_exceeded: 1 };
  if (state === 'cleared') return { pages_pending: -1, pages_ue_cleared_freed: 1 };
  if (state === 'returned') return { pages_retired: -1, pages_unretired: 1, ...of(-1) };
  return {};
}

function dealWith(fold: Fold, event: PageEvent): void {
  const { address } = event.data;
  const state = event.kind.slice('memory-page.'.length) as MemoryPage['state'];
  const request = requestOf(fold, event);
  const use = 'state' in event.data ? event.data.state : '';
  putPage(fold, { address, ...request, state, use, atNs: event.at }, event.seq);
  if (state === 'deferred') return;
  count(fold, stepsOf(state, request.reason));
  if ('limit' in event.data) fold.memory.model = { ...fold.memory.model, limit: event.data.limit };
  const retired = state === 'retired' ? 1 : state === 'returned' ? -1 : 0;
  const waiting = state === 'returned' ? 0 : -1;
  changeModule(fold, request.module, (module) => ({
    ...module,
    retired: module.retired + retired,
    waiting: module.waiting + waiting,
  }));
}

/** With the kernel its buckets and pages are gone; how many errors a module has had stays worth knowing. */
function boot(fold: Fold): void {
  const { host, memory, changes } = fold;
  memory.model = emptyHostMemory;
  for (const name of memory.modules.keys()) {
    changeModule(fold, name, (module) => ({ ...module, count: 0, countedAtNs: null, retired: 0, waiting: 0 }));
  }
  for (const [key, page] of changes.pages) if (page.host === host) changes.pages.delete(key);
  changes.booted.add(host);
}

const kinds: ReadonlySet<EventKind> = new Set([
  'host.booted',
  'host.went-down',
  'memory.reported',
  'module.counted',
  'module.overflowed',
  'memory-page.scheduled',
  'memory-page.deferred',
  'memory-page.retired',
  'memory-page.refused',
  'memory-page.cleared',
  'memory-page.returned',
] as const);

/** Takes an event into the memory of its host, if it is about memory. The event is in the log already. */
export function applyToMemory(
  models: MemoryModels,
  changes: MemoryChanges,
  event: LoggedEvent,
  read: ReadEventRow,
): void {
  if (!kinds.has(event.kind)) return;
  const { host } = event.data as EventDataOf<'memory-page.cleared'>;
  const fold: Fold = { host, memory: memoryOf(models, host), changes, read };
  changes.hosts.add(host);
  if (event.kind === 'host.booted' || event.kind === 'host.went-down') boot(fold);
  else if (event.kind === 'memory.reported') takeError(fold, event as LoggedEvent<'memory.reported'>);
  else if (event.kind === 'module.counted') takeCount(fold, event as LoggedEvent<'module.counted'>);
  else if (event.kind === 'module.overflowed') {
    const { module } = (event as LoggedEvent<'module.overflowed'>).data;
    changeModule(fold, module, (each) => ({ ...each, count: each.count - 1, overflows: each.overflows + 1 }));
  } else if (event.kind === 'memory-page.scheduled') schedule(fold, event as LoggedEvent<'memory-page.scheduled'>);
  else dealWith(fold, event as PageEvent);
}
