import { millisecondNs } from '../../../shared/lib/time.ts';
import type { Engine, HandlerId } from '../engine/engine.ts';
import type { Hardware, Processor } from '../hardware/hardware.ts';
import { Indictments } from './indictments.ts';
import type { Kernels } from './kernels.ts';
import { type OffliningReason, offliningMessage, reasonText } from './offlining-messages.ts';
import { type Machine, takeOffLine } from './processors/take-off-line.ts';
import type { Syslogd } from './syslogd.ts';

/** A processor that is to be taken off-line, and what has come of it so far. Event numbers are seqs, 0 for none. */
export interface OffliningChain {
  readonly reason: OffliningReason;
  /** The event that made it a candidate. */
  readonly candidate: number;
  readonly failures: number;
  readonly lastFailure: number;
  readonly nextAttemptNs: number;
}

/** From the error that makes a candidate to the first attempt. */
const firstAttemptNs = 1080 * millisecondNs;
/** What a refused attempt itself takes: five waits for the bound threads, and more. */
const refusalNs = 80 * millisecondNs;
/** A kernel can be told to wait for longer than any run lasts: that is never. */
const neverNs = Number.MAX_SAFE_INTEGER;

const inOrder = (seqs: readonly number[]): readonly number[] => [...seqs].sort((one, other) => one - other);

/** What is told when a chain of attempts ends, either way. */
export interface OffliningEnds {
  readonly offlined: (processor: Processor) => void;
  readonly gaveUp: (processor: Processor) => void;
}

/** Takes candidates off-line, again and again while the processor is busy, until it gives up. */
export class Offlining {
  readonly #engine: Engine;
  readonly #syslogd: Syslogd;
  readonly #machine: Machine;
  readonly #kernels: Kernels;
  readonly #indictments: Indictments;
  readonly #ends: OffliningEnds;
  readonly #attempt: HandlerId;
  #chains: (OffliningChain | null)[];

  constructor(
    engine: Engine,
    syslogd: Syslogd,
    hardware: Hardware,
    machine: Machine,
    kernels: Kernels,
    ends: OffliningEnds,
  ) {
    this.#engine = engine;
    this.#syslogd = syslogd;
    this.#machine = machine;
    this.#kernels = kernels;
    this.#indictments = new Indictments(engine, machine.table);
    this.#ends = ends;
    this.#chains = hardware.processors.map(() => null);
    this.#attempt = engine.handler('solaris.attempt-offlining', (index) => this.#tryOffline(hardware.at(index)));
  }

  /** The chain of attempts that is under way, null for none. */
  chain({ index }: Processor): OffliningChain | null {
    return this.#chains[index] ?? null;
  }

  /**
   * Makes a processor a candidate because of an error trapped at `trappedNs`. Nothing happens when it is off-line
   * already or a chain of attempts is under way.
   */
  begin(processor: Processor, reason: OffliningReason, candidate: number, trappedNs: number): void {
    if (!this.#machine.table.isRunning(processor) || this.chain(processor) !== null) return;
    const nextAttemptNs = trappedNs + firstAttemptNs;
    this.#setChain(processor, { reason, candidate, failures: 0, lastFailure: 0, nextAttemptNs });
    this.#engine.schedule(nextAttemptNs, this.#attempt, processor.index);
  }

  /** Whether no chain of attempts is under way. */
  isIdle(): boolean {
    return this.#chains.every((chain) => chain === null);
  }

  /** Ends a chain of attempts without a word: somebody else took the processor off-line, or its host boots. */
  stop(processor: Processor): void {
    this.#setChain(processor, null);
  }

  save(): readonly (OffliningChain | null)[] {
    return [...this.#chains];
  }

  restore(chains: readonly (OffliningChain | null)[]): void {
    this.#chains = [...chains];
  }

  #setChain(processor: Processor, chain: OffliningChain | null): void {
    this.#chains[processor.index] = chain;
  }

  #tryOffline(processor: Processor): void {
    const { nowNs } = this.#engine;
    const chain = this.chain(processor);
    // An attempt of a chain that was stopped.
    if (chain?.nextAttemptNs !== nowNs) return;
    const failures = chain.failures + 1;
    const refusal = takeOffLine(this.#machine, processor, { forced: false, caller: null, atNs: nowNs });
    if (refusal === null) this.#reportOffLine(processor, chain);
    else if (failures > this.#kernels.removal(processor.host).retries) this.#giveUp(processor, chain, failures);
    else this.#tryAgainLater(processor, chain, failures);
  }

  #reportOffLine(processor: Processor, chain: OffliningChain): void {
    this.#setChain(processor, null);
    const data = { ...this.#about(processor, chain), attempts: chain.failures + 1 };
    // What kept it on-line before has gone: the unbinding is a cause as well.
    const causes = chain.failures > 0 ? [...this.#causes(processor, chain), chain.lastFailure] : [chain.candidate];
    const seq = this.#engine.append('processor.offlined', processor.subject, data, inOrder(causes));
    this.#syslogd.write(processor, offliningMessage(processor, chain.reason, 'offlined'), seq);
    this.#indictments.send(processor, chain.reason, this.#kernels.indictment(processor.host), seq);
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
    this.#syslogd.write(processor, offliningMessage(processor, chain.reason, 'retry'), seq);
    this.#engine.schedule(nextAttemptNs, this.#attempt, processor.index);
  }

  #giveUp(processor: Processor, chain: OffliningChain, attempts: number): void {
    this.#setChain(processor, null);
    const data = { ...this.#about(processor, chain), error: 'EBUSY', attempts };
    // With no retries there is no failure before this one.
    const before = chain.failures > 0 ? [chain.lastFailure] : [];
    const causes = inOrder([...this.#causes(processor, chain), ...before]);
    const seq = this.#engine.append('offlining.gave-up', processor.subject, data, causes);
    this.#syslogd.write(processor, offliningMessage(processor, chain.reason, 'gave-up'), seq);
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
    const { table, processes } = this.#machine;
    const changedBy = processes.changedBy(processor);
    const hasChanged = changedBy > 0 && (processes.boundTo(processor) > 0 || !table.isRunning(processor));
    return hasChanged ? inOrder([candidate, changedBy]) : [candidate];
  }
}
