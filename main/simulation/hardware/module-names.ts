import { assertPresent } from '../../../shared/lib/assert.ts';
import { dimmOfBit, type MemoryPlace } from './memory-layout.ts';
import type { ProcessorPosition } from './processor-positions.ts';

/** The J labels of a processor's two cache modules, by its slot on the board and the module's number. */
const cacheModuleLabels: readonly (readonly [string, string])[] = [
  ['J4400', 'J4300'],
  ['J5400', 'J5300'],
  ['J6400', 'J6300'],
  ['J7400', 'J7300'],
];

/** The number of the cache module that holds an address: bit 4 of it. `addressLow` is its low 32 bits. */
export const cacheModuleOf = (addressLow: number): 0 | 1 => ((addressLow & 0x10) === 0 ? 0 : 1);

/** The cache module that holds an address, as Solaris prints it: `SB2/P0/E0 J4400`, `/N0/SB1/P1/E1 J5300`. */
export function cacheModuleName(place: ProcessorPosition, addressLow: number): string {
  const module = cacheModuleOf(addressLow);
  const labels = assertPresent(cacheModuleLabels[place.slot], 'a board has four processors');
  return `${place.position}/E${module} ${labels[module]}`;
}

const dimmLabel = ({ slot, bank }: MemoryPlace, dimm: number): string => `J1${3 + slot}${3 + dimm}0${bank}`;

/**
 * The memory module at fault, as Solaris prints it: `SB2/P1/B0/D0 J14300`. One wrong bit names its DIMM; with more of
 * them, `bit` null, it can be any of the bank: `SB2/P1/B0 J14300 J14400 J14500 J14600`.
 */
export function memoryModuleName(place: MemoryPlace, bit: number | null): string {
  const { position } = assertPresent(place.board.places[place.slot], 'a board has four processors');
  const bank = `${position}/B${place.bank}`;
  if (bit === null) return `${bank} ${[0, 1, 2, 3].map((dimm) => dimmLabel(place, dimm)).join(' ')}`;
  const dimm = dimmOfBit(bit);
  return `${bank}/D${dimm} ${dimmLabel(place, dimm)}`;
}
