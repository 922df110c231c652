import type { DrillHost, PageState } from '../../../../shared/model/drill.ts';
import { noPageCounters, type PageCounter, type PageCounters } from './page-counters.ts';

/** Why a page is to be retired: repeated corrected errors, or an uncorrectable one. */
export type PageReason = 'corrected' | 'uncorrectable';

/** A page of memory that has had errors. */
export interface Page {
  /** Its first address, as Solaris prints it. */
  readonly address: string;
  readonly state: PageState;
  /** Whether an uncorrectable error comes back when the page is written over. */
  readonly stuck: boolean;
  /** Why it is to be retired or has been; empty for a page in service. */
  readonly reasons: readonly PageReason[];
  readonly retired: boolean;
  /** Cleared of an uncorrectable error once: the second one retires it. */
  readonly scrubbed: boolean;
  /** Whether it has a place in the queue of pending pages. */
  readonly queued: boolean;
}

/** What the kernel makes of a request to retire a page. `duplicate`: it is retired or pending already. */
export type Requested = 'removal' | 'clearing' | 'duplicate';

/**
 * What comes of an attempt. `cleared`: the error is gone and the page back in service. `refused`: as many as may be
 * retired for corrected errors are. `deferred`: the page is in use, the kernel tries again later.
 */
export type Attempted = 'retired' | 'cleared' | 'refused' | 'deferred';

const longestQueue = 256;

const pageInService = (address: string): Page => {
  return { address, state: 'clean', stuck: false, reasons: [], retired: false, scrubbed: false, queued: false };
};

export const isPending = ({ reasons, retired }: Page): boolean => reasons.length > 0 && !retired;

const hasUncorrectable = ({ reasons }: Page): boolean => reasons.includes('uncorrectable');

/** How pages with corrected errors are retired: when nobody uses them any more, or by copying them away. */
export type PageRetirementKind = NonNullable<DrillHost['pageRetirement']>;

/**
 * Whether the page's use keeps it from being retired now. What is dirty is first copied to another page, unless it may
 * be wrong; the kernel's own pages and locked ones stay where they are.
 */
function isHeld(page: Page, kind: PageRetirementKind): boolean {
  if (kind === 'when-freed' && !hasUncorrectable(page)) return page.state !== 'free';
  return page.state === 'kernel' || page.state === 'locked' || (page.state === 'dirty' && hasUncorrectable(page));
}

interface HostPagesState {
  readonly pages: readonly Page[];
  readonly counters: PageCounters;
}

/** The pages of one host's memory that have had errors, and what its kernel makes of them. Knows no time. */
export class HostPages {
  readonly #pages = new Map<string, Page>();
  readonly #kind: PageRetirementKind;
  #counters: PageCounters;
  #queued = 0;

  /** `limit`: how many pages may be retired for corrected errors. */
  constructor(limit: number, kind: PageRetirementKind = 'copying') {
    this.#kind = kind;
    this.#counters = noPageCounters(limit);
  }

  get counters(): PageCounters {
    return this.#counters;
  }

