import { assertPresent } from '../../../shared/lib/assert.ts';
import { millisecondNs } from '../../../shared/lib/time.ts';
import type { Engine, HandlerId } from '../engine/engine.ts';
import type { Hardware, Processor } from '../hardware/hardware.ts';
import type { Kernels } from './kernels.ts';
import { logMessage } from './message-log.ts';
import { type OffliningReason, offliningMessage, reasonText } from './offlining-messages.ts';

/** A processor that is to be taken off-line, and what has come of it so far. Event numbers are seqs, 0 for none. */
export interface OffliningChain {
  readonly reason: OffliningReason;
  /** The event that made it a candidate. */
  readonly candidate: number;
  readonly failures: number;
  readonly lastFailure: number;
  readonly nextAttemptNs: number;
}

/** Threads bound to a processor, and the last event that changed them. */
interface BoundThreads {
  readonly count: number;
  readonly changedBy: number;
}

interface ProcessorState {
  readonly chain: OffliningChain | null;
  readonly bound: BoundThreads;
}

/** From the error that makes a candidate to the first attempt. */
const firstAttemptNs = 1080 * millisecondNs;
/** What a refused attempt itself takes: five waits for the bound threads, and more. */
const refusalNs = 80 * millisecondNs;
/** A kernel can be told to wait for longer than any run lasts: that is never. */
const neverNs = Number.MAX_SAFE_INTEGER;

const unbound: BoundThreads = { count: 0, changedBy: 0 };

const inOrder = (seqs: readonly number[]): readonly number[] => [...seqs].sort((one, other) => one - other);

/** What is told when a chain of attempts ends, either way. */
export interface OffliningEnds {
  readonly offlined: (processor: Processor) => void;
  readonly gaveUp: (processor: Processor) => void;
}

/** Takes candidates off-line, again and again while the processor is busy, until it gives up. */
export class Offlining {
  readonly #engine: Engine;
  readonly #hardware: Hardware;
  readonly #kernels: Kernels;
  readonly #ends: OffliningEnds;
  readonly #attempt: HandlerId;
  #states: ProcessorState[];

  constructor(engine: Engine, hardware: Hardware, kernels: Kernels, ends: OffliningEnds) {
    this.#engine = engine;
    this.#hardware = hardware;
    this.#kernels = kernels;
    this.#ends = ends;
    this.#states = hardware.processors.map(() => ({ chain: null, bound: unbound }));
    this.#attempt = engine.handler('solaris.attempt-offlining', (index) => this.#tryOffline(hardware.at(index)));
  }

  state(processor: Processor): ProcessorState {
    return assertPresent(this.#states[processor.index], 'every processor has a state');
  }

  /**
   * Makes a processor a candidate because of an error trapped at `trappedNs`. Nothing happens when it is off-line
   * already or a chain of attempts is under way.
   */
  begin(processor: Processor, reason: OffliningReason, candidate: number, trappedNs: number): void {
    if (!this.#hardware.isOnLine(processor) || this.state(processor).chain !== null) return;
    const nextAttemptNs = trappedNs + firstAttemptNs;
    this.#setChain(processor, { reason, candidate, failures: 0, lastFailure: 0, nextAttemptNs });
    this.#engine.schedule(nextAttemptNs, this.#attempt, processor.index);
  }

  /** Whether no chain of attempts is under way. */
  isIdle(): boolean {
    return this.#states.every(({ chain }) => chain === null);
  }

  bindThread(processor: Processor, cause: number): void {
    const { chain, bound } = this.state(processor);
    this.#states[processor.index] = { chain, bound: { count: bound.count + 1, changedBy: cause } };
  }

  unbindThreads(processor: Processor, cause: number): void {
    this.#states[processor.index] = { chain: this.state(processor).chain, bound: { count: 0, changedBy: cause } };
  }

  save(): readonly ProcessorState[] {
    return [...this.#states];
  }

  restore(states: readonly ProcessorState[]): void {
    this.#states = [...states];
  }

  #setChain(processor: Processor, chain: OffliningChain | null): void {
    this.#states[processor.index] = { chain, bound: this.state(processor).bound };
  }

  /** Solaris does not take off-line what threads are bound to, nor the last processor on-line. */
  #isBusy(processor: Processor): boolean {
    return this.state(processor).bound.count > 0 || this.#hardware.onLineCount(processor.host) <= 1;
  }

  #tryOffline(processor: Processor): void {
    const chain = assertPresent(this.state(processor).chain, 'an attempt belongs to a chain');
    const failures = chain.failures + 1;
    if (!this.#isBusy(processor)) this.#takeOffLine(processor, chain);
    else if (failures > this.#kernels.removal(processor.host).retries) this.#giveUp(processor, chain, failures);
    else this.#tryAgainLater(processor, chain, failures);
  }

  #takeOffLine(processor: Processor, chain: OffliningChain): void {
    this.#hardware.takeOffLine(processor);
    this.#setChain(processor, null);
    const data = { ...this.#about(processor, chain), attempts: chain.failures + 1 };
    // What kept it on-line before has gone: the unbinding is a cause as well.
    const causes = chain.failures > 0 ? [...this.#causes(processor, chain), chain.lastFailure] : [chain.candidate];
    const seq = this.#engine.append('processor.offlined', processor.subject, data, inOrder(causes));
    logMessage(this.#engine, processor, offliningMessage(processor, chain.reason, 'offlined'), seq);
    this.#ends.offlined(processor);
  }

  #tryAgainLater(processor: Processor, chain: OffliningChain, failures: number): void {
    const { retryIntervalNs, retries } = this.#kernels.removal(processor.host);
    const nextAttemptNs = Math.min(this.#engine.nowNs + retryIntervalNs + refusalNs, neverNs);
    const retriesLeft = retries + 1 - failures;
    const data = {
      ...this.#about(processor, chain),
      error: 'EBUSY',
      attempt: failures,
      retriesLeft,
      nextAttemptNs,
    };
    const seq = this.#engine.append('offlining.failed', processor.subject, data, this.#causes(processor, chain));
    this.#setChain(processor, { ...chain, failures, lastFailure: seq, nextAttemptNs });
    logMessage(this.#engine, processor, offliningMessage(processor, chain.reason, 'retry'), seq);
    this.#engine.schedule(nextAttemptNs, this.#attempt, processor.index);
  }

  #giveUp(processor: Processor, chain: OffliningChain, attempts: number): void {
    this.#setChain(processor, null);
    const data = { ...this.#about(processor, chain), error: 'EBUSY', attempts };
    // With no retries there is no failure before this one.
    const before = chain.failures > 0 ? [chain.lastFailure] : [];
    const causes = inOrder([...this.#causes(processor, chain), ...before]);
    const seq = this.#engine.append('offlining.gave-up', processor.subject, data, causes);
    logMessage(this.#engine, processor, offliningMessage(processor, chain.reason, 'gave-up'), seq);
    this.#ends.gaveUp(processor);
  }

  #about(
    { host, processor }: Processor,
    { reason }: OffliningChain,
  ): { host: string; processor: number; reason: string } {
    return { host: host.name, processor, reason: reasonText(reason) };
  }

  /**
   * What an attempt's outcome stems from: the candidacy and the threads bound or unbound. Not every attempt before it,
   * so that the way back to the first error stays short.
   */
  #causes(processor: Processor, { candidate }: OffliningChain): readonly number[] {
    const { count, changedBy } = this.state(processor).bound;
    const hasChanged = changedBy > 0 && (count > 0 || !this.#hardware.isOnLine(processor));
    return hasChanged ? inOrder([candidate, changedBy]) : [candidate];
  }
}
