import { assertPresent } from '../../../../shared/lib/assert.ts';
import type { DrillHost, FaultyCellInject } from '../../../../shared/model/drill.ts';
import { cachePlaceOf } from '../../hardware/cache-lines.ts';
import type { Hardware, Processor } from '../../hardware/hardware.ts';
import { cacheOf } from '../../hardware/l2-cache.ts';
import { type BoardMemory, type MemoryPlace, memoryOf, memoryPlaceOf } from '../../hardware/memory-layout.ts';
import { cacheModuleName, memoryModuleName } from '../../hardware/module-names.ts';
import { addressRegister } from '../../hardware/physical-address.ts';
import type { Cell } from './cell.ts';

/** Where the cells of all hosts are. The drill has been checked: every address is in the memory of its host. */
export class CellPlaces {
  readonly #hardware: Hardware;
  readonly #memories: ReadonlyMap<string, readonly BoardMemory[]>;
  /** Looked up once a cell: whatever becomes of it, it stays where it is. */
  readonly #places = new WeakMap<FaultyCellInject, MemoryPlace>();

  constructor(hardware: Hardware) {
    this.#hardware = hardware;
    this.#memories = new Map(hardware.hosts.map((host) => [host.name, memoryOf(host)]));
  }

  hostOf({ inject }: Cell): DrillHost {
    return assertPresent(
      this.#hardware.hosts.find(({ name }) => name === inject.host),
      'a host of the run',
    );
  }

  memoryOf({ inject }: Cell): readonly BoardMemory[] {
    return assertPresent(this.#memories.get(inject.host), 'every host has memory');
  }

  /** The processor whose cache has the cell. */
  ownerOf({ inject }: Cell): Processor {
    return this.#hardware.processor(inject.host, assertPresent(inject.processor, 'a cache has a processor'));
  }

  /** The processor that has the memory controller of a cell of memory. */
  controllerOf(cell: Cell): Processor {
    const { board, slot } = this.placeOf(cell);
    return this.#hardware.processor(cell.inject.host, board.firstProcessor + slot);
  }

  placeOf(cell: Cell): MemoryPlace {
    const known = this.#places.get(cell.inject);
    if (known !== undefined) return known;
    const place = assertPresent(memoryPlaceOf(this.memoryOf(cell), cell.address), 'the host has this memory');
    this.#places.set(cell.inject, place);
    return place;
  }

  /** The module that has a cell, as Solaris names it. */
  moduleOf(cell: Cell): string {
    const { low } = addressRegister(cell.address);
    if (cell.inject.place === 'cache') return cacheModuleName(this.ownerOf(cell).place, low);
    const [bit = null, another] = cell.fault?.bits ?? [];
    return memoryModuleName(this.placeOf(cell), another === undefined ? bit : null);
  }

  /** Where in its module a cell is: `line 72, sub-block 0`, `row 1, line 9`. */
  textOf(cell: Cell): string {
    if (cell.inject.place === 'memory') {
      const { row, line } = this.placeOf(cell);
      return `row ${row}, line ${line}`;
    }
    const { line, subBlock } = cachePlaceOf(cacheOf(this.hostOf(cell)), addressRegister(cell.address));
    return `line ${line}, sub-block ${subBlock}`;
  }
}
