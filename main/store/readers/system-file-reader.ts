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
import { selectSystemFileEvents } from '../statements/read-models.ts';
import type { EventReader } from './event-reader.ts';
import { asOf } from './incident-reader.ts';
import type { RunPosition } from './run-reader.ts';

interface Row {
  readonly seq: number;
  readonly at: number;
  readonly is_boot: number;
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
    const { saves, boot } = this.#history(position.id, name);
    const running = boot === null ? 0 : saves.filter(({ seq }) => seq < boot.seq).length;
    const first = { version: 0, atNs: 0, person: null, lines: linesIn(host.system ?? '') };
    const versions: SystemFileVersion[] = saves.map(({ at, person, lines }, index) => {
      return { version: index + 1, atNs: at, person, lines };
    });
    const textOf = (version: number) => ({ version, text: this.#textOf(position.id, host, saves, version) });
    return {
      ...asOf(position, role),
      host: name,
      release: host.release,
      cpuType: host.cpuType,
      // What a run begins with was booted before it.
      bootedAtNs: boot === null || boot.at === 0 ? null : boot.at,
      saved: textOf(saves.length),
      running: textOf(running),
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

  #history(runId: number, host: string): { saves: readonly Row[]; boot: Row | null } {
    const rows = this.#statements.selectSystemFileEvents.all(runId, host) as Row[];
    return {
      saves: rows.filter((row) => row.is_boot === 0),
      boot: rows.findLast((row) => row.is_boot === 1) ?? null,
    };
  }

  #textOf(runId: number, host: DrillHost, saves: readonly Row[], version: number): string {
    const save = saves[version - 1];
    if (save === undefined) return host.system ?? '';
    return (JSON.parse(this.#events.row(runId, save.seq).data) as EventDataOf<'system-file.saved'>).text;
  }
}
