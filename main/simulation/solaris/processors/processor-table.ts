import { assertPresent } from '../../../../shared/lib/assert.ts';
import type { DrillHost } from '../../../../shared/model/drill.ts';
import type { ProcessorState } from '../../../../shared/model/views.ts';
import type { Hardware, Processor } from '../../hardware/hardware.ts';

/** The set of processors and threads that are in none. Solaris numbers sets from 1. */
export const noSet = -1;

interface Entry {
  readonly state: ProcessorState;
  /** Null where it has been so since the host booted. */
  readonly sinceNs: number | null;
  readonly set: number;
  /** Counts up with every processor that begins to run in its set: sets list theirs in that order. */
  readonly joined: number;
  /** Counts up with every change of a state: the log tells those of one command in the order in which they were made. */
  readonly changed: number;
}

interface ProcessorTableState {
  readonly entries: readonly Entry[];
  readonly sets: readonly (readonly [string, readonly number[]])[];
  readonly indicted: readonly number[];
  readonly out: readonly number[];
  readonly joined: number;
  readonly changed: number;
}

const isRunning = (state: ProcessorState): boolean => state === 'on-line' || state === 'no-intr';

/** The state of every processor, the processor sets of every host, and which processors a controller will not power. */
export class ProcessorTable {
  readonly #byHost: ReadonlyMap<string, readonly Processor[]>;
  #entries: Entry[];
  #sets: Map<string, readonly number[]>;
  #indicted = new Set<number>();
  /** Processors on boards that are not in use: the system does not know them. */
  #out = new Set<number>();
  /** The others of each host, kept while none leaves or joins. */
  #in = new Map<string, readonly Processor[]>();
  #joined: number;
  #changed = 0;

  constructor(hardware: Hardware) {
    this.#byHost = new Map(
      hardware.hosts.map((host) => [host.name, hardware.processors.filter((each) => each.host === host)]),
    );
    this.#entries = hardware.processors.map(({ index }) => ({
      state: 'on-line',
      sinceNs: null,
      set: noSet,
      joined: index,
      changed: 0,
    }));
    this.#sets = new Map(hardware.hosts.map(({ name }) => [name, []]));
    this.#joined = hardware.processors.length;
  }

  /** All processors that a host's system knows, in the order of their numbers. */
  of(host: DrillHost): readonly Processor[] {
    const known = this.#in.get(host.name);
    if (known !== undefined) return known;
    const all = assertPresent(this.#byHost.get(host.name), 'a host of the run');
    const found = all.filter(({ index }) => !this.#out.has(index));
    this.#in.set(host.name, found);
    return found;
  }

  /** A processor leaves the system with its board. */
  leave(processor: Processor, atNs: number): void {
    this.setState(processor, 'powered-off', atNs);
    this.#out.add(processor.index);
    this.#in.delete(processor.host.name);
  }

  /** A processor joins the system with its board: on-line, unless its system controller keeps it out. */
  join(processor: Processor, atNs: number): void {
    if (!this.#out.delete(processor.index)) return;
    this.#in.delete(processor.host.name);
    this.setState(processor, this.#indicted.has(processor.index) ? 'powered-off' : 'on-line', atNs);
  }

  state(processor: Processor): ProcessorState {
    return this.#entry(processor).state;
  }

  /** When the processor came into its state; null where it has been so since the host booted. */
  sinceNs(processor: Processor): number | null {
    return this.#entry(processor).sinceNs;
  }

  /** Whether the processor runs threads: it is on-line, with interrupts or without. */
  isRunning(processor: Processor): boolean {
    return isRunning(this.state(processor));
  }

  /** The host's processors that run threads. */
  runningOf(host: DrillHost): readonly Processor[] {
    return this.of(host).filter((each) => this.isRunning(each));
  }

  /** How many of a host's processors accept interrupts. */
  interruptibleCount(host: DrillHost): number {
    return this.of(host).filter((each) => this.state(each) === 'on-line').length;
  }

  setState(processor: Processor, state: ProcessorState, atNs: number): void {
    const before = this.#entry(processor);
    if (before.state === state) return;
    const joined = isRunning(state) && !isRunning(before.state) ? this.#join() : before.joined;
    this.#changed += 1;
    this.#entries[processor.index] = { ...before, state, sinceNs: atNs, joined, changed: this.#changed };
  }

  /** Processors in the order in which their states changed last. */
  inOrderOfChange(processors: readonly Processor[]): readonly Processor[] {
    return [...processors].sort((one, other) => this.#entry(one).changed - this.#entry(other).changed);
  }

  setOf(processor: Processor): number {
    return this.#entry(processor).set;
  }

  moveTo(processor: Processor, set: number): void {
    this.#entries[processor.index] = { ...this.#entry(processor), set, joined: this.#join() };
  }

  /** The processors of a set that run threads, in the order in which they joined it. */
  runningIn(host: DrillHost, set: number): readonly Processor[] {
    return this.runningOf(host)
      .filter((each) => this.setOf(each) === set)
      .sort((one, other) => this.#entry(one).joined - this.#entry(other).joined);
  }

  /** The numbers of a host's processor sets, in the order in which they were created. */
  sets(host: DrillHost): readonly number[] {
    return assertPresent(this.#sets.get(host.name), 'a host of the run');
  }

  setSets(host: DrillHost, sets: readonly number[]): void {
    this.#sets.set(host.name, sets);
  }

  /** Marks a processor that the system controller will keep out at the next boot. */
  indict(processor: Processor): void {
    this.#indicted.add(processor.index);
  }

  /** Brings a host's processors up as POST leaves them, with no sets; those that are indicted stay without power. */
  boot(host: DrillHost): void {
    this.setSets(host, []);
    for (const processor of this.of(host)) {
      const state = this.#indicted.has(processor.index) ? 'powered-off' : 'on-line';
      this.#entries[processor.index] = {
        state,
        sinceNs: null,
        set: noSet,
        joined: this.#join(),
        changed: this.#changed,
      };
    }
  }

  save(): ProcessorTableState {
    return {
      entries: [...this.#entries],
      sets: [...this.#sets],
      indicted: [...this.#indicted],
      out: [...this.#out],
      joined: this.#joined,
      changed: this.#changed,
    };
  }

  restore({ entries, sets, indicted, out, joined, changed }: ProcessorTableState): void {
    this.#entries = [...entries];
    this.#sets = new Map(sets);
    this.#indicted = new Set(indicted);
    this.#out = new Set(out);
    this.#in.clear();
    this.#joined = joined;
    this.#changed = changed;
  }

  #join(): number {
    this.#joined += 1;
    return this.#joined;
  }

  #entry(processor: Processor): Entry {
    return assertPresent(this.#entries[processor.index], 'every processor has an entry');
  }
}
