import type { PageState } from '../../../../shared/model/drill.ts';
import type { Policy } from '../../../../shared/model/policies.ts';
import type { Engine, HandlerId } from '../../engine/engine.ts';
import type { OutcomeBook } from './outcome.ts';
import { PageCounts } from './page-counts.ts';
import type { MemoryError, PolicyHost } from './policy-host.ts';
import { durationNs } from './rule-words.ts';

/** A page that waits until it can be retired. */
interface WaitingPage {
  readonly page: string;
  readonly corrected: boolean;
  readonly reason: string;
}

/** What a policy makes of errors of main memory: it counts them, and retires pages. */
export class PageWatch {
  readonly #engine: Engine;
  readonly #host: PolicyHost;
  readonly #policy: Policy['memory'];
  readonly #book: OutcomeBook;
  readonly #counts: PageCounts;
  readonly #poll: HandlerId;
  #states = new Map<string, PageState>();
  #retired = new Set<string>();
  #retiredForCorrected = 0;
  #waiting = new Map<string, WaitingPage>();
  /** Whether a page may be in another state than when those that wait were tried last. */
  #hasChanged = false;
  #intervalNs = 0;
  #nextPollNs = -1;
  #faultyPages = new Map<string, number>();
  #faultyModules = new Set<string>();
  #told = new Set<string>();
  /** Whether pages are still out of use after a boot. */
  readonly #lasting: boolean;

  constructor(engine: Engine, host: PolicyHost, { memory, processor }: Policy, book: OutcomeBook) {
    this.#engine = engine;
    this.#host = host;
    this.#policy = memory;
    this.#lasting = processor.lasting.value;
    this.#book = book;
    this.#counts = new PageCounts(memory);
    this.#poll = engine.handler('policy.poll-pages', () => this.#tryWaiting());
  }

  /** An error was logged now. */
  see(error: MemoryError): void {
    const { page, module, corrected } = error;
    if (page !== null) this.#states.set(page, error.pageState);
    this.#hasChanged = true;
    // What is out of use has no errors any more; a module that is to be replaced has no other fate.
    if (page !== null && (this.#retired.has(page) || this.#waiting.has(page))) return;
    if (corrected && this.#faultyModules.has(module)) return;
    if (!corrected) {
      this.#condemn(error, 'uncorrectable error');
      return;
    }
    const reason = this.#counts.reasonToRetire(error, this.#engine.nowNs);
    if (reason !== null) this.#condemn(error, reason);
  }

  /** The host has booted. */
  boot(): void {
    this.#counts.clear();
    this.#told.clear();
    if (this.#lasting) return;
    this.#waiting.clear();
    this.#retired.clear();
    this.#retiredForCorrected = 0;
    this.#faultyPages.clear();
    this.#faultyModules.clear();
  }

  /** A page is to be retired, if the error says which one. */
  #condemn(error: MemoryError, reason: string): void {
    const { page, corrected, module } = error;
    const { action } = this.#policy;
    if (page === null || (corrected && (action.value === 'off' || action.value === 'account'))) return;
    const attempted = this.#attempt({ page, corrected, reason });
    if (attempted === 'busy') this.#wait(error, { page, corrected, reason });
    else this.#blame(module);
  }

  #wait(error: MemoryError, waiting: WaitingPage): void {
    const { retry } = this.#policy;
    if (retry.kind !== 'poll') {
      this.#counts.fail(error);
      this.#giveUp({ address: waiting.page }, `${waiting.reason}; the page is in use (${error.pageState})`);
      return;
    }
    this.#waiting.set(waiting.page, waiting);
    this.#blame(error.module);
    this.#intervalNs = durationNs(retry.first);
    this.#schedulePoll();
  }

  #schedulePoll(): void {
    this.#nextPollNs = this.#engine.nowNs + this.#intervalNs;
    this.#engine.schedule(this.#nextPollNs, this.#poll, 0);
  }

  #tryWaiting(): void {
    const { retry } = this.#policy;
    // A poll that a later page has put forward.
    if (retry.kind !== 'poll' || this.#engine.nowNs !== this.#nextPollNs) return;
    if (this.#hasChanged) this.#attemptWaiting();
    this.#hasChanged = false;
    if (this.#waiting.size === 0) return;
    this.#intervalNs = Math.min(this.#intervalNs * 2, durationNs(retry.longest));
    this.#schedulePoll();
  }

  #attemptWaiting(): void {
    for (const waiting of [...this.#waiting.values()]) {
      if (this.#attempt(waiting) !== 'busy') this.#waiting.delete(waiting.page);
    }
  }

  /**
   * Retires a page now, if its state allows it. `refused`: as many pages are retired as may be, and who asked takes it
   * for done.
   */
  #attempt({ page, corrected, reason }: WaitingPage): 'retired' | 'refused' | 'busy' {
    const { cannotRetire } = this.#policy;
    const most = this.#mostRetired();
    if (corrected && this.#retiredForCorrected >= most) {
      this.#retired.add(page);
      this.#giveUp({ address: page }, `${reason}; as many pages are retired as may be: ${most}`);
      return 'refused';
    }
    const state = this.#states.get(page) ?? 'clean';
    if ((corrected ? cannotRetire.corrected : cannotRetire.uncorrectable).includes(state)) return 'busy';
    this.#retired.add(page);
    if (corrected) this.#retiredForCorrected += 1;
    this.#book.retiredPages.push({ address: page, atNs: this.#engine.nowNs, reason });
    return 'retired';
  }

  /** Counts a page against its module. With too many the module is to be replaced. */
  #blame(module: string): void {
    const { modulePages } = this.#policy;
    if (modulePages === null) return;
    const pages = (this.#faultyPages.get(module) ?? 0) + 1;
    this.#faultyPages.set(module, pages);
    if (pages <= Math.floor((this.#host.physmemPages * modulePages.value) / 100_000)) return;
    this.#faultyModules.add(module);
    this.#giveUp({ module }, `${pages} of its pages are bad: the module is to be replaced`);
  }

  #mostRetired(): number {
    const { mostRetiredBasisPoints } = this.#policy;
    if (mostRetiredBasisPoints === null) return Number.POSITIVE_INFINITY;
    return Math.floor((this.#host.physmemPages * mostRetiredBasisPoints.value) / 10_000);
  }

  #giveUp(what: { readonly address: string } | { readonly module: string }, reason: string): void {
    const told = JSON.stringify([what, reason]);
    if (this.#told.has(told)) return;
    this.#told.add(told);
    this.#book.gaveUp.push({ ...what, atNs: this.#engine.nowNs, reason });
  }
}
