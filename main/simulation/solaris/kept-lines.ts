import { formatSyslogTime } from '../../../shared/lib/civil-time.ts';
import type { DrillHost } from '../../../shared/model/drill.ts';
import type { Engine } from '../engine/engine.ts';
import type { PlainState, Room } from '../engine/room.ts';
import type { BootTimes } from './boot-times.ts';

/** What syslogd has written at once, of one line or several, and the date that it has in the file. */
interface Written {
  readonly atNs: number;
  readonly text: string;
}

/** As many of a host are kept: the file itself is in the run's log. */
const mostWritten = 400;

/** The newest lines of every host's messages file, for commands that print them. */
export class KeptLines implements Room {
  readonly name = 'kept-lines';
  readonly #bootTimes: BootTimes;
  #written = new Map<string, Written[]>();

  constructor(engine: Engine, bootTimes: BootTimes) {
    this.#bootTimes = bootTimes;
    engine.on('message.logged', ({ at, data }) => this.#keep(data.host, { atNs: at, text: data.text }));
    engine.on('message.repeated', ({ data }) => this.#keep(data.host, { atNs: data.lastAtNs, text: data.text }));
    engine.register(this);
  }

  /** The newest lines of a host with date and host, oldest first. */
  of({ name }: DrillHost): readonly string[] {
    const kept = (this.#written.get(name) ?? []).slice(-mostWritten);
    return kept.flatMap(({ atNs, text }) => {
      const head = `${formatSyslogTime(this.#bootTimes.instantAt(atNs))} ${name}`;
      return text.split('\n').map((line) => `${head} ${line}`);
    });
  }

  save(): PlainState {
    const kept = [...this.#written].map(([host, written]) => [host, written.slice(-mostWritten)]);
    return kept as unknown as PlainState;
  }

  restore(state: PlainState): void {
    const saved = state as unknown as readonly (readonly [string, readonly Written[]])[];
    this.#written = new Map(saved.map(([host, written]) => [host, [...written]]));
  }

  /** Drops the older half once there are twice as many, so that a line costs next to nothing. */
  #keep(host: string, written: Written): void {
    const kept = this.#written.get(host);
    if (kept === undefined) this.#written.set(host, [written]);
    else if (kept.push(written) >= 2 * mostWritten) kept.splice(0, mostWritten);
  }
}
