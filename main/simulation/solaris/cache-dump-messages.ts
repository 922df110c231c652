import type { CacheDump, DumpedLine } from '../../../shared/model/drill.ts';
import { type CheckedChunk, syndromeOf } from '../hardware/ecc-code.ts';
import { type CacheShape, isTagOf, stateOf, subBlockOf, taggedAddress } from '../hardware/l2-cache.ts';
import { printRegister, type Register, readRegister } from '../hardware/register.ts';
import { type FormattedMessage, kernelMessage, moduleOf } from './kernel-message.ts';

/** 64 bytes of a cache with the tag of their line, as the trap handler captured them. */
export interface CapturedLine {
  readonly tag: Register;
  /** Four chunks of 16 bytes, lowest address first. */
  readonly chunks: readonly CheckedChunk[];
}

/** What is logged of a cache after an error: the line of its address, or those of all ways where none has it. */
export interface CapturedCache {
  readonly cache: CacheShape;
  readonly errId: string;
  readonly address: Register;
  readonly lines: readonly CapturedLine[];
  /** The level of detail, with `!` where the dump is not for the console. */
  readonly level: '![AFT2]' | '[AFT2]';
}

const hex = (value: number, digits: number): string => `0x${value.toString(16).padStart(digits, '0')}`;

const formatOfAddress = '0x%08x.%08x';

/** The line that the cache holds instead of the one with the error. */
function mismatchMessage({ cache, errId, address, level }: CapturedCache, held: Register): FormattedMessage {
  const start = `${level} errID ${errId} E$tag PA=`;
  const format = `${start}${formatOfAddress} does not match AFAR=${formatOfAddress}`;
  const text = `${start}${printRegister(held)} does not match AFAR=${printRegister(address)}`;
  return kernelMessage(moduleOf(cache.cpuType), 'continuation', format, text);
}

function tagMessage({ cache, errId, address, level }: CapturedCache, tag: Register, held: Register): FormattedMessage {
  const start = `${level} errID ${errId} PA=`;
  const subBlock = subBlockOf(cache, address);
  const state = stateOf(cache, tag, subBlock);
  const format = `${start}${formatOfAddress}\n    E$tag ${formatOfAddress} E$state_%d %s`;
  const text = `${start}${printRegister(held)}\n    E$tag ${printRegister(tag)} E$state_${subBlock} ${state}`;
  return kernelMessage(moduleOf(cache.cpuType), 'continuation', format, text);
}

const dataFormat = ` E$Data (0x%02x) ${formatOfAddress} ${formatOfAddress} ECC 0x%03x`;

/** 16 bytes with their check bits, marked where the two do not fit. */
function dataMessage(
  { cache: { cpuType }, level }: CapturedCache,
  chunk: CheckedChunk,
  offset: number,
): FormattedMessage {
  const words = `${printRegister(chunk.high)} ${printRegister(chunk.low)}`;
  const format = `${level}${dataFormat}`;
  const text = `${level} E$Data (${hex(offset, 2)}) ${words} ECC ${hex(chunk.ecc, 3)}`;
  const syndrome = syndromeOf(chunk);
  if (syndrome === 0) return kernelMessage(moduleOf(cpuType), 'continuation', format, text);
  const bad = `${format} *Bad* Esynd=0x%03x`;
  return kernelMessage(moduleOf(cpuType), 'continuation', bad, `${text} *Bad* Esynd=${hex(syndrome, 3)}`);
}

function lineMessages(captured: CapturedCache, { tag, chunks }: CapturedLine): readonly FormattedMessage[] {
  const { cache, address } = captured;
  const held = taggedAddress(cache, tag, address);
  return [
    ...(isTagOf(cache, tag, address) ? [] : [mismatchMessage(captured, held)]),
    tagMessage(captured, tag, held),
    ...chunks.map((chunk, index) => dataMessage(captured, chunk, index * 16)),
  ];
}

/** The messages that show a cache line after an error. Of the caches of the first level nothing is captured. */
export function dumpMessages(captured: CapturedCache): readonly FormattedMessage[] {
  const module = moduleOf(captured.cache.cpuType);
  return [
    ...captured.lines.flatMap((line) => lineMessages(captured, line)),
    kernelMessage(module, 'continuation', `${captured.level} D$ data not available`),
    kernelMessage(module, 'continuation', `${captured.level} I$ data not available`),
  ];
}

const lineOf = ({ tag, data }: DumpedLine): CapturedLine => ({
  tag: readRegister(tag),
  chunks: data.map(([high, low, ecc]) => ({
    high: readRegister(high),
    low: readRegister(low),
    ecc: Number.parseInt(ecc, 16),
  })),
});

/** The lines of a drill's dump. */
export const linesOfDump = (dump: CacheDump): readonly CapturedLine[] => [dump, ...(dump.otherWays ?? [])].map(lineOf);