  /** The pages that have had errors, oldest first. */
  get pages(): readonly Page[] {
    return [...this.#pages.values()];
  }

  page(address: string): Page {
    return this.#pages.get(address) ?? pageInService(address);
  }

  isRetired(address: string): boolean {
    return this.#pages.get(address)?.retired === true;
  }

  /** Says what a page is in use for from now on, and whether its error comes back. A retired page is out of use. */
  use(address: string, state: PageState, stuck: boolean): void {
    const page = this.page(address);
    if (!page.retired) this.#pages.set(address, { ...page, state, stuck });
  }

  /** Marks a page for retirement, which the kernel then attempts. */
  request(address: string, reason: PageReason): Requested {
    const page = this.page(address);
    if (page.retired) return 'duplicate';
    const clears = reason === 'uncorrectable' && !hasUncorrectable(page);
    if (isPending(page) && !clears) return 'duplicate';
    this.#pages.set(address, { ...page, reasons: [...page.reasons, reason], queued: this.#enqueue(page) });
    return clears ? 'clearing' : 'removal';
  }

  /** The attempt that belongs to a request; null where an earlier one has done the work. */
  attemptRequested(address: string): Attempted | null {
    const page = this.page(address);
    if (!isPending(page)) return null;
    const attempted = this.#attempt(page);
    if (attempted !== 'retired') this.#count('pages_deferred', 1);
    return attempted;
  }

  /** An attempt in the background, which leaves the kernel's own pages alone. */
  attemptAgain(address: string): Attempted {
    const page = this.page(address);
    return page.state === 'kernel' ? 'deferred' : this.#attempt(page);
  }

  /** Returns a retired page to service as if nothing had been; false for one that is not retired. */
  unretire(address: string): boolean {
    const page = this.page(address);
    if (!page.retired) return false;
    this.#pages.set(address, { ...pageInService(address), state: 'free' });
    this.#count(hasUncorrectable(page) ? 'pages_ue' : 'pages_multiple_ce', -1);
    this.#count('pages_retired', -1);
    this.#count('pages_unretired', 1);
    return true;
  }

  save(): HostPagesState {
    return { pages: this.pages, counters: this.#counters };
  }

  restore({ pages, counters }: HostPagesState): void {
    this.#pages.clear();
    for (const page of pages) this.#pages.set(page.address, page);
    this.#counters = counters;
    this.#queued = pages.filter(({ queued }) => queued).length;
  }

  #count(counter: PageCounter, change: 1 | -1): void {
    this.#counters = { ...this.#counters, [counter]: this.#counters[counter] + change };
  }

  /**
   * Whether the page has a place in the queue now. One that has none is found all the same, by looking at every page;
   * asked for once more, it is counted once more.
   */
  #enqueue(page: Page): boolean {
    if (page.queued) return true;
    this.#count('pages_pending', 1);
    if (this.#queued < longestQueue) {
      this.#queued += 1;
      return true;
    }
    this.#count('pages_notenqueued', 1);
    return false;
  }

  #dequeue(page: Page): void {
    if (page.queued) this.#queued -= 1;
    else this.#count('pages_notdequeued', 1);
    this.#count('pages_pending', -1);
  }

  #attempt(page: Page): Attempted {
    if (!hasUncorrectable(page) && this.#isLimitReached()) return this.#refuse(page);
    if (isHeld(page, this.#kind)) {
      this.#count(page.state === 'kernel' ? 'pages_deferred_kernel' : 'pages_deferred', 1);
      return 'deferred';
    }
    if (hasUncorrectable(page) && !page.scrubbed && !page.stuck) return this.#clear(page);
    if (hasUncorrectable(page)) this.#count('pages_ue_persistent', 1);
    return this.#retire(page);
  }

  #isLimitReached(): boolean {
    return this.#counters.pages_multiple_ce + this.#counters.pages_fma >= this.#counters.pages_limit;
  }

  #refuse(page: Page): Attempted {
    this.#count('pages_limit_exceeded', 1);
    this.#dequeue(page);
    this.#pages.set(page.address, { ...page, reasons: [], queued: false });
    return 'refused';
  }

  #clear(page: Page): Attempted {
    this.#count('pages_ue_cleared_freed', 1);
    this.#dequeue(page);
    this.#pages.set(page.address, { ...page, reasons: [], state: 'free', scrubbed: true, queued: false });
    return 'cleared';
  }

  #retire(page: Page): Attempted {
    this.#dequeue(page);
    this.#pages.set(page.address, { ...page, retired: true, queued: false });
    this.#count('pages_retired', 1);
    this.#count(hasUncorrectable(page) ? 'pages_ue' : 'pages_multiple_ce', 1);
    return 'retired';
  }
}
