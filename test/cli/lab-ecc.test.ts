import { expect, test } from 'vitest';
import { redline } from './redline.ts';

/** The document that a command prints, and nothing else. */
async function documentOf(...words: string[]): Promise<unknown> {
  const { exit, output, errors } = await redline(['lab', ...words]);
  expect({ exit, errors }).toEqual({ exit: 0, errors: '' });
  return JSON.parse(output);
}

test.each([
  ['0x1f0', { syndrome: '0x1f0', kind: 'data', bit: 111, text: 'Data Bit 111 was in error and corrected' }],
  ['0x0031', { syndrome: '0x031', kind: 'data', bit: 40, text: 'Data Bit 40 was in error and corrected' }],
  ['010', { syndrome: '0x010', kind: 'check', bit: 4, text: 'ECC Check Bit 4 was in error and corrected' }],
  ['0', { syndrome: '0x000', kind: 'none', bit: null, text: 'No error' }],
  ['17a', { syndrome: '0x17a', kind: 'two', bit: null, text: 'Two Bits were in error' }],
  ['0X071', { syndrome: '0x071', kind: 'special', bit: null, text: 'Two Bits in error, likely from E$ WDU/CPU' }],
  ['1a1', { syndrome: '0x1a1', kind: 'many', bit: null, text: 'More than four Bits were in error' }],
])('ECC-1: lab ecc %s', async (syndrome, document) => {
  expect(await documentOf('ecc', syndrome)).toEqual(document);
});

test('ECC-6: what a syndrome means goes by the type of processor', async () => {
  const kinds = ['0x003', '0x071', '0x11c'].map(async (syndrome) =>
    documentOf('ecc', syndrome, '--cpu-type', 'US-IIIi'),
  );
  expect(await Promise.all(kinds)).toMatchObject([{ kind: 'special' }, { kind: 'two' }, { kind: 'two' }]);
});

test('ECC-3: data of real logs are encoded, plain or as they are printed', async () => {
  expect(await documentOf('ecc', '--encode', '80a0a00032680024', 'c45fa7f77ffff353')).toEqual({
    ecc: '0x067',
    syndrome: null,
  });
  const bad = ['--encode', '0x0ecce80d.ff250000', '0x0eccf00d.ff250000', '--stored', '0x0f5'];
  expect(await documentOf('ecc', ...bad)).toEqual({ ecc: '0x18f', syndrome: '0x17a' });
});

test.each([
  ['![AFT2] E$Data (0x%02x) 0x%08x.%08x 0x%08x.%08x ECC 0x%03x', 895151],
  ['![AFT2] errID 0x000000e3.2774aaf0 PA=0x%08x.%08x\n    E$tag 0x%08x.%08x E$state_%d %s', 260100],
  ['![AFT2] errID 0x000000e3.2774aaf0 PA=0x%08x.%08x\\n    E$tag 0x%08x.%08x E$state_%d %s', 260100],
  ['\\n\\rpanic[cpu%d]/thread=%p: ', 836849],
  ['', 100000],
  // The two bytes of UTF-8: 0xc3, then (0xc3 >> 5) + (0xc3 << 27) + 0xa9.
  ['é', 100_000 + ((((0xc3 >>> 5) + ((0xc3 << 27) >>> 0) + 0xa9) >>> 0) % 899_981)],
])('MSG-1: lab msgid %j', async (format, id) => {
  expect(await documentOf('msgid', format)).toEqual({ id });
});

test.each([
  [['ecc'], /^lab ecc: expected a syndrome such as 0x1f0, or --encode HI LO$/],
  [['ecc', '0x200'], /^lab ecc: SYNDROME: "0x200" is none, expected hexadecimal 0x000 to 0x1ff/],
  [['ecc', 'x\ny'.repeat(1000)], /^lab ecc: SYNDROME: "x\\ny.{0,60}" is none/],
  [['ecc', '--encode', '0123456789abcdef'], /^lab ecc: --encode: 1 word, expected two/],
  [['ecc', '--encode', '0123456789abcdef', '12'], /^lab ecc: LO: "12" is no data word, expected 16 hexadecimal digits/],
  [['ecc', '--encode', 'one', '0'.repeat(16)], /^lab ecc: HI: "one" is no data word/],
  [['ecc', '--encode', '0'.repeat(16), '0'.repeat(16), '--stored', '200'], /^lab ecc: --stored: "200" does not fit/],
  [['ecc', '1', '--stored', '200'], /^lab ecc: --stored goes with --encode/],
  [['ecc', '1', '--encode', '1', '2'], /^lab ecc: expected either a syndrome or --encode, not both/],
  [['ecc', '1', '--cpu-type', 'US-II'], /^redline: .*Allowed choices are US-III, US-III\+, US-IIIi: see --help/],
  [['msgid'], /^redline: missing required argument 'format': see --help/],
])('lab %j is refused in one line with exit 2', async (words, sentence) => {
  const { exit, output, errors } = await redline(['lab', ...words]);
  expect({ exit, output }).toEqual({ exit: 2, output: '' });
  expect(errors).toMatch(/^[^\n]{1,300}\n$/);
  expect(errors.trimEnd()).toMatch(sentence);
});

test.each(['ecc', 'msgid'])('lab %s has help with examples', async (command) => {
  const { exit, output } = await redline(['lab', command, '--help']);
  expect(exit).toBe(0);
  expect(output).toContain(`Examples:\n  redline lab ${command} `);
});
