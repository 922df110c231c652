import type { Policy } from '../../../../shared/model/policies.ts';
import type { Engine, HandlerId } from '../../engine/engine.ts';
import { emptySerd, type Serd, type SerdRule } from '../serd/rule.ts';
import { record } from '../serd/serd.ts';
import type { OutcomeBook } from './outcome.ts';
import type { CacheError, PolicyHost } from './policy-host.ts';
import { durationNs, reasonOf, serdRuleOf } from './rule-words.ts';
import { rootsOf } from './trains.ts';

const correctedNames: ReadonlySet<string> = new Set(['UCC', 'CPC', 'WDC', 'EDC']);
const uncorrectableNames: ReadonlySet<string> = new Set(['UCU', 'CPU', 'WDU', 'EDU']);

/** A processor that the policy wants out of use, and how often it has asked for it. */
interface Chain {
  readonly reason: string;
  readonly failures: number;
  readonly nextNs: number;
  /** Whether it was out of use before its host booted. */
  readonly again: boolean;
}

/** What a policy makes of errors of L2 caches: it counts them, and takes processors off-line. */
export class ProcessorWatch {
  readonly #engine: Engine;
  readonly #host: PolicyHost;
  readonly #policy: Policy['processor'];
  readonly #rule: SerdRule | null;
  readonly #book: OutcomeBook;
  readonly #attempt: HandlerId;
  readonly #endTrain: HandlerId;
  #serds = new Map<number, Serd>();
  #lines = new Map<number, Set<string>>();
  #badMemory = new Set<string>();
  #trains: (readonly CacheError[])[] = [];
  #openTrains = new Map<string, number>();
  #chains = new Map<number, Chain>();
  /** What was told of processors that it gave up: not again before anything changes. */
  #told = new Set<string>();
  /** Processors whose fault is decided for good, with the reason. */
  readonly #solved = new Map<number, string>();

  constructor(engine: Engine, host: PolicyHost, policy: Policy['processor'], book: OutcomeBook) {
    this.#engine = engine;
    this.#host = host;
    this.#policy = policy;
    this.#rule = policy.corrected === null ? null : serdRuleOf(policy.corrected);
    this.#book = book;
    this.#attempt = engine.handler('policy.attempt-offlining', (cpu) => this.#try(cpu));
    this.#endTrain = engine.handler('policy.end-train', (train) => this.#end(train));
  }

  /** An error was logged now. */
  see(error: CacheError): void {
    const { trainWindow } = this.#policy;
    if (trainWindow === null) {
      this.#judge(error);
      return;
    }
    const key = `${error.cpu} ${error.errId}`;
    const open = this.#openTrains.get(key);
    if (open !== undefined) {
      this.#trains[open] = [...(this.#trains[open] ?? []), error];
      return;
    }
    this.#openTrains.set(key, this.#trains.length);
    this.#engine.schedule(this.#engine.nowNs + durationNs(trainWindow.value), this.#endTrain, this.#trains.length);
    this.#trains.push([error]);
  }

  /** A processor has met bad data in this line of memory. */
  seeBadMemory(cpu: number, line: string): void {
    this.#badMemory.add(`${cpu} ${line}`);
  }

