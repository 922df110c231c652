import { assertPresent } from '../../../../shared/lib/assert.ts';
import { millisecondNs, secondNs } from '../../../../shared/lib/time.ts';
import type { DrillHost, PageState } from '../../../../shared/model/drill.ts';
import type { Engine, HandlerId } from '../../engine/engine.ts';
import type { PlainState, Room } from '../../engine/room.ts';
import type { Kernels } from '../kernels.ts';
import type { Syslogd } from '../syslogd.ts';
import { type Attempted, HostPages, isPending, type Page, type PageReason } from './host-pages.ts';
import type { PageCounters } from './page-counters.ts';
import { pageAddress, pageMessage, stuckMessage } from './page-messages.ts';

/** From scheduling to the result: in recorded logs at least 5.67 and less than 6 s. */
const attemptAfterNs = 5800 * millisecondNs;
/** How often pending pages are tried again in the background. */
const backgroundNs = 23 * secondNs;

/** What the next event about a page stems from, and for what use it was last said to be deferred. */
interface PageStory {
  readonly newest: number;
  readonly deferred: PageState | null;
}

/** One host's memory. `wakesAtNs`: when its pending pages are tried again; any other waking is out of date. */
interface Memory {
  readonly index: number;
  readonly host: DrillHost;
  readonly stories: Map<string, PageStory>;
  pages: HostPages;
  wakesAtNs: number;
}

interface RequestedPage {
  readonly host: number;
  readonly address: string;
}

interface PageRetirementState {
  readonly memories: readonly {
    readonly pages: ReturnType<HostPages['save']>;
    readonly stories: readonly (readonly [string, PageStory])[];
    readonly wakesAtNs: number;
  }[];
  readonly requested: readonly (readonly [number, RequestedPage])[];
  readonly nextRequest: number;
}

const inOrder = (one: number, other: number): readonly number[] => (one < other ? [one, other] : [other, one]);

/** Takes pages of memory that had too many errors out of use, as Solaris 8 and 9 do. */
export class PageRetirement implements Room {
  readonly name = 'page-retirement';
  readonly #engine: Engine;
  readonly #syslogd: Syslogd;
  readonly #kernels: Kernels;
  readonly #attempt: HandlerId;
  readonly #background: HandlerId;
  readonly #memories: readonly Memory[];
  #requested = new Map<number, RequestedPage>();
  #nextRequest = 0;

