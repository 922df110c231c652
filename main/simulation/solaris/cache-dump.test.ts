import { describe, expect, test } from 'vitest';
import { type RecordedDump, type RecordedLine, recordedDumps } from '../../../test/vectors/ecc/recorded-dumps.ts';
import { cacheOf } from '../hardware/l2-cache.ts';
import { readRegister } from '../hardware/register.ts';
import { DumpReader } from './cache-dump-lines.ts';
import { dumpMessages } from './cache-dump-messages.ts';
import type { KernelMessage } from './kernel-message.ts';

const errId = '0x000000e3.2774aaf0';

/** The messages of a dump: the program's own. */
const loggedOf = ({ cpuType, afar, lines }: RecordedDump): readonly KernelMessage[] =>
  dumpMessages({
    cache: cacheOf({ cpuType }),
    errId,
    address: readRegister(afar),
    lines: lines.map(({ tag, data }) => ({
      tag: readRegister(tag),
      chunks: data.map(([high, low, ecc]) => ({
        high: readRegister(high),
        low: readRegister(low),
        ecc: Number.parseInt(ecc, 16),
      })),
    })),
    level: '![AFT2]',
  });

/** What follows the module and the id. */
const bodies = (messages: readonly KernelMessage[]): string[] =>
  messages.map(({ text }) => text.replace(/^\S+: \[ID \d+ kern\.info\] /, ''));

function recordedLine(afar: string, { tag, address, subBlock, state, match, data }: RecordedLine): string[] {
  const chunk = (index: number): string => {
    const [high, low, ecc, bad] = data[index] ?? [];
    const mark = bad === null ? '' : ` *Bad* Esynd=${bad}`;
    return `[AFT2] E$Data (0x${index}0) ${high} ${low} ECC ${ecc}${mark}`;
  };
  return [
    ...(match ? [] : [`[AFT2] errID ${errId} E$tag PA=${address} does not match AFAR=${afar}`]),
    `[AFT2] errID ${errId} PA=${address}\n    E$tag ${tag} E$state_${subBlock} ${state}`,
    ...[0, 1, 2, 3].map(chunk),
  ];
}

const dumpFrom = (source: string): RecordedDump => {
  const found = recordedDumps.find((each) => each.source.includes(source));
  if (found === undefined) throw new Error(`there is no dump from ${source}`);
  return found;
};

describe('dumps as they are logged', () => {
  test.each(recordedDumps)('DUMP-1 DUMP-2 DUMP-3: $source', (dump) => {
    const messages = loggedOf(dump);
    expect(bodies(messages)).toEqual([
      ...dump.lines.flatMap((line) => recordedLine(dump.afar, line)),
      '[AFT2] D$ data not available',
      '[AFT2] I$ data not available',
    ]);
    expect(new Set(messages.map(({ level, module }) => `${level} ${module}`))).toEqual(
      new Set([`info SUNW,UltraSPARC-${dump.cpuType.slice(3)}`]),
    );
  });

  test('DUMP-4: both ways of a cache where neither has the line', () => {
    const ways = bodies(loggedOf(dumpFrom('47292')));
    expect(ways.filter((line) => line.includes('does not match'))).toHaveLength(2);
    expect(ways).toHaveLength(14);
  });

  test('DUMP-1 DUMP-3: ids of real logs; a bad chunk has one of its own', () => {
    const ids = (dump: RecordedDump): number[] => loggedOf(dump).map(({ id }) => id);
    expect(ids(dumpFrom('category A'))).toEqual([860712, 260100, 895151, 895151, 895151, 895151, 929717, 335345]);
    const [, bad, good] = ids(dumpFrom('fault'));
    expect([bad === good, good]).toEqual([false, 895151]);
  });
});

describe('dumps as they are read', () => {
  /** What a reader makes of messages under an error. */
  function read(messages: readonly string[], ofError = errId): RecordedLine[] {
    const reader = new DumpReader();
    const lines = reader.begin(ofError);
    for (const message of messages) {
      const [first = '', ...rest] = message.split('\n');
      reader.readMessage(first);
      for (const body of rest) reader.readRest(body);
    }
    return lines.map(({ chunks, ...line }) => ({
      ...line,
      data: chunks.map(([high, low, ecc]) => [high, low, ecc, null] as const),
    }));
  }
  const withoutMarks = ({ lines }: RecordedDump): RecordedLine[] =>
    lines.map((line) => ({ ...line, data: line.data.map(([high, low, ecc]) => [high, low, ecc, null] as const) }));

  test.each(recordedDumps)('LOG-7: $source', (dump) => {
    expect(read(bodies(loggedOf(dump)))).toEqual(withoutMarks(dump));
  });

  test('LOG-7: a dump of another error is none of this one', () => {
    expect(read(bodies(loggedOf(dumpFrom('category A'))), '0x00000000.00000001')).toEqual([]);
  });

  test('LOG-7: a line that lacks any of its messages is left out, the other way is not', () => {
    const dump = dumpFrom('47292');
    const messages = bodies(loggedOf(dump));
    for (const lost of [1, 2, 3, 4, 5]) {
      const rest = messages.filter((_, index) => index !== lost);
      expect(read(rest)).toEqual(withoutMarks(dump).slice(1));
    }
    const withoutTag = messages.map((message, index) => (index === 1 ? (message.split('\n')[0] ?? '') : message));
    expect(read(withoutTag)).toEqual(withoutMarks(dump).slice(1));
  });

  test('LOG-7: no more lines than a cache can have ways', () => {
    const messages = bodies(loggedOf(dumpFrom('category B')));
    expect(read(Array.from({ length: 100 }, () => messages).flat())).toHaveLength(4);
  });
});
