import { assertPresent } from '../../shared/lib/assert.ts';
import { parseDuration } from '../../shared/lib/duration.ts';
import { minuteNs } from '../../shared/lib/time.ts';
import type { Drill } from '../../shared/model/drill.ts';
import type { Role } from '../../shared/model/ids.ts';
import type { DrillSummary } from '../../shared/model/views.ts';
import type { LabClient } from '../workers/lab-client.ts';
import type { StoreClient } from '../workers/store-client.ts';
import type { KnownDrill } from './drill-library.ts';
import { StationProblem } from './problem.ts';

/** Imported drills that a station keeps. */
const importedDrillsLimit = 500;
/** A run goes on for this long after the last inject, at least. */
const quietEndNs = 10 * minuteNs;
const longestId = 64;

/** The drills that ship with the program and those imported into the station. */
export class Drills {
  private readonly store: StoreClient;
  private readonly lab: () => LabClient;
  private readonly known = new Map<string, KnownDrill>();
  private loading: Promise<void> | null = null;
  /** Imports one after the other, so that each sees the names of those before it. */
  private importing: Promise<unknown> = Promise.resolve();

  /** `lab` starts the lab's worker when it is needed first. */
  constructor(input: { store: StoreClient; lab: () => LabClient; library: readonly KnownDrill[] }) {
    this.store = input.store;
    this.lab = input.lab;
    for (const drill of input.library) this.known.set(drill.id, drill);
  }

  /** The first person of the first drill: who a new session is. */
  firstPerson(): string {
    const [first] = this.known.values();
    return first?.drill.people[0]?.id ?? 'operator';
  }

  /** Everybody who is in a drill. */
  async people(): Promise<Set<string>> {
    await this.loaded();
    return new Set([...this.known.values()].flatMap(({ drill }) => drill.people.map(({ id }) => id)));
  }

  async list(role: Role): Promise<DrillSummary[]> {
    await this.loaded();
    return [...this.known.values()].map((drill) => summarize(drill, role));
  }

  /** Throws a `StationProblem` for a drill that is not there. */
  async find(id: string): Promise<KnownDrill> {
    await this.loaded();
    const drill = this.known.get(id);
    if (drill !== undefined) return drill;
    throw StationProblem.notFound(`There is no drill ${id} in this station; choose one of the list.`, id);
  }

  /** Makes a drill of a file and keeps it under a name of its own. Throws a `StationProblem` for a bad file. */
  import(name: string, text: string, role: Role): Promise<DrillSummary> {
    const imported = this.importing.then(() => this.keep(name, text));
    this.importing = imported.catch(() => undefined);
    return imported.then((drill) => summarize(drill, role));
  }

  private async keep(name: string, text: string): Promise<KnownDrill> {
    await this.loaded();
    if (this.known.size >= importedDrillsLimit) {
      throw StationProblem.limitReached('This station holds as many drills as it can; use another.', 'drills');
    }
    const made = await this.lab().importDrill({ name, text });
    if ('problem' in made) {
      const { place, problem } = made;
      throw StationProblem.badFile(`${name}: ${place}: ${problem}.`, { file: name, place, problem });
    }
    const { drill, yaml } = made;
    const known: KnownDrill = { id: this.freeId(name), source: 'imported', drill, yaml };
    await this.store.saveDrill({ drill: known.id, yaml });
    this.known.set(known.id, known);
    return known;
  }

  /** The file's name in the letters that an id may have, with a number where that is taken. */
  private freeId(name: string): string {
    const plain = name
      .replace(/(\.(ya?ml|json|txt|log|gz))+$/i, '')
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+/, '');
    const id = plain.slice(0, longestId) || 'drill';
    if (!this.known.has(id)) return id;
    for (let number = 2; ; number += 1) {
      const ending = `-${number}`;
      const numbered = `${id.slice(0, longestId - ending.length)}${ending}`;
      if (!this.known.has(numbered)) return numbered;
    }
  }

  private loaded(): Promise<void> {
    this.loading ??= this.load().catch((error: unknown) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  /** Imported drills were checked when they came; one that does not fit this program any more is left out. */
  private async load(): Promise<void> {
    for (const { drill: id, yaml } of await this.store.readDrills()) {
      const read = await this.lab().readDrill(yaml);
      if (!('problem' in read)) this.known.set(id, { id, source: 'imported', drill: read.drill, yaml });
    }
  }
}

function summarize({ id, source, drill }: KnownDrill, role: Role): DrillSummary {
  return {
    drill: id,
    title: drill.title,
    source,
    hosts: drill.hosts.map(({ name }) => name),
    injects: drill.injects.length,
    lengthNs: lengthNs(drill),
    people: drill.people,
    summary: role === 'trainer' ? drill.summary : null,
  };
}

function lengthNs(drill: Drill): number {
  const instants = drill.injects.map(({ at }) => assertPresent(parseDuration(at), 'a checked drill has valid times'));
  return Math.max(0, ...instants) + quietEndNs;
}
