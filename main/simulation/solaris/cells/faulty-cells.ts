import { assert, assertPresent } from '../../../../shared/lib/assert.ts';
import { longestRunNs } from '../../../../shared/lib/time.ts';
import {
  type DrillHost,
  type EccInject,
  type FaultyCellInject,
  type MemoryInject,
  mostFaultyCells,
} from '../../../../shared/model/drill.ts';
import type { Engine, HandlerId } from '../../engine/engine.ts';
import type { RandomStream } from '../../engine/random-streams.ts';
import type { PlainState, Room } from '../../engine/room.ts';
import { drawChunk } from '../../hardware/faulty-cells.ts';
import type { Hardware, Processor } from '../../hardware/hardware.ts';
import type { BoardMemory } from '../../hardware/memory-layout.ts';
import { nextScrubInNs, type ScrubPlan } from '../memory/scrubber.ts';
import { bitsText, brokenCell, type Cell, endsWithWriting, mergedMark, poisonedMemory } from './cell.ts';
import type { MemoryReader } from './cell-errors.ts';
import { CellPlaces } from './cell-places.ts';
import { type CacheError, touchCache } from './touch-cache.ts';
import { type MemoryError, touchMemory } from './touch-memory.ts';

/** What faulty cells need to know of the machine that they are in, and whom they tell of errors. */
export interface CellPorts {
  /** The host's processors that run threads. */
  readonly running: (host: DrillHost) => readonly Processor[];
  readonly isRunning: (processor: Processor) => boolean;
  readonly isPoweredOff: (processor: Processor) => boolean;
  /** Whether the page with this first address is out of use. */
  readonly isRetired: (host: string, page: string) => boolean;
  /** When the host's scrubber reads what; null where it has none. */
  readonly scrubPlan: (host: DrillHost, memory: readonly BoardMemory[]) => ScrubPlan | null;
  readonly sinceBootNs: (host: DrillHost) => bigint;
  /** Answers the event that reports it. */
  readonly cacheError: (inject: EccInject, cause: number) => number;
  readonly memoryError: (inject: MemoryInject, cause: number) => void;
}

/** A cell of a cache can leave one of memory behind that holds bad data. */
const mostCells = 2 * mostFaultyCells;

interface FaultyCellsState {
  readonly cells: readonly (readonly [number, Cell])[];
  readonly next: number;
}

/**
 * The faulty cells of all hosts: errors happen where somebody touches one. Running code comes by chance, the scrubber
 * when its sweep is there. Between two touches nothing is done.
 */
export class FaultyCells implements Room {
  readonly name = 'faulty-cells';
  readonly #engine: Engine;
  readonly #places: CellPlaces;
  readonly #ports: CellPorts;
  readonly #touch: HandlerId;
  readonly #scrub: HandlerId;
  /** What was met last in each cell, in a cache and in memory: for use again, and no part of a snapshot. */
  readonly #newest = new Map<number, CacheError>();
  readonly #newestRead = new Map<number, MemoryError>();
  /** The engine's own streams, one a cell. */
  readonly #randoms = new Map<number, RandomStream>();
  #cells = new Map<number, Cell>();
  #next = 0;

