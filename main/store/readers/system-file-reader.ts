import type { Database } from 'better-sqlite3';
import { linesIn } from '../../../shared/lib/lines-in.ts';
import type { DrillHost } from '../../../shared/model/drill.ts';
import type { EventDataOf } from '../../../shared/model/events.ts';
import type { Role } from '../../../shared/model/ids.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import {
  listedVersionsLimit,
  type SystemFileVersion,
  type SystemFileView,
} from '../../../shared/model/system-file-views.ts';
import { type Prepared, prepareAll } from '../prepare-all.ts';
import type { SystemFileEntry } from '../read-models/system-file-model.ts';
import { selectSystemFileEvents } from '../statements/read-models.ts';
import type { EventReader } from './event-reader.ts';
import { asOf } from './incident-reader.ts';
import type { RunPosition } from './run-reader.ts';

interface Row {
  readonly seq: number;
  readonly at: number;
  readonly kind: SystemFileEntry['kind'];
  readonly person: string | null;
  readonly lines: number;
}

const sql = { selectSystemFileEvents } as const;

const hostOf = ({ scenario }: RunPosition, name: string): DrillHost | null =>
  (JSON.parse(scenario) as Scenario).drill.hosts.find((host) => host.name === name) ?? null;

/** Reads hosts' `/etc/system`: version 0 is that of the drill, version n the n-th that was saved. */
export class SystemFileReader {
  readonly #events: EventReader;
  readonly #statements: Prepared<keyof typeof sql>;

  constructor(database: Database, events: EventReader) {
    this.#events = events;
    this.#statements = prepareAll(database, sql);
  }

  read(position: RunPosition, name: string, role: Role): SystemFileView | null {
    const host = hostOf(position, name);
    if (host === null) return null;
    const { saves, booted, running, bypass } = this.#history(position.id, name);
    const first = { version: 0, atNs: 0, person: null, lines: linesIn(host.system ?? '') };
    const versions: SystemFileVersion[] = saves.map(({ at, person, lines }, index) => {
      return { version: index + 1, atNs: at, person, lines };
    });
    const textOf = (version: number): string => this.#textOf(position.id, host, saves, version);
    return {
      ...asOf(position, role),
      host: name,
      release: host.release,
      cpuType: host.cpuType,
      bootedAtNs: booted,
      saved: { version: saves.length, text: textOf(saves.length) },
      running:
        bypass === null
          ? { version: running, text: textOf(running) }
          : { version: null, text: this.#savedText(position.id, bypass) },
      versions: [first, ...versions].reverse().slice(0, listedVersionsLimit),
      total: saves.length + 1,
    };
  }

  text(position: RunPosition, name: string, version: number): string | null {
    const host = hostOf(position, name);
    if (host === null) return null;
    const { saves } = this.#history(position.id, name);
    return version > saves.length ? null : this.#textOf(position.id, host, saves, version);
  }

  /** Every save, and of the newest boot: its instant, the version it read, or the event with the text that it read instead. */
  #history(runId: number, host: string) {
    const saves: Row[] = [];
    let booted: number | null = null;
    let running = 0;
    let told: Row | null = null;
    let bypass: Row | null = null;
    for (const row of this.#statements.selectSystemFileEvents.all(runId, host) as Row[]) {
      if (row.kind === 'saved') saves.push(row);
      else if (row.kind === 'bypassed') told = row;
      else {
        // What a run begins with was booted before it.
        booted = row.at === 0 ? null : row.at;
        running = saves.length;
        bypass = told;
        told = null;
      }
    }
    return { saves, booted, running, bypass };
  }

  #textOf(runId: number, host: DrillHost, saves: readonly Row[], version: number): string {
    const save = saves[version - 1];
    return save === undefined ? (host.system ?? '') : this.#savedText(runId, save);
  }

  #savedText(runId: number, { seq }: Row): string {
    return (JSON.parse(this.#events.row(runId, seq).data) as EventDataOf<'system-file.saved'>).text;
  }
}
