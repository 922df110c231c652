import type { Syndrome } from '../hardware/ecc-syndromes.ts';

/** What a syndrome says in the kernel's words. */
export interface SyndromeText {
  /** What the message id is made of. */
  readonly format: string;
  readonly text: string;
}

const plain = (text: string): SyndromeText => ({ format: text, text });
const withBit = (format: string, bit: number): SyndromeText => ({ format, text: format.replace('%d', String(bit)) });

const twoBits = plain('Two Bits were in error');

const specialSources = new Map([
  [0x003, 'E$ EDU:ST'],
  [0x071, 'E$ WDU/CPU'],
  [0x11c, 'BERR/DBERR'],
]);

/** What a syndrome of data says in the kernel's words, null where it shows no error. */
export function syndromeText(syndrome: Syndrome): SyndromeText | null {
  switch (syndrome.kind) {
    case 'none':
      return null;
    case 'data':
      return withBit('Data Bit %d was in error and corrected', syndrome.bit);
    case 'check':
      return withBit('ECC Check Bit %d was in error and corrected', syndrome.bit);
    case 'two':
      return twoBits;
    case 'three':
      return plain('Three Bits were in error');
    case 'four':
      return plain('Four Bits were in error');
    case 'many':
      return plain('More than four Bits were in error');
    case 'special':
      return plain(`Two Bits in error, likely from ${specialSources.get(syndrome.syndrome) ?? 'elsewhere'}`);
  }
}

const tagCheckBits: readonly number[] = [0x1, 0x2, 0x4, 0x8];
const tagDataBits: readonly number[] = [0x7, 0xb, 0xd];

/** The same for the four-bit syndrome of an mtag, which has three bits of data and four check bits. */
export function tagSyndromeText(syndrome: number): SyndromeText | null {
  if (syndrome === 0) return null;
  const checkBit = tagCheckBits.indexOf(syndrome);
  if (checkBit !== -1) return withBit('MTAG Check Bit %d was in error and corrected', checkBit);
  const dataBit = tagDataBits.indexOf(syndrome);
  return dataBit === -1 ? twoBits : withBit('MTAG Data Bit %d was in error and corrected', dataBit);
}