  constructor(engine: Engine, hardware: Hardware, ports: CellPorts) {
    this.#engine = engine;
    this.#places = new CellPlaces(hardware);
    this.#ports = ports;
    this.#touch = engine.handler('cells.touch', (id) => this.#touchByCode(id));
    this.#scrub = engine.handler('cells.scrub', (id) => this.#touchByScrubber(id));
    engine.on('host.booted', ({ data }) => this.#boot(data.host));
    engine.on('memory-page.cleared', ({ data }) => this.#clearPage(data.host, data.address));
    engine.register(this);
  }

  /** A cell breaks now as a drill says it; `inject` is its number there. Answers the event that tells of it. */
  breakCell(broken: FaultyCellInject, inject: number): number {
    const id = this.#next;
    const drawn = brokenCell(broken, 0, this.#engine.nowNs, this.#random(id));
    const { host, place, fault, processor } = broken;
    const subject = place === 'cache' ? `${host}/${processor}` : host;
    const { address } = drawn.inject;
    const [unum, where] = [this.#places.moduleOf(drawn), this.#places.textOf(drawn)];
    const data = { host, address, place, unum, where, fault, bits: bitsText(drawn), inject };
    const cause = this.#engine.append('inject.faulty-cell', subject, data, []);
    this.#add({ ...drawn, cause });
    return cause;
  }

  save(): PlainState {
    const state: FaultyCellsState = { cells: [...this.#cells], next: this.#next };
    return state as unknown as PlainState;
  }

  restore(saved: PlainState): void {
    const { cells, next } = saved as unknown as FaultyCellsState;
    this.#cells = new Map(cells);
    this.#next = next;
  }

  #add(cell: Cell): void {
    assert(this.#cells.size < mostCells, 'no more faulty cells than a run may have');
    const id = this.#next;
    this.#next += 1;
    this.#cells.set(id, cell);
    this.#awaitTouch(id, cell);
    this.#awaitScrub(id, cell);
  }

  #awaitTouch(id: number, { touchMeanNs, endsAtNs }: Cell): void {
    if (touchMeanNs === null) return;
    const atNs = this.#engine.nowNs + this.#random(id).exponential(touchMeanNs);
    if (atNs < endsAtNs && atNs <= longestRunNs) this.#engine.schedule(atNs, this.#touch, id);
  }

  #awaitScrub(id: number, cell: Cell): void {
    if (cell.inject.place !== 'memory') return;
    const atNs = this.#nextScrubNs(cell);
    this.#cells.set(id, { ...cell, scrubAtNs: atNs });
    if (atNs > 0) this.#engine.schedule(atNs, this.#scrub, id);
  }

  /** When the scrubber comes next; 0 where it does not come any more. */
  #nextScrubNs(cell: Cell): number {
    const host = this.#places.hostOf(cell);
    const plan = this.#ports.scrubPlan(host, this.#places.memoryOf(cell));
    const waitNs = plan === null ? null : nextScrubInNs(plan, cell.address, this.#ports.sinceBootNs(host));
    if (waitNs === null) return 0;
    const atNs = this.#engine.nowNs + waitNs;
    return atNs < cell.endsAtNs && atNs <= longestRunNs ? atNs : 0;
  }

  #touchByCode(id: number): void {
    const cell = this.#cells.get(id);
    if (cell === undefined) return;
    if (cell.inject.place === 'cache') this.#touchCache(id, cell);
    else this.#touchMemory(id, cell, 'code');
    if (this.#cells.has(id)) this.#awaitTouch(id, cell);
  }

  #touchByScrubber(id: number): void {
    const cell = this.#cells.get(id);
    // The host has booted since.
    if (cell === undefined || cell.scrubAtNs !== this.#engine.nowNs) return;
    this.#touchMemory(id, cell, 'scrubber');
    const left = this.#cells.get(id);
    if (left !== undefined) this.#awaitScrub(id, left);
  }

  /** Code on the processor touches its cache, or another one asks for what is there, which an off-line one answers. */
  #touchCache(id: number, cell: Cell): void {
    const { inject, cause } = cell;
    const processor = this.#places.ownerOf(cell);
    if (this.#ports.isPoweredOff(processor) || this.#ports.isRetired(inject.host, cell.page)) return;
    const reader = this.#readerOf(id, cell, processor);
    if (reader === null) return;
    const error = touchCache(cell, processor, this.#random(id), this.#newest.get(id));
    if (error === null) return;
    this.#newest.set(id, error);
    const reported = this.#ports.cacheError(error.inject, cause);
    if (endsWithWriting(cell)) this.#remove(id);
    else if (!error.corrected) this.#passOn(id, cell, reader, reported);
  }

  /** Whose code touches a cache: its own processor's, for a copy-out any other's. Null where nobody can. */
  #readerOf(id: number, { inject }: Cell, owner: Processor): Processor | null {
    if (inject.access !== 'copy-out') return this.#ports.isRunning(owner) ? owner : null;
    const others = this.#ports.running(owner.host).filter((each) => each !== owner);
    return this.#oneOf(others, this.#random(id));
  }

  /** Bad data that nobody could correct, which was `reported`, leaves the cache, or stays there merged with a store. */
  #passOn(id: number, cell: Cell, reader: Processor, reported: number): void {
    const { access } = cell.inject;
    if (access === 'store-merge') {
      this.#cells.set(id, { ...cell, marked: cell.marked.length === 0 ? mergedMark : [] });
      return;
    }
    const poisoned = poisonedMemory(cell, reported);
    if (access === 'copy-out') this.#read(id, poisoned, reader, 'code');
    if (access === 'write-back' && !this.#isPoisoned(cell)) this.#add(poisoned);
  }

  /** Whether bad data is in memory already where a cache keeps its copy. */
  #isPoisoned({ address, inject: { host } }: Cell): boolean {
    return [...this.#cells.values()].some((each) => {
      return each.fault === null && each.address === address && each.inject.host === host;
    });
  }

  #touchMemory(id: number, cell: Cell, reader: MemoryReader): void {
    const { host, processor } = cell.inject;
    const hasPower = !this.#ports.isPoweredOff(this.#places.controllerOf(cell));
    if (!hasPower || this.#ports.isRetired(host, cell.page)) return;
    const running = this.#ports.running(this.#places.hostOf(cell));
    const isTheirs = reader === 'code' && processor !== undefined;
    const able = isTheirs ? running.filter((each) => each.processor === processor) : running;
    const chosen = this.#oneOf(able, this.#random(id));
    if (chosen !== null && this.#read(id, cell, chosen, reader)) this.#remove(id);
  }

  /** A processor reads memory. Answers whether that has healed it. */
  #read(id: number, cell: Cell, processor: Processor, reader: MemoryReader): boolean {
    const place = this.#places.placeOf(cell);
    const error = touchMemory(cell, place, { processor, reader }, this.#random(id), this.#newestRead.get(id));
    if (error === null) return false;
    this.#newestRead.set(id, error);
    this.#ports.memoryError(error.inject, cell.cause);
    return error.healed;
  }

  /** POST clears caches and memory: what was only flipped is right again. The scrubber starts anew. */
  #boot(host: string): void {
    for (const [id, cell] of this.#cells) {
      if (cell.inject.host !== host) continue;
      const left = this.#renew(id, cell);
      if (left !== null) this.#awaitScrub(id, left);
    }
  }

  /** A page was written over, which is the end of all errors in it that do not come back. */
  #clearPage(host: string, page: string): void {
    for (const [id, cell] of this.#cells) {
      const { inject } = cell;
      if (inject.host === host && inject.place === 'memory' && cell.page === page) this.#renew(id, cell);
    }
  }

  /** New contents come where a cell is; it is gone if that heals it. */
  #renew(id: number, cell: Cell): Cell | null {
    if (endsWithWriting(cell)) {
      this.#remove(id);
      return null;
    }
    const renewed = { ...cell, marked: [], stored: drawChunk(cell.inject.contents, this.#random(id)) };
    this.#cells.set(id, renewed);
    return renewed;
  }

  #remove(id: number): void {
    this.#cells.delete(id);
    this.#newest.delete(id);
    this.#newestRead.delete(id);
    this.#randoms.delete(id);
  }

  #oneOf(processors: readonly Processor[], random: RandomStream): Processor | null {
    if (processors.length === 0) return null;
    return assertPresent(processors[random.uniformInt(0, processors.length - 1)], 'one of them');
  }

  #random(id: number): RandomStream {
    const known = this.#randoms.get(id);
    if (known !== undefined) return known;
    const random = this.#engine.random(`cell ${id}`);
    this.#randoms.set(id, random);
    return random;
  }
}
