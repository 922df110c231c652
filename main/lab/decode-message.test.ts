import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodedMessageSchema } from '../../shared/model/views.ts';
import { decodeMessage } from './decode-message.ts';

const folder = fileURLToPath(new URL('../../test/vectors/messages/', import.meta.url));
const meaning = (text: string, name: string): string | undefined =>
  decodeMessage(text).fields.find((field) => field.name === name)?.meaning;

describe('a message in words', () => {
  test('a header with its registers', () => {
    const text = [
      'SUNW,UltraSPARC-III+: [ID 391224 kern.info] NOTICE: [AFT0] UCC Event detected by CPU5 in Privileged mode at TL=0, errID 0x0001487b.327ee8b0',
      '    AFSR 0x00300400<ME,PRIV,UCC>.00000031 AFAR 0x00000000.02c4e8f0',
      '    Fault_PC 0x104e860 Esynd 0x0031 /N0/SB1/P1/E1 J5300',
    ].join('\n');
    const { summary, fields } = decodeMessage(text);
    expect(summary).toMatch(/UCC on processor 5.*corrected by software/);
    expect(meaning(text, 'ME')).toMatch(/several errors/);
    expect(meaning(text, 'PRIV')).toMatch(/privileged/);
    expect(meaning(text, 'Syndrome')).toMatch(/data bit 40/);
    expect(meaning(text, 'Esynd')).toMatch(/data bit 40/);
    expect(meaning(text, 'Board')).toBe('system board 1');
    expect(meaning(text, 'Label')).toMatch(/socket/);
    expect(meaning(text, 'Error id')).toMatch(/4 d 4 h after boot/);
    expect(fields.find(({ name }) => name === 'Message id')?.value).toBe('391224');
    expect(fields.find(({ name }) => name === 'Level')?.value).toBe('kern.info');
  });

  test('registers that another error has touched, and poison', () => {
    const status = '    AFSR 0x00000420<UCC,WDU>.00000071 AFAR 0x00000000.02c4e8f0 INVALID';
    expect(meaning(status, 'AFAR')).toMatch(/overwritten/);
    expect(meaning(status, 'Syndrome')).toMatch(/another processor/);
  });

  test('16 bytes of a dump: whether they fit, and what is wrong with them', () => {
    const [bad, good] = [
      '[AFT2] E$Data (0x00) 0x56080000.96100000 0x96100000.96100000 ECC 0x15d *Bad* Esynd=0x071',
      '[AFT2] E$Data (0x10) 0x96100000.96100000 0x96100000.96100000 ECC 0x0fc',
    ];
    expect(decodeMessage(bad).summary).toMatch(/do not fit/);
    expect(meaning(bad, 'ECC')).toMatch(/do not fit the data$/);
    expect(meaning(bad, 'Esynd')).toBe(
      'data bits 126 and 127 inverted on purpose: bad data was written back or copied out by another processor',
    );
    expect(meaning(good, 'ECC')).toMatch(/, which fit the data$/);
    expect(decodeMessage(bad.replace('0x071', '0xfff')).summary).toMatch(/no explanation/);
    const noErrId = '[AFT2] errID nineteen-characters PA=0x000000a0.00eb4000';
    expect(decodeMessage(noErrId).summary).toMatch(/no explanation/);
  });

  test('the three outcomes', () => {
    const outcome = (text: string): string => decodeMessage(`unix: [ID 1 kern.notice] NOTICE: ${text}`).summary;
    expect(outcome('[AFT1] CPU64 offlined due to xxU Event')).toMatch(/has taken processor 64 off-line/);
    expect(outcome('[AFT1] Failed to offline CPU64 due to UCC Event with ME set, will try again')).toMatch(/try again/);
    expect(outcome('[AFT1] Failed to offline CPU64 due to xxU Event, giving up')).toMatch(/gives up/);
  });

  test('every line of the recorded logs has an explanation', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.log') && !name.includes('wrapped'));
    const lines = files.flatMap((name) => readFileSync(`${folder}${name}`, 'utf8').trimEnd().split('\n'));
    expect(lines.length).toBeGreaterThan(60);
    const unknown = lines.filter((line) => decodeMessage(line).summary.includes('no explanation'));
    expect(unknown).toEqual([]);
  });

  test('any text gives an answer of the right form', () => {
    const pieces = fc.constantFrom(
      '[AFT1] ',
      'CPU',
      '0x',
      ' ',
      '\n',
      'AFSR ',
      'errID ',
      '9',
      'J5300',
      '<ME>',
      '.',
      'E$Data (',
    );
    const text = fc
      .array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 60 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (each) => decodedMessageSchema.safeParse(decodeMessage(each)).success),
      { numRuns: 500 },
    );
  });
});
