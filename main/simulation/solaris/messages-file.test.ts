import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CpuType } from '../../../shared/model/drill.ts';
import { printRegister } from '../hardware/register.ts';
import { headerMessage, moduleAtFault } from './error-messages.ts';
import { eventClasses, eventClassOf, type Trap } from './event-classes.ts';
import { dataSyndromeOf, hasMultiple } from './fault-status.ts';
import { readLogLines } from './log-lines.ts';
import { type MessagesFile, readMessagesFile } from './messages-file.ts';
import { syndromeFieldOf } from './register-validity.ts';
import { drillHostOf, processorOf } from './test-processors.ts';

const traps: readonly Trap[] = ['fast-ecc', 'disrupting', 'instruction-access', 'data-access'];

const vector = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../test/vectors/messages/${name}.log`, import.meta.url)), 'utf8');
const read = (text: string): MessagesFile => readMessagesFile(text, 2003);

const header = (date: string, host: string, cpu: number): string =>
  `${date} ${host} SUNW,UltraSPARC-III: [ID 962502 kern.info] NOTICE: [AFT0] WDC Event detected by CPU${cpu} at TL=0, errID 0x000000e3.2774aaf0`;
const retry = (date: string, host: string): string =>
  `${date} ${host} SUNW,UltraSPARC-III: [ID 277554 kern.notice] NOTICE: [AFT1] Failed to offline CPU64 due to xxU Event, will try again`;
const statusLine = (date: string, host: string): string =>
  `${date} ${host}     AFSR 0x00000040<WDC>.000001f0 AFAR 0x000000a1.f06b4000`;

describe('LOG-1: kernel messages', () => {
  test('every recorded line is one, and the errors have their registers', () => {
    const { events, outcomes, pages, lines, unparsed } = read(vector('category-c'));
    expect({ lines, unparsed }).toEqual({ lines: 17, unparsed: 0 });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      ...{ line: 1, at: 'Oct 23 11:42:31', host: 'sf15k-domc', cpu: 65, name: 'WDU', first: false, me: false },
      ...{ errId: '0x0000012f.1b1a7f3a', afsr: '0x00000020.0000017a', afar: '0x000000a1.d9698000' },
      ...{ esynd: '0x017a', unum: 'SB2/P1/E0 J5400', faultPc: '0x10152880', mode: null, trapLevel: 0 },
    });
    expect(outcomes.map(({ result }) => result)).toEqual(['retry', 'offlined']);
    expect(pages.map(({ action, address }) => [action, address])).toEqual([
      ['clearing-scheduled', '0x000000a1.d9698000'],
      ['cleared', '0x000000a1.d9698000'],
    ]);
  });

  test('a header without its other lines has no registers, and takes none of another message', () => {
    const text = [
      header('Oct 23 11:37:05', 'a', 64),
      retry('Oct 23 11:37:06', 'a'),
      statusLine('Oct 23 11:37:06', 'a'),
    ];
    expect(read(text.join('\n')).events[0]).toMatchObject({ afsr: null, afar: null, esynd: null, unum: null });
  });

  test('other messages of a messages file are no errors and no bad lines', () => {
    const text =
      'Oct  3 04:10:00 a sshd[412]: [ID 800047 auth.info] Accepted publickey for root\nOct  3 04:10:01 a last message repeated 1 time\n';
    expect(read(text)).toEqual({
      events: [],
      outcomes: [],
      pages: [],
      modules: [],
      lines: 2,
      unparsed: 0,
      firstUnparsed: 0,
    });
  });
});

describe('LOG-2: wrapped lines', () => {
  test('the article as it was wrapped tells the same as it was written', () => {
    const linesOf = (name: string): unknown[] => {
      const lines: unknown[] = [];
      readLogLines(vector(name), 2003, ({ at, host, body }) => lines.push([at, host, body]));
      return lines;
    };
    expect(linesOf('category-b-wrapped')).toEqual(linesOf('category-b'));
    expect(linesOf('category-b')).toHaveLength(25);
  });

  test('a log wrapped at any width at its spaces tells the same', () => {
    const wrap = (line: string, width: number): string => {
      const rows: string[] = [];
      for (const word of line.split(/(?<= )/)) {
        const last = rows.at(-1);
        const isHead = rows.length === 1 && (last ?? '').split(' ').length < 6;
        if (last !== undefined && (isHead || last.length + word.length <= width)) rows[rows.length - 1] = last + word;
        else rows.push(word);
      }
      return rows.join('\n');
    };
    const names = fc.constantFrom('category-a', 'category-b', 'category-c', 'give-up');
    fc.assert(
      fc.property(names, fc.integer({ min: 50, max: 120 }), (name, width) => {
        const text = vector(name);
        const wrapped = text
          .split('\n')
          .map((line) => wrap(line, width))
          .join('\n');
        const values = ({ events, outcomes }: MessagesFile): unknown =>
          [...events, ...outcomes].map((each) => ({ ...each, line: 0 }));
        expect(values(read(wrapped))).toEqual(values(read(text)));
      }),
      { numRuns: 100 },
    );
  });

  test('prose after a whole line, after an empty line and before all is no part of the log', () => {
    const text = `Read this:\n${retry('Oct 23 11:37:05', 'a')}\nIt could not be taken off-line.\n\n.\nThen this.\n`;
    const { outcomes, lines, unparsed, firstUnparsed } = read(text);
    expect({ lines, unparsed, firstUnparsed }).toEqual({ lines: 5, unparsed: 4, firstUnparsed: 1 });
    expect(outcomes[0]?.reason).toBe('xxU Event');
  });
});

test('LOG-3 LOG-5: repetitions belong to the line before of the same host', () => {
  expect(read(vector('give-up')).outcomes.map(({ result, repeated }) => [result, repeated])).toEqual([
    ['retry', 0],
    ['retry', 6],
    ['retry', 15],
    ['gave-up', 0],
  ]);
  const text = [
    retry('Oct 23 11:37:05', 'a'),
    retry('Oct 23 11:37:05', 'b'),
    'Oct 23 11:37:30 a last message repeated 4 times',
    'Oct 23 11:37:40 a last message repeated 1 time',
    'Oct 23 11:37:41 b unix: [ID 1 kern.notice] NOTICE: something else',
    'Oct 23 11:37:42 b last message repeated 9 times',
    retry('Oct 23 11:37:43', 'c'),
    'Oct 23 11:37:44 c sshd[412]: [ID 800047 auth.info] Accepted publickey for root',
    'Oct 23 11:37:45 c last message repeated 9 times',
  ];
  const { outcomes } = read(text.join('\r\n'));
  expect(outcomes.map(({ host, repeated }) => [host, repeated])).toEqual([
    ['a', 5],
    ['b', 0],
    ['c', 0],
  ]);
  expect(outcomes[0]?.lastInstant.epochSeconds).toBe((outcomes[0]?.instant.epochSeconds ?? 0) + 35);
});

test('LOG-5: messages of two hosts, line by line in turn', () => {
  const lines = ['a', 'b'].map((host, index) => [
    header('Oct 23 11:37:05', host, index),
    statusLine('Oct 23 11:37:05', host),
  ]);
  const mixed = [lines[0]?.[0], lines[1]?.[0], lines[1]?.[1], lines[0]?.[1]].join('\n');
  expect(read(mixed).events.map(({ host, cpu, afsr }) => [host, cpu, afsr])).toEqual([
    ['a', 0, '0x00000040.000001f0'],
    ['b', 1, '0x00000040.000001f0'],
  ]);
});

test('LOG-4: January after December is the next year, and 29 February needs a year that has one', () => {
  const text = [
    header('Dec 31 23:59:59', 'a', 1),
    header('Jan  1 00:00:01', 'a', 1),
    header('Feb 29 00:00:00', 'a', 1),
  ];
  const { events, unparsed } = read(text.join('\n'));
  expect(unparsed).toBe(0);
  const [december, january] = events;
  expect((january?.instant.epochSeconds ?? 0) - (december?.instant.epochSeconds ?? 0)).toBe(2);
  expect(read(header('Feb 29 00:00:00', 'a', 1)).unparsed).toBe(1);
});

describe('LOG-6: any text', () => {
  const pieces = fc.constantFrom(
    ...[
      'Oct 23 11:37:05 ',
      'a ',
      '    AFSR ',
      '0x00000040',
      '<WDC>',
      '.000001f0',
      '\n',
      '\r',
      ' AFAR ',
      '[AFT0] ',
      '/',
    ],
    ...[
      'CPU64',
      'errID 0x000000e3.2774aaf0',
      'last message repeated ',
      '3 times',
      '\0',
      ', will try again',
      'Dec',
      'Jan',
    ],
    ...['SUNW,UltraSPARC-III: [ID 962502 kern.info] NOTICE: ', 'WDC Event detected by ', ' at TL=0, '],
  );
  const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 80 });

  test('is read to its end, and every line that is not empty is counted once at most', () => {
    fc.assert(
      fc.property(text, (parts) => {
        const whole = parts.join('');
        const file = read(whole);
        const physical = whole.split('\n').filter((line) => line.trim() !== '').length;
        expect(file.lines).toBeLessThanOrEqual(physical);
        expect(file.unparsed).toBeLessThanOrEqual(file.lines);
        expect(file.events.length + file.outcomes.length + file.pages.length).toBeLessThanOrEqual(file.lines);
      }),
      { numRuns: 1000 },
    );
  });

  test('damage to a recorded log costs no more lines than it cuts in two, and never stops the reading', () => {
    const log = vector('category-b');
    const damage = fc.tuple(fc.nat(log.length), fc.nat(200), fc.string({ unit: 'binary', maxLength: 20 }));
    fc.assert(
      fc.property(damage, ([at, length, inserted]) => {
        const file = read(log.slice(0, at) + inserted.replaceAll('\n', ' ') + log.slice(at + length));
        expect(file.lines).toBeLessThanOrEqual(26);
        expect(file.events.length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 500 },
    );
  });

  test('eight million characters of the worst kind are read at once', () => {
    const worst = [
      `${'x'.repeat(8_000_000)}`,
      `${header('Oct 23 11:37:05', 'a', 1)} \n${'/\n'.repeat(2_000_000)}`,
      `Oct 23 11:37:05 a ${' '.repeat(7_000_000)}x`,
      `${'Oct 23 11:37:05 a x '.repeat(400_000)}`,
      `Oct 23 11:37:05 a SUNW: [ID 1 kern.info] ${'[AFT1] Failed to offline CPU1 due to '.repeat(200_000)}`,
    ];
    // No assertion of time: what takes more than its length would run into the limit of the test.
    for (const each of worst) expect(read(each).events.length).toBeLessThanOrEqual(1);
  });
});

test('LOG-11: every header that can be printed is read back as it was', () => {
  const register = fc.tuple(fc.nat(0xffff_ffff), fc.nat(0xffff_ffff)).map(([high, low]) => ({ high, low }));
  const cpuType = fc.constantFrom<CpuType>('US-III', 'US-III+', 'US-IIIi');
  const eventClass = cpuType.chain((type) =>
    fc.tuple(fc.constant(type), fc.constantFrom(...eventClasses(type)), fc.constantFrom(...traps)),
  );
  const mode = fc.constantFrom(null, 'privileged', 'user');
  fc.assert(
    fc.property(
      eventClass,
      register,
      register,
      mode,
      fc.boolean(),
      fc.nat(0xffff_ffff),
      (given, afsr, afar, by, first, pc) => {
        const [type, { name }, trap] = given;
        const processor = processorOf(drillHostOf({ cpuType: type }), 64);
        const common = { processor, name, trapLevel: pc % 2, errId: printRegister(afar), afsr, afar };
        const report = {
          ...common,
          mode: by,
          trap,
          first,
          faultPc: `0x${pc.toString(16)}`,
          module: pc % 3 === 0 ? '' : 'SB2/P1/B0/D0 J14300',
        };
        const text = headerMessage(report)
          .text.split('\n')
          .map((line) => `Oct 23 11:37:05 a ${line}`)
          .join('\n');
        const { events, unparsed } = read(text);
        expect(unparsed).toBe(0);
        expect(events).toHaveLength(1);
        expect(events[0]).toMatchObject({
          ...{
            cpu: 64,
            name: eventClassOf(type, trap, name).text,
            first,
            trapLevel: pc % 2,
            errId: printRegister(afar),
          },
          ...{ module: `SUNW,UltraSPARC-${type.slice(3)}`, afsr: printRegister(afsr), afar: printRegister(afar) },
          ...{
            me: hasMultiple(afsr),
            faultPc: `0x${pc.toString(16)}`,
            mode: trap !== 'disrupting' && eventClassOf(type, trap, name).traps.includes(trap) ? by : null,
          },
          unum: moduleAtFault(report) === '' ? null : moduleAtFault(report),
          esynd:
            syndromeFieldOf(type, name) === 'data' ? `0x${dataSyndromeOf(afsr).toString(16).padStart(4, '0')}` : null,
        });
      },
    ),
    { numRuns: 1000 },
  );
});
