import { assert, assertPresent } from '../../../shared/lib/assert.ts';
import { addNs, type Instant, parseInstant } from '../../../shared/lib/civil-time.ts';
import { parseDuration } from '../../../shared/lib/duration.ts';
import { millisecondNs } from '../../../shared/lib/time.ts';
import type { EccInject } from '../../../shared/model/drill.ts';
import type { Engine, HandlerId } from '../engine/engine.ts';
import type { PlainState, Room } from '../engine/room.ts';
import type { Hardware, Processor } from '../hardware/hardware.ts';
import { cacheOf } from '../hardware/l2-cache.ts';
import { printRegister, readRegister, registerOf } from '../hardware/register.ts';
import { dumpMessages, linesOfDump } from './cache-dump-messages.ts';
import { type Category, categoryOf } from './category.ts';
import { type ErrorReport, headerMessage, moduleAtFault, syndromeMessage } from './error-messages.ts';
import { dataSyndromeOf, hasMultiple, withoutMultiple } from './fault-status.ts';
import { Kernels } from './kernels.ts';
import { logMessage } from './message-log.ts';
import { Offlining } from './offlining.ts';
import { collect, emptySerd, record, release, reset, type Serd } from './serd.ts';

/** The log lines follow the trap by this long, drawn. */
const quickestLoggingMs = 1;
const slowestLoggingMs = 40;

/** An error on its way from the trap to the log. `reported` is its `ecc.reported`, 0 before. */
interface PendingError {
  readonly processor: number;
  readonly inject: EccInject;
  readonly cause: number;
  /** The second logging of the same error, with ME. */
  readonly again: boolean;
  readonly reported: number;
  readonly trappedNs: number;
}

interface SolarisState {
  readonly serds: readonly Serd[];
  readonly pending: readonly (readonly [number, PendingError])[];
  readonly nextPending: number;
  readonly offlining: ReturnType<Offlining['save']>;
}

const nanosecondsPerSecond = 1_000_000_000n;

/** What Solaris makes of L2 cache errors on every host: log lines, SERD, and taking processors off-line. */
export class Solaris implements Room {
  readonly name = 'solaris';
  readonly #engine: Engine;
  readonly #hardware: Hardware;
  readonly #kernels: Kernels;
  readonly #offlining: Offlining;
  readonly #startsAt: Instant;
  readonly #log: HandlerId;
  readonly #trapAgain: HandlerId;
  #serds: Serd[];
  #pending = new Map<number, PendingError>();
  #nextPending = 0;

