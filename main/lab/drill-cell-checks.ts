import { formatDuration, parseDuration } from '../../shared/lib/duration.ts';
import { groupDigits } from '../../shared/lib/format.ts';
import { dayNs, longestRunNs, millisecondNs } from '../../shared/lib/time.ts';
import { type Drill, type DrillHost, type FaultyCellInject, mostFaultyCells } from '../../shared/model/drill.ts';
import { areBitsOf } from '../simulation/hardware/faulty-cells.ts';
import { memoryOf, memoryPlaceOf, pageBytes } from '../simulation/hardware/memory-layout.ts';
import { addressIn, addressRegister } from '../simulation/hardware/physical-address.ts';
import { printRegister, readRegister } from '../simulation/hardware/register.ts';
import { type DrillFault, firstFault } from './drill-fault.ts';

type Found = { readonly field: keyof FaultyCellInject; readonly problem: string } | null;

/** Cells that were touched more often would do nothing but fill the log. */
const shortestTouchNs = 10 * millisecondNs;

/** Touches of all cells of a drill. Each can be an event with a dozen log lines. */
const mostTouches = 5_000_000;

/** A cache has a processor and is touched somehow; memory is touched by being read. */
function placeFault({ place, processor, access, touchedEvery, twice }: FaultyCellInject): Found {
  if (place === 'memory') {
    if (access !== undefined) return { field: 'access', problem: 'memory is read, expected no access' };
    return twice ? { field: 'twice', problem: 'memory is read by one processor at a time, expected false' } : null;
  }
  const missing = 'missing: a cell of a cache says whose cache it is, how it is touched and how often';
  if (processor === undefined) return { field: 'processor', problem: missing };
  if (access === undefined) return { field: 'access', problem: missing };
  return touchedEvery === undefined ? { field: 'touchedEvery', problem: missing } : null;
}

function addressFault(host: DrillHost, { address }: FaultyCellInject): Found {
  const memory = memoryOf(host);
  if (memoryPlaceOf(memory, addressIn(readRegister(address))) !== null && readRegister(address).high < 0x800)
    return null;
  const print = (at: number): string => printRegister(addressRegister(at));
  const ranges = memory.map(({ base, pages }) => `${print(base)} to ${print(base + pages * pageBytes - 1)}`);
  const expected = ranges.slice(0, 3).join(', ');
  return { field: 'address', problem: `${host.name} has no memory at ${address}, expected ${expected}` };
}

function bitsFault({ fault, bits, stuckAt }: FaultyCellInject): Found {
  if (stuckAt !== undefined && fault !== 'stuck') {
    return { field: 'stuckAt', problem: `a ${fault} fault is not stuck, expected no stuckAt` };
  }
  if (bits === undefined || areBitsOf(fault, bits)) return null;
  const expected = {
    nibble: 'two bits of one nibble, such as [40, 42]',
    'address-line': 'no bits: it has all those of a chip',
    soft: 'one bit, such as [40]',
    stuck: 'one bit, such as [40]',
    weak: 'one bit, such as [40]',
  }[fault];
  return {
    field: 'bits',
    problem: `[${bits.join(', ')}] cannot be the bits of a ${fault} fault, expected ${expected}`,
  };
}

function timesFault({ touchedEvery, lasts }: FaultyCellInject): Found {
  const lastsNs = parseDuration(lasts);
  if (lastsNs === null || lastsNs > longestRunNs - dayNs) {
    return { field: 'lasts', problem: `${lasts} is no whole number of nanoseconds, or longer than 99 days` };
  }
  if (touchedEvery === undefined) return null;
  const everyNs = parseDuration(touchedEvery);
  if (everyNs === null) {
    return { field: 'touchedEvery', problem: `${touchedEvery} is no whole number of nanoseconds, or too long` };
  }
  if (everyNs >= shortestTouchNs) return null;
  const shortest = formatDuration(shortestTouchNs);
  return { field: 'touchedEvery', problem: `${touchedEvery} is too often, expected at least ${shortest}` };
}

/** How often code touches a cell, by its mean, until its part is changed. */
const touchesOf = ({ touchedEvery, lasts }: FaultyCellInject): number =>
  touchedEvery === undefined ? 0 : (parseDuration(lasts) ?? 0) / (parseDuration(touchedEvery) ?? 1);

/** Faulty cells are in the memory or the cache that their host has, and can be broken in the way that is told. */
export function checkCells({ hosts, injects }: Drill): DrillFault | null {
  const byName = new Map(hosts.map((host) => [host.name, host]));
  let cells = 0;
  let touches = 0;
  return firstFault(injects, (inject, index) => {
    if (inject.kind !== 'faulty-cell') return null;
    cells += 1;
    if (cells > mostFaultyCells) {
      return { path: ['injects', index], problem: `faulty cell ${cells}, expected at most ${mostFaultyCells}` };
    }
    const host = byName.get(inject.host);
    const found =
      host === undefined
        ? null
        : (placeFault(inject) ?? addressFault(host, inject) ?? bitsFault(inject) ?? timesFault(inject));
    if (found !== null) return { path: ['injects', index, found.field], problem: found.problem };
    touches += touchesOf(inject);
    if (touches <= mostTouches) return null;
    const problem = `the cells up to here are touched ${groupDigits(Math.round(touches))} times, expected at most ${groupDigits(mostTouches)}: touch them less often, or for a shorter time`;
    return { path: ['injects', index, 'touchedEvery'], problem };
  });
}
