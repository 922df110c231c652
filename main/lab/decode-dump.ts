import { type CheckedChunk, syndromeOf } from '../simulation/hardware/ecc-code.ts';
import { readRegister } from '../simulation/hardware/register.ts';
import { errIdField, kindField, syndromeMeaning } from './decode-error.ts';
import { decoder, field, type LineDecoder } from './decode-fields.ts';

const register = '(0x[0-9a-f]{8}\\.[0-9a-f]{8})';

const decodeMismatch = decoder(
  new RegExp(`^\\[AFT(\\d)\\] errID ${register} E\\$tag PA=${register} does not match AFAR=${register}$`),
  (kind = '', errId = '', tag = '', address = '') => ({
    summary: 'The cache holds another line by now: the dump that follows is of that one.',
    fields: [
      kindField(kind),
      errIdField(errId),
      field('Tag address', tag, 'the line that is in the cache'),
      field('AFAR', address, 'the line in which the error was'),
    ],
  }),
);

const decodeTagAddress = decoder(
  new RegExp(`^\\[AFT(\\d)\\] errID ${register} PA=${register}$`),
  (kind = '', errId = '', address = '') => ({
    summary: 'The cache line that is dumped.',
    fields: [kindField(kind), errIdField(errId), field('Address', address, 'the physical address of the cache line')],
  }),
);

const stateMeanings = new Map([
  ['Invalid', 'the line holds nothing'],
  ['Shared', 'other caches may hold the same line, memory is up to date'],
  ['Exclusive', 'no other cache holds the line, memory is up to date'],
  ['Owner', 'other caches may hold the line, this one must write it back'],
  ['Modified', 'no other cache holds the line, memory is out of date'],
  ['Owner/Shared', 'a cache of another node may own the line'],
]);

/** Where the address is in a tag: a little lower than in the address itself, by one place more on the US-III+. */
function addressOfTag(tag: string): string {
  const value = BigInt(tag.replace('.', ''));
  const shifted = (places: bigint): string => `0x${(value >> places).toString(16)}`;
  return `shifted right by 1 (US-III: ${shifted(1n)}) or 2 (US-III+: ${shifted(2n)}) its upper bits are the address`;
}

/** The three bits of a tag that are the state of a sub-block, but on a US-IIIi, which has them elsewhere. */
function stateBits(tag: string, block: string): string {
  const first = 3n * BigInt(block);
  const code = (BigInt(tag.replace('.', '')) >> first) & 7n;
  return `; its state is bits ${first + 2n} to ${first} of the tag, here ${code} (US-IIIi: bits 27 to 25)`;
}

const decodeTag = decoder(/^ *E\$tag (\S{19}) E\$state_(\d) (.{1,20})$/, (tag = '', block = '', state = '') => ({
  summary: `The cache line is in the state ${state}.`,
  fields: [
    field('E$ tag', tag, `the cache's own note of address and states; ${addressOfTag(tag)}`),
    field('Sub-block', block, `which 64 bytes of the line: bits from 6 up of the address${stateBits(tag, block)}`),
    field('State', state, stateMeanings.get(state) ?? 'a state of the line'),
  ],
}));

const fitMeaning = (chunk: CheckedChunk): string =>
  `the nine check bits as they are stored, which ${syndromeOf(chunk) === 0 ? 'fit the data' : 'do not fit the data'}`;

const decodeData = decoder(
  new RegExp(
    `^\\[AFT(\\d)\\] E\\$Data \\((0x[0-9a-f]{2})\\) ${register} ${register} ECC (0x[01][0-9a-f]{2})(?: \\*Bad\\* Esynd=(0x[01][0-9a-f]{2}))?$`,
  ),
  (kind = '', offset = '', high = '', low = '', ecc = '', bad = '') => ({
    summary: `16 bytes of the cache line${bad === '' ? '' : ', which do not fit their check bits'}.`,
    fields: [
      kindField(kind),
      field('Offset', offset, 'where in the 64 bytes'),
      field('Data', `${high} ${low}`, 'data bits 127 to 64, then 63 to 0'),
      field('ECC', ecc, fitMeaning({ high: readRegister(high), low: readRegister(low), ecc: Number(ecc) })),
      ...(bad === '' ? [] : [field('Esynd', bad, syndromeMeaning(Number(bad)))]),
    ],
  }),
);

const decodeNoData = decoder(/^\[AFT(\d)\] (D|I)\$ data not available$/, (kind = '', cache = '') => ({
  summary: `The ${cache === 'D' ? 'data' : 'instruction'} cache of the first level did not hold the line.`,
  fields: [kindField(kind), field('Cache', `${cache}$`, 'a cache of the first level')],
}));

/** Explain the lines that show what a cache held after an error. */
export const dumpDecoders: readonly LineDecoder[] = [
  decodeMismatch,
  decodeTagAddress,
  decodeTag,
  decodeData,
  decodeNoData,
];
