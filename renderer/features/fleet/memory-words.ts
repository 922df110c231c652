import { countOf } from '../../../shared/lib/format.ts';
import { bucketAt } from '../../../shared/lib/leaky-bucket.ts';
import type { MemoryModule, MemoryPage } from '../../../shared/model/fleet-views.ts';
import type { HostView, MemorySummary } from '../../../shared/model/views.ts';

/** How memory does, worst first: what its colour, shape and word are taken from. */
export type MemoryCondition = 'limit' | 'uncorrectable' | 'overflowed' | 'errors' | 'well';

const memoryOrder: readonly MemoryCondition[] = ['limit', 'uncorrectable', 'overflowed', 'errors', 'well'];

export const memoryWords: Readonly<Record<MemoryCondition, string>> = {
  limit: 'limit reached',
  uncorrectable: 'uncorrectable',
  overflowed: 'too many',
  errors: 'errors',
  well: 'well',
};

type SummaryModule = MemorySummary['modules'][number];

export function moduleCondition({ uncorrectable, overflows, errors }: SummaryModule): MemoryCondition {
  if (uncorrectable > 0) return 'uncorrectable';
  if (overflows > 0) return 'overflowed';
  return errors > 0 ? 'errors' : 'well';
}

const worstOf = (conditions: readonly MemoryCondition[]): MemoryCondition =>
  memoryOrder.find((condition) => conditions.includes(condition)) ?? 'well';

/** How the memory of a whole host does. */
export function memoryCondition({ refused, modules }: MemorySummary): MemoryCondition {
  return refused > 0 ? 'limit' : worstOf(modules.map(moduleCondition));
}

/** The modules with errors that sit on a board, `SB2` or `/N0/SB1`. */
const modulesOn = ({ memory }: HostView, board: string): readonly SummaryModule[] =>
  memory.modules.filter(({ module }) => module.startsWith(`${board}/`));

export const boardCondition = (host: HostView, board: string): MemoryCondition =>
  worstOf(modulesOn(host, board).map(moduleCondition));

/** The memory of a board in a word or two. */
export function boardWords(host: HostView, board: string): string {
  const modules = modulesOn(host, board);
  const errors = modules.reduce((sum, module) => sum + module.errors, 0);
  const condition = boardCondition(host, board);
  return condition === 'errors' ? countOf(errors, 'error') : memoryWords[condition];
}

const pagesPerGigabyte = 131_072;

/** So many pages of 8 KB as people say it: `8 GB`. */
export const memorySize = (pages: number): string => {
  const gigabytes = pages / pagesPerGigabyte;
  return gigabytes >= 1 ? `${Number(gigabytes.toFixed(1))} GB` : `${Math.round(gigabytes * 1024)} MB`;
};

/** The memory of a host as a sentence. */
export function memorySentence({ memory, host }: HostView): string {
  const { refused, retired, waiting, modules } = memory;
  if (refused > 0) return `${host} can retire no more pages: failing ones stay in use`;
  const failing = modules.filter((module) => moduleCondition(module) !== 'errors').length;
  const pages = [
    ...(retired > 0 ? [`${countOf(retired, 'page')} retired`] : []),
    ...(waiting > 0 ? [`${countOf(waiting, 'page')} waiting`] : []),
  ];
  const tail = pages.length === 0 ? '' : `, ${pages.join(', ')}`;
  if (failing > 0) return `${countOf(failing, 'memory module')} of ${host} ${failing === 1 ? 'fails' : 'fail'}${tail}`;
  if (modules.length > 0) return `${countOf(modules.length, 'memory module')} of ${host} with errors${tail}`;
  return `The memory of ${host} is well${tail}`;
}

/** How far a module's bucket is from overflowing. */
export function bucketWords(module: MemoryModule, leaksSinceNs: number | null, nowNs: number): string {
  if (module.countedAtNs === null) return 'no error counted since boot';
  const count = bucketAt(module, leaksSinceNs, nowNs);
  const left = module.limit + 1 - count;
  const more = left <= 1 ? 'one more overflows it' : `${left} more overflow it`;
  return `${count} of ${module.limit} allowed: ${more}`;
}

const pageStates: Readonly<Record<MemoryPage['state'], string>> = {
  scheduled: 'asked for',
  deferred: 'waits',
  retired: 'retired',
  refused: 'stays: limit reached',
  cleared: 'cleared, in use again',
  returned: 'returned to service',
};

const uses = new Map([
  ['clean', 'in use'],
  ['dirty', 'its data are nowhere else'],
  ['kernel', 'the kernel uses it'],
  ['locked', 'a program has locked it'],
]);

/** What became of a page, and what keeps it where it waits. */
export function pageWords({ state, use }: MemoryPage): string {
  const why = state === 'deferred' ? uses.get(use) : undefined;
  return why === undefined ? pageStates[state] : `${pageStates[state]}: ${why}`;
}
