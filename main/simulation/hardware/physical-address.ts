import { assert } from '../../../shared/lib/assert.ts';
import type { Register } from './register.ts';

/** Physical addresses have 43 bits: a number holds them exactly. */
export const addressLimit = 0x800_0000_0000;
const halfLimit = 0x1_0000_0000;

/** The register's 43 lowest bits as an address. */
export const addressIn = ({ high, low }: Register): number => (high & 0x7ff) * halfLimit + low;

/** An address, 0 to 2^43 - 1, as the register that holds it. */
export function addressRegister(address: number): Register {
  assert(Number.isInteger(address) && address >= 0 && address < addressLimit, 'an address has 43 bits');
  return { high: Math.floor(address / halfLimit), low: address % halfLimit };
}