  constructor(engine: Engine, syslogd: Syslogd, hosts: readonly DrillHost[], kernels: Kernels) {
    this.#engine = engine;
    this.#syslogd = syslogd;
    this.#kernels = kernels;
    this.#memories = hosts.map((host, index) => {
      return { index, host, stories: new Map(), pages: this.#pagesAfterBoot(host), wakesAtNs: 0 };
    });
    this.#attempt = engine.handler('pages.attempt', (id) => this.#attemptRequested(id));
    this.#background = engine.handler('pages.background', (index) => {
      const memory = this.#memoryAt(index);
      if (memory.wakesAtNs === engine.nowNs) this.#wake(memory);
    });
    engine.on('host.went-down', ({ data }) => this.#forget(this.#memory(data.host)));
    engine.on('host.booted', ({ data }) => this.#forget(this.#memory(data.host)));
    engine.register(this);
    engine.registerView('memory', (host) => this.#view(this.#memory(host)));
  }

  /** Says what the page of an address is in use for, and whether an uncorrectable error in it would come back. */
  use(host: string, address: string, state: PageState, stuck: boolean): void {
    this.#memory(host).pages.use(pageAddress(address), state, stuck);
  }

  /**
   * Asks for the page of an address to be retired or cleared; `cause` is the event that says why, `module` where the page
   * is, empty where nobody knows.
   */
  request(host: string, address: string, reason: PageReason, cause: number, module = ''): void {
    const memory = this.#memory(host);
    const page = pageAddress(address);
    const pending = isPending(memory.pages.page(page)) ? memory.stories.get(page) : undefined;
    const action = memory.pages.request(page, reason);
    if (action === 'duplicate') return;
    const causes = pending === undefined ? [cause] : inOrder(pending.newest, cause);
    const newest = this.#engine.append('memory-page.scheduled', host, { host, address: page, action, module }, causes);
    memory.stories.set(page, { newest, deferred: null });
    this.#syslogd.write(memory, pageMessage(action, address), newest);
    const id = this.#nextRequest;
    this.#nextRequest += 1;
    this.#requested.set(id, { host: memory.index, address: page });
    this.#engine.schedule(this.#engine.nowNs + attemptAfterNs, this.#attempt, id);
  }

  /** Returns the retired page of an address to service; nothing happens where it is not retired. */
  unretire(host: string, address: string, cause: number): void {
    const memory = this.#memory(host);
    const page = pageAddress(address);
    if (!memory.pages.unretire(page)) return;
    const { newest } = this.#story(memory, page);
    const data = { host, address: page };
    const returned = this.#engine.append('memory-page.returned', host, data, inOrder(newest, cause));
    this.#syslogd.write(memory, pageMessage('returning', page), returned);
    this.#syslogd.write(memory, pageMessage('returned', page), returned);
    memory.stories.delete(page);
  }

  /** Whether the page with this first address is out of use: nobody touches it any more. */
  isRetired(host: string, page: string): boolean {
    return this.#memory(host).pages.isRetired(page);
  }

  /** The kernel's own counters, `unix:0:page_retire`. */
  counters(host: string): PageCounters {
    return this.#memory(host).pages.counters;
  }

  /** Whether every request has been answered. Pages that stay pending may do so for ever. */
  isSettled(): boolean {
    return this.#requested.size === 0;
  }

  save(): PlainState {
    const state: PageRetirementState = {
      memories: this.#memories.map(({ pages, stories, wakesAtNs }) => {
        return { pages: pages.save(), stories: [...stories], wakesAtNs };
      }),
      requested: [...this.#requested],
      nextRequest: this.#nextRequest,
    };
    return state as unknown as PlainState;
  }

  restore(saved: PlainState): void {
    const state = saved as unknown as PageRetirementState;
    for (const memory of this.#memories) {
      const { pages, stories, wakesAtNs } = assertPresent(state.memories[memory.index], 'a snapshot of the same hosts');
      memory.pages.restore(pages);
      memory.stories.clear();
      for (const [page, story] of stories) memory.stories.set(page, story);
      memory.wakesAtNs = wakesAtNs;
    }
    this.#requested = new Map(state.requested);
    this.#nextRequest = state.nextRequest;
  }

  #attemptRequested(id: number): void {
    const request = this.#requested.get(id);
    // The host has booted since.
    if (request === undefined) return;
    this.#requested.delete(id);
    const memory = this.#memoryAt(request.host);
    const before = memory.pages.page(request.address);
    const attempted = memory.pages.attemptRequested(request.address);
    if (attempted === null) return;
    this.#report(memory, before, attempted);
    if (attempted !== 'retired') this.#wake(memory);
  }

  /** Tries all pending pages again, and later once more while any is left. */
  #wake(memory: Memory): void {
    memory.wakesAtNs = 0;
    for (const page of memory.pages.pages) {
      if (isPending(page)) this.#report(memory, page, memory.pages.attemptAgain(page.address));
    }
    if (!memory.pages.pages.some(isPending)) return;
    memory.wakesAtNs = this.#engine.nowNs + backgroundNs;
    this.#engine.schedule(memory.wakesAtNs, this.#background, memory.index);
  }

  /** Tells what came of an attempt on a page, `before` being the page as it was. */
  #report(memory: Memory, before: Page, attempted: Attempted): void {
    if (attempted === 'retired') this.#reportRetired(memory, before);
    else if (attempted === 'deferred') this.#reportDeferred(memory, before);
    else if (attempted === 'cleared') this.#reportCleared(memory, before);
    else this.#reportRefused(memory, before);
  }

  #reportRetired(memory: Memory, { address, reasons, stuck, scrubbed }: Page): void {
    const host = memory.host.name;
    const isUncorrectable = reasons.includes('uncorrectable');
    const reason = isUncorrectable ? 'uncorrectable' : 'corrected';
    const { pages_retired: retired, pages_limit: limit } = memory.pages.counters;
    const data = { host, address, reason, retired, limit };
    const causes = [this.#story(memory, address).newest];
    const newest = this.#engine.append('memory-page.retired', host, data, causes);
    memory.stories.set(address, { newest, deferred: null });
    if (isUncorrectable && stuck && !scrubbed) this.#syslogd.write(memory, stuckMessage(address), newest);
    this.#syslogd.write(memory, pageMessage('retired', address), newest);
  }

  /** Once for each use that a page is found in: it may be tried thousands of times. */
  #reportDeferred(memory: Memory, { address, state }: Page): void {
    const story = this.#story(memory, address);
    if (story.deferred === state) return;
    const host = memory.host.name;
    const newest = this.#engine.append('memory-page.deferred', host, { host, address, state }, [story.newest]);
    memory.stories.set(address, { newest, deferred: state });
  }

  #reportCleared(memory: Memory, { address }: Page): void {
    const host = memory.host.name;
    const cleared = this.#engine.append('memory-page.cleared', host, { host, address }, [
      this.#story(memory, address).newest,
    ]);
    memory.stories.delete(address);
    this.#syslogd.write(memory, pageMessage('cleared', address), cleared);
  }

  #reportRefused(memory: Memory, { address }: Page): void {
    const host = memory.host.name;
    const data = { host, address, limit: memory.pages.counters.pages_limit };
    const causes = [this.#story(memory, address).newest];
    const refused = this.#engine.append('memory-page.refused', host, data, causes);
    memory.stories.delete(address);
    this.#syslogd.write(memory, pageMessage('refused', address), refused);
  }

  #pagesAfterBoot(host: DrillHost): HostPages {
    return new HostPages(this.#kernels.memory(host).retiredPagesLimit, host.pageRetirement);
  }

  /** Nothing about a page outlives a boot. */
  #forget(memory: Memory): void {
    memory.pages = this.#pagesAfterBoot(memory.host);
    memory.stories.clear();
    memory.wakesAtNs = 0;
    for (const [id, { host }] of this.#requested) {
      if (host === memory.index) this.#requested.delete(id);
    }
  }

  #memoryAt(index: number): Memory {
    return assertPresent(this.#memories[index], 'an index of a host');
  }

  #memory(host: string): Memory {
    return assertPresent(
      this.#memories.find((each) => each.host.name === host),
      'every host has memory',
    );
  }

  #story(memory: Memory, address: string): PageStory {
    return assertPresent(memory.stories.get(address), 'a page that was scheduled');
  }

  #view({ pages }: Memory): PlainState {
    return {
      retired: pages.pages.filter(({ retired }) => retired).map(({ address }) => address),
      pending: pages.pages.filter(isPending).map(({ address }) => address),
      counters: { ...pages.counters },
    };
  }
}
