import { assertPresent } from '../../../shared/lib/assert.ts';
import type { DrillHost } from '../../../shared/model/drill.ts';
import type { Engine } from '../engine/engine.ts';
import { boardProcessors, type ProcessorPosition, positionOf } from './processor-positions.ts';

/** A processor of one host. `index` counts all of the run's processors and names it in queues and snapshots. */
export interface Processor {
  readonly index: number;
  readonly host: DrillHost;
  readonly processor: number;
  readonly place: ProcessorPosition;
  readonly subject: string;
}

/** All processors of a host, its boards filled up: four on every board that has one, in order of their numbers. */
export function processorsOf(host: DrillHost): readonly number[] {
  return [...new Set(host.processors.flatMap(boardProcessors))].sort((one, other) => one - other);
}

const keyOf = (host: string, processor: number): string => `${host}/${processor}`;

/** A host's processors at the places of their numbers. */
function byNumber(processors: readonly Processor[], host: DrillHost): readonly (Processor | undefined)[] {
  const own = processors.filter((each) => each.host === host);
  const highest = own.reduce((most, { processor }) => Math.max(most, processor), -1);
  const places = new Array<Processor | undefined>(highest + 1).fill(undefined);
  for (const each of own) places[each.processor] = each;
  return places;
}

/** Hosts, boards and processors. */
export class Hardware {
  readonly hosts: readonly DrillHost[];
  readonly processors: readonly Processor[];
  readonly #engine: Engine;
  readonly #byKey: ReadonlyMap<string, Processor>;
  /** By host and number: who asks for every error does so without making a key. */
  readonly #byNumber: ReadonlyMap<string, readonly (Processor | undefined)[]>;

  /** `numbersOf` tells which processors a host has. */
  constructor(
    engine: Engine,
    hosts: readonly DrillHost[],
    numbersOf: (host: DrillHost) => readonly number[] = processorsOf,
  ) {
    this.#engine = engine;
    this.hosts = hosts;
    this.processors = hosts
      .flatMap((host) => numbersOf(host).map((processor) => ({ host, processor })))
      .map(({ host, processor }, index) => ({
        index,
        host,
        processor,
        place: positionOf(host.platform, host.node, processor),
        subject: keyOf(host.name, processor),
      }));
    this.#byKey = new Map(this.processors.map((each) => [each.subject, each]));
    this.#byNumber = new Map(hosts.map((host) => [host.name, byNumber(this.processors, host)]));
  }

  /** Reports every host and processor of the run; `cause` is the event that started it. */
  boot(cause: number): void {
    for (const host of this.hosts) {
      const processors = this.processors.filter((each) => each.host === host);
      this.bootHost(host, host.bootedAt, cause, processors);
    }
  }

  /** Reports that a host came up at `bootedAt`, with these processors. Answers the event that says so. */
  bootHost(host: DrillHost, bootedAt: string, cause: number, processors: readonly Processor[]): number {
    const { name, platform, cpuType, release } = host;
    const data = { host: name, platform, cpuType, release, bootedAt };
    const booted = this.#engine.append('host.booted', name, data, [cause]);
    for (const { processor, place, subject } of processors) {
      const configured = { host: name, processor, board: place.board, position: place.position };
      this.#engine.append('processor.configured', subject, configured, [booted]);
    }
    return booted;
  }

  /** The processor of a host; it must exist. */
  processor(host: string, processor: number): Processor {
    return assertPresent(this.#byNumber.get(host)?.[processor], 'the host has this processor');
  }

  /** The processor that is the subject of events, `sf15k-domc/64`; it must exist. */
  bySubject(subject: string): Processor {
    return assertPresent(this.#byKey.get(subject), 'the host has this processor');
  }

  at(index: number): Processor {
    return assertPresent(this.processors[index], 'an index of a processor');
  }
}
