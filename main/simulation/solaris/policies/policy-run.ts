import type { CpuType, EccName, PageState } from '../../../../shared/model/drill.ts';
import type { EventDataOf, LoggedEvent } from '../../../../shared/model/events.ts';
import type { Policy } from '../../../../shared/model/policies.ts';
import type { Engine } from '../../engine/engine.ts';
import { decodeSyndrome } from '../../hardware/ecc-syndromes.ts';
import { printRegister, type Register, readRegister } from '../../hardware/register.ts';
import { pageAddress } from '../memory/page-messages.ts';
import { addressValidity } from '../register-validity.ts';
import { OutcomeBook, type PolicyOutcome } from './outcome.ts';
import { PageWatch } from './page-watch.ts';
import type { PolicyHost } from './policy-host.ts';
import { ProcessorWatch } from './processor-watch.ts';

/** A line of the cache has 64 bytes. */
const lineOf = ({ high, low }: Register): string => printRegister({ high, low: (low & ~63) >>> 0 });

/** What the two kinds of logged errors say about where they were. */
interface Located {
  readonly afsr: string;
  readonly afar: string;
  readonly name: string;
}

/**
 * Lets a policy of other systems watch over one host, whose kernel does nothing about errors by itself. It reads what is
 * logged, and the host's kernel does what it asks for. It lives as long as its engine: it is not saved.
 */
export class PolicyRun {
  readonly #cpuType: CpuType;
  readonly #book = new OutcomeBook();
  readonly #processors: ProcessorWatch;
  readonly #pages: PageWatch;
  /** The newest inject of a memory error, which says in what state its page is. */
  #injected: { readonly seq: number; readonly state: PageState } = { seq: 0, state: 'clean' };

  constructor(engine: Engine, host: PolicyHost, cpuType: CpuType, policy: Policy) {
    this.#cpuType = cpuType;
    this.#processors = new ProcessorWatch(engine, host, policy.processor, this.#book);
    this.#pages = new PageWatch(engine, host, policy, this.#book);
    engine.on('inject.memory', ({ seq, data }) => {
      this.#injected = { seq, state: data.pageState as PageState };
    });
    engine.on('ecc.reported', (event) => this.#seeCacheError(event));
    engine.on('memory.reported', (event) => this.#seeMemoryError(event));
    engine.on('host.booted', () => {
      this.#processors.boot();
      this.#pages.boot();
    });
  }

  /** What has come of it so far. */
  get outcome(): PolicyOutcome {
    return this.#book;
  }

  #seeCacheError({ seq, data }: LoggedEvent<'ecc.reported'>): void {
    const { processor: cpu, name, errId, syndrome } = data;
    const address = this.#addressOf(data);
    this.#processors.see({
      cpu,
      name,
      errId,
      line: address === null ? null : lineOf(readRegister(address)),
      poisoned: decodeSyndrome(syndrome, this.#cpuType).kind === 'special',
      seq,
    });
  }

  #seeMemoryError({ seq, data, causes }: LoggedEvent<'memory.reported'>): void {
    const { processor: cpu, name, class: kind, unum: module } = data as EventDataOf<'memory.reported'>;
    const address = this.#addressOf(data);
    const line = address === null ? null : lineOf(readRegister(address));
    const corrected = name === 'CE';
    if (!corrected && line !== null) this.#processors.seeBadMemory(cpu, line);
    this.#pages.see({
      corrected,
      class: kind,
      module,
      page: address === null ? null : pageAddress(address),
      pageState: causes.includes(this.#injected.seq) ? this.#injected.state : 'clean',
      seq,
    });
  }

  /** The address of an error, null where the register tells of another one. */
  #addressOf({ afsr, afar, name }: Located): string | null {
    const isValid = addressValidity(readRegister(afsr), this.#cpuType, name as EccName) === 'valid';
    return isValid ? afar : null;
  }
}