  /** `startsAt` is the instant at which the run's clock starts, as the drill says it. */
  constructor(engine: Engine, hardware: Hardware, startsAt: string) {
    this.#engine = engine;
    this.#hardware = hardware;
    this.#startsAt = assertPresent(parseInstant(startsAt), 'the drill has been checked');
    this.#serds = hardware.processors.map(() => emptySerd);
    this.#kernels = new Kernels(engine, hardware.hosts);
    this.#offlining = new Offlining(engine, hardware, this.#kernels, {
      offlined: (processor) => this.#setSerd(processor, reset),
      gaveUp: (processor) => this.#setSerd(processor, release),
    });
    this.#log = engine.handler('solaris.log-error', (id) => this.#logError(this.#takePending(id)));
    this.#trapAgain = engine.handler('solaris.trap-again', (id) => this.#trap(this.#takePending(id)));
    engine.register(this);
    engine.registerView('processor', (subject) => this.#view(subject));
  }

  /** An error of an L2 cache happens now; `cause` is its inject. The host and the processor must exist. */
  reportError(inject: EccInject, cause: number): void {
    const { index } = this.#hardware.processor(inject.host, inject.processor);
    const trappedNs = this.#engine.nowNs;
    this.#trap({ processor: index, inject, cause, again: false, reported: 0, trappedNs });
  }

  /** Binds one more thread to a processor, which keeps it from going off-line. */
  bindThread(host: string, processor: number, cause: number): void {
    this.#offlining.bindThread(this.#hardware.processor(host, processor), cause);
  }

  /** Unbinds all threads from a processor. */
  unbindThreads(host: string, processor: number, cause: number): void {
    this.#offlining.unbindThreads(this.#hardware.processor(host, processor), cause);
  }

  /** Whether every error has been logged and no processor is about to be taken off-line. */
  isSettled(): boolean {
    return this.#pending.size === 0 && this.#offlining.isIdle();
  }

  save(): PlainState {
    const state: SolarisState = {
      serds: [...this.#serds],
      pending: [...this.#pending],
      nextPending: this.#nextPending,
      offlining: this.#offlining.save(),
    };
    return state as unknown as PlainState;
  }

  restore(saved: PlainState): void {
    const state = saved as unknown as SolarisState;
    assert(state.serds.length === this.#hardware.processors.length, 'a snapshot of the same hardware');
    this.#serds = [...state.serds];
    this.#pending = new Map(state.pending);
    this.#nextPending = state.nextPending;
    this.#offlining.restore(state.offlining);
  }

  #trap(error: PendingError): void {
    const { processor, report, category } = this.#read(error);
    const { host } = processor;
    const data = {
      host: host.name,
      processor: processor.processor,
      name: report.name,
      category: category ?? '',
      errId: report.errId,
      afsr: printRegister(report.afsr),
      afar: printRegister(report.afar),
      syndrome: dataSyndromeOf(report.afsr),
      unum: moduleAtFault(report),
      first: report.first,
      multiple: hasMultiple(report.afsr),
    };
    const causes = error.again ? [error.cause, error.reported] : [error.cause];
    const reported = this.#engine.append('ecc.reported', processor.subject, data, causes);
    const trappedNs = this.#engine.nowNs;
    const delayMs = this.#engine.random(`solaris ${processor.subject}`).uniformInt(quickestLoggingMs, slowestLoggingMs);
    this.#keepPending(trappedNs + delayMs * millisecondNs, this.#log, { ...error, reported, trappedNs });
    const { loggedAgainAfter } = error.inject;
    if (loggedAgainAfter === undefined || error.again) return;
    const laterNs = assertPresent(parseDuration(loggedAgainAfter), 'the drill has been checked');
    this.#keepPending(trappedNs + laterNs, this.#trapAgain, { ...error, reported, again: true });
  }

  #logError(error: PendingError): void {
    const { processor, report, category } = this.#read(error);
    logMessage(this.#engine, processor, headerMessage(report), error.reported);
    const syndrome = syndromeMessage(report);
    if (syndrome !== null) logMessage(this.#engine, processor, syndrome, error.reported);
    this.#logDump(processor, report, error);
    if (!this.#hardware.isOnLine(processor)) return;
    if (category === 'A' && !error.again) this.#count(processor, error);
    if (category === 'B') this.#offlining.begin(processor, 'multiple', error.reported, error.trappedNs);
    if (category === 'C') this.#offlining.begin(processor, 'uncorrectable', error.reported, error.trappedNs);
  }

  #logDump(processor: Processor, { errId, afar }: ErrorReport, { inject, reported }: PendingError): void {
    if (inject.dump === undefined) return;
    const captured = { cache: cacheOf(processor.host), errId, address: afar, lines: linesOfDump(inject.dump) };
    for (const message of dumpMessages(captured)) logMessage(this.#engine, processor, message, reported);
  }

  #count(processor: Processor, { reported, trappedNs }: PendingError): void {
    const before = this.#serdOf(processor);
    if (before.fired) return;
    const serd = collect(record(before, { atNs: trappedNs, seq: reported }));
    this.#serds[processor.index] = serd;
    const { limit, windowNs } = serd;
    const count = serd.errors.length;
    const data = { host: processor.host.name, processor: processor.processor, count, limit, windowNs };
    this.#engine.append('serd.counted', processor.subject, data, [reported]);
    if (!serd.fired) return;
    const causes = serd.errors.slice(-8).map(({ seq }) => seq);
    const fired = this.#engine.append('serd.fired', processor.subject, data, causes);
    this.#offlining.begin(processor, 'serd', fired, trappedNs);
  }

  /** What the kernel finds in the registers. The first of several errors was latched before ME came on. */
  #read({ processor: index, inject, again, trappedNs }: PendingError): {
    readonly processor: Processor;
    readonly report: ErrorReport;
    readonly category: Category;
  } {
    const processor = this.#hardware.at(index);
    const { cpuType } = processor.host;
    const first = inject.loggedAgainAfter !== undefined && !again;
    const afsr = first ? withoutMultiple(readRegister(inject.afsr)) : readRegister(inject.afsr);
    const report: ErrorReport = {
      processor,
      name: inject.name,
      mode: inject.mode,
      trapLevel: inject.trapLevel,
      errId: inject.errId ?? this.#errIdAt(processor, trappedNs),
      afsr,
      afar: readRegister(inject.afar),
      faultPc: inject.faultPc,
      first,
    };
    const { automaticRemoval } = this.#kernels.removal(processor.host);
    return { processor, report, category: categoryOf({ name: inject.name, afsr, cpuType, automaticRemoval }) };
  }

  /** The error id of an instant: nanoseconds since the host booted. */
  #errIdAt({ host }: Processor, atNs: number): string {
    const booted = assertPresent(parseInstant(host.bootedAt), 'the drill has been checked');
    const now = addNs(this.#startsAt, atNs);
    const seconds = BigInt(now.epochSeconds - booted.epochSeconds);
    const sinceBootNs = seconds * nanosecondsPerSecond + BigInt(now.nanoseconds - booted.nanoseconds);
    return printRegister(registerOf(sinceBootNs));
  }

  #keepPending(atNs: number, handler: HandlerId, error: PendingError): void {
    const id = this.#nextPending;
    this.#nextPending += 1;
    this.#pending.set(id, error);
    this.#engine.schedule(atNs, handler, id);
  }

  #takePending(id: number): PendingError {
    const error = assertPresent(this.#pending.get(id), 'an error waits to be logged once');
    this.#pending.delete(id);
    return error;
  }

  #serdOf(processor: Processor): Serd {
    return assertPresent(this.#serds[processor.index], 'every processor has a SERD');
  }

  #setSerd(processor: Processor, change: (serd: Serd) => Serd): void {
    this.#serds[processor.index] = change(this.#serdOf(processor));
  }

  #view(subject: string): PlainState {
    const processor = this.#hardware.bySubject(subject);
    const { chain, bound } = this.#offlining.state(processor);
    const serd = this.#serdOf(processor);
    return {
      onLine: this.#hardware.isOnLine(processor),
      serd: { limit: serd.limit, windowNs: serd.windowNs, atNs: serd.errors.map(({ atNs }) => atNs) },
      boundThreads: bound.count,
      offlining:
        chain === null ? null : { failures: chain.failures, nextAttemptNs: chain.nextAttemptNs, reason: chain.reason },
    };
  }
}
