import type { Engine } from '../simulation/engine/engine.ts';
import type { PolicyHost } from '../simulation/solaris/policies/policy-host.ts';
import type { Solaris } from '../simulation/solaris/solaris.ts';

/** A host of a case as a policy of another system sees it: it reads what is logged, and types on the console. */
export class WatchedHost implements PolicyHost {
  readonly physmemPages: number;
  readonly #engine: Engine;
  readonly #solaris: Solaris;
  readonly #host: string;
  readonly #cpus: readonly number[];

  constructor(
    engine: Engine,
    solaris: Solaris,
    {
      name,
      physmemPages,
      cpus,
    }: { readonly name: string; readonly physmemPages: number; readonly cpus: readonly number[] },
  ) {
    this.#engine = engine;
    this.#solaris = solaris;
    this.#host = name;
    this.physmemPages = physmemPages;
    this.#cpus = cpus;
  }

  isRunning(cpu: number): boolean {
    const { onLine } = this.#engine.view('processor', `${this.#host}/${cpu}`) as { readonly onLine: boolean };
    return onLine;
  }

  offLineCount(): number {
    return this.#cpus.filter((cpu) => !this.isRunning(cpu)).length;
  }

  takeOffLine(cpu: number, state: 'off-line' | 'faulted', forced: boolean): boolean {
    // `-F` alone is faulted; else it is force.
    const options = state === 'faulted' ? '-F' : `${forced ? '-F ' : ''}-f`;
    this.#solaris.runCommand(this.#host, `psradm ${options} ${cpu}`, this.#engine.events);
    return !this.isRunning(cpu);
  }
}
