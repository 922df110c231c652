import { assertPresent } from '../../../shared/lib/assert.ts';
import { parseDuration } from '../../../shared/lib/duration.ts';
import type { DrillInject } from '../../../shared/model/drill.ts';
import type { Engine, HandlerId } from '../engine/engine.ts';
import type { PlainState, Room } from '../engine/room.ts';
import type { Solaris } from '../solaris/solaris.ts';

/** Breaks what the drill says, when it says so. Nothing inside the run causes that: a chain of causes ends here. */
export class Injects implements Room {
  readonly name = 'injects';
  /** When the last one is over. */
  readonly lastAtNs: number;
  readonly #engine: Engine;
  readonly #solaris: Solaris;
  readonly #injects: readonly DrillInject[];
  readonly #inject: HandlerId;
  #done = 0;
  #lastSeq = 0;

  constructor(engine: Engine, solaris: Solaris, injects: readonly DrillInject[]) {
    this.#engine = engine;
    this.#solaris = solaris;
    this.#injects = injects;
    this.lastAtNs = injects.reduce((latestNs, inject) => Math.max(latestNs, endOf(inject)), 0);
    this.#inject = engine.handler('drill.inject', (index) => this.#perform(index));
    engine.register(this);
  }

  /** Whether nothing is left to inject, and no faulty cell is in place any more. */
  get areDone(): boolean {
    return this.#done === this.#injects.length && this.#engine.nowNs >= this.lastAtNs;
  }

  /** The event of the newest inject, that of the start before the first. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** `cause` is the start of the run. */
  start(cause: number): void {
    this.#lastSeq = cause;
    this.#injects.forEach((inject, index) => {
      this.#engine.schedule(instantOf(inject), this.#inject, index);
    });
  }

  save(): PlainState {
    return { done: this.#done, lastSeq: this.#lastSeq };
  }

  restore(state: PlainState): void {
    const saved = state as unknown as { done: number; lastSeq: number };
    this.#done = saved.done;
    this.#lastSeq = saved.lastSeq;
  }

  #perform(index: number): void {
    const inject = assertPresent(this.#injects[index], 'an inject of the drill');
    this.#done += 1;
    if (inject.kind === 'command') {
      const { host, line } = inject;
      this.#lastSeq = this.#engine.append('inject.command', host, { host, line, inject: index }, []);
      this.#solaris.runCommand(host, line, this.#lastSeq);
      return;
    }
    if (inject.kind === 'unretire-page') {
      const { host, address } = inject;
      this.#lastSeq = this.#engine.append('inject.unretire-page', host, { host, address, inject: index }, []);
      this.#solaris.unretirePage(host, address, this.#lastSeq);
      return;
    }
    if (inject.kind === 'faulty-cell') {
      this.#lastSeq = this.#solaris.breakCell(inject, index);
      return;
    }
    const { host, processor } = inject;
    const subject = `${host}/${processor}`;
    const data = { host, processor, inject: index };
    if (inject.kind === 'ecc') {
      this.#lastSeq = this.#engine.append('inject.ecc', subject, { ...data, name: inject.name }, []);
      this.#solaris.reportError(inject, this.#lastSeq);
    } else if (inject.kind === 'memory') {
      const { name, class: kind, pageState } = inject;
      this.#lastSeq = this.#engine.append('inject.memory', subject, { ...data, name, class: kind, pageState }, []);
      this.#solaris.reportMemoryError(inject, this.#lastSeq);
    } else if (inject.kind === 'bind-thread') {
      this.#lastSeq = this.#engine.append('inject.bind-thread', subject, data, []);
      this.#solaris.bindThread(host, processor, this.#lastSeq);
    } else {
      this.#lastSeq = this.#engine.append('inject.unbind-threads', subject, data, []);
      this.#solaris.unbindThreads(host, processor, this.#lastSeq);
    }
  }
}

/** When an inject is over, since the start of the run. Only faulty cells stay. */
const endOf = (inject: DrillInject): number =>
  instantOf(inject) + (inject.kind === 'faulty-cell' ? durationOf(inject.lasts) : 0);

/** When an inject happens, since the start of the run. */
function instantOf({ at }: DrillInject): number {
  return durationOf(at);
}

function durationOf(text: string): number {
  return assertPresent(parseDuration(text), 'a drill has valid durations');
}