  /** The host has booted: who counted knows nothing any more, but for what was decided for good. */
  boot(): void {
    this.#serds.clear();
    this.#lines.clear();
    this.#badMemory.clear();
    this.#openTrains.clear();
    this.#chains.clear();
    this.#told.clear();
    for (const [cpu, reason] of this.#solved) this.#begin(cpu, reason, true);
  }

  #end(train: number): void {
    const errors = this.#trains[train] ?? [];
    this.#trains[train] = [];
    const [first] = errors;
    if (first === undefined) return;
    const key = `${first.cpu} ${first.errId}`;
    // A boot has dropped it.
    if (this.#openTrains.get(key) !== train) return;
    this.#openTrains.delete(key);
    for (const error of rootsOf(errors)) this.#judge(error);
  }

  #judge(error: CacheError): void {
    if (this.#solved.has(error.cpu) || !this.#host.isRunning(error.cpu)) return;
    if (correctedNames.has(error.name)) this.#count(error);
    else if (uncorrectableNames.has(error.name)) this.#condemn(error);
  }

  #condemn({ cpu, name, line, poisoned }: CacheError): void {
    const { uncorrectable, excusedByMemory } = this.#policy;
    if (!uncorrectable.value) return;
    if (excusedByMemory.value) {
      if (poisoned || line === null || this.#badMemory.has(`${cpu} ${line}`)) return;
    }
    this.#begin(cpu, `uncorrectable L2 error (${name})`, false);
  }

  #count({ cpu, line, seq }: CacheError): void {
    const { corrected, eachLineOnce } = this.#policy;
    if (this.#rule === null || corrected === null) return;
    if (eachLineOnce && !this.#isNewLine(cpu, line)) return;
    const serd = record(this.#rule, this.#serds.get(cpu) ?? emptySerd, { atNs: this.#engine.nowNs, seq });
    this.#serds.set(cpu, serd);
    if (serd.fired)
      this.#begin(cpu, reasonOf(corrected, eachLineOnce ? 'lines with errors' : 'corrected L2 errors'), false);
  }

  /** Whether the line fails for the first time. One whose address is not known cannot be told from others. */
  #isNewLine(cpu: number, line: string | null): boolean {
    if (line === null) return false;
    const lines = this.#lines.get(cpu) ?? new Set();
    this.#lines.set(cpu, lines);
    if (lines.has(line)) return false;
    lines.add(line);
    return true;
  }

  #begin(cpu: number, reason: string, again: boolean): void {
    const { mostOffLine, lasting } = this.#policy;
    if (this.#chains.has(cpu)) return;
    if (mostOffLine !== null && this.#host.offLineCount() >= mostOffLine.value) {
      this.#giveUp(cpu, `${reason}; as many processors are off-line as may be: ${mostOffLine.value}`);
      return;
    }
    if (lasting.value) this.#solved.set(cpu, reason);
    this.#chains.set(cpu, { reason, failures: 0, nextNs: this.#engine.nowNs, again });
    this.#try(cpu);
  }

  #try(cpu: number): void {
    const chain = this.#chains.get(cpu);
    const { nowNs } = this.#engine;
    const { state, forced } = this.#policy;
    // An attempt of a chain that a boot has ended.
    if (chain?.nextNs !== nowNs) return;
    if (!this.#host.isRunning(cpu)) this.#chains.delete(cpu);
    else if (this.#host.takeOffLine(cpu, state, forced.value)) this.#succeed(cpu, chain);
    else this.#fail(cpu, chain);
  }

  #succeed(cpu: number, { reason, again }: Chain): void {
    this.#chains.delete(cpu);
    this.#serds.delete(cpu);
    this.#lines.delete(cpu);
    this.#told.clear();
    if (!again) this.#book.offlined.push({ cpu, atNs: this.#engine.nowNs, reason });
  }

  #fail(cpu: number, chain: Chain): void {
    const { attempts, interval } = this.#policy;
    const failures = chain.failures + 1;
    if (failures >= attempts.value) {
      this.#chains.delete(cpu);
      this.#giveUp(cpu, chain.reason);
      return;
    }
    const nextNs = this.#engine.nowNs + durationNs(interval.value);
    this.#chains.set(cpu, { ...chain, failures, nextNs });
    this.#engine.schedule(nextNs, this.#attempt, cpu);
  }

  #giveUp(cpu: number, reason: string): void {
    const told = `${cpu} ${reason}`;
    if (this.#told.has(told)) return;
    this.#told.add(told);
    this.#book.gaveUp.push({ cpu, atNs: this.#engine.nowNs, reason });
  }
}
