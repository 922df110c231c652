import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { manuals } from './manuals.ts';
import { parseCommand } from './parse-command.ts';
import { readLeadingNumber, readWholeNumber } from './read-number.ts';
import { readOptions } from './read-options.ts';

const parsed = (line: string) => parseCommand(line, 'solaris9');
const printedFirst = (line: string) => {
  const command = parsed(line);
  return 'exit' in command ? [command.exit, command.output.split('\n')[0]] : command;
};

test('CMD-1: any line is a command or is answered, with an exit code', () => {
  const pieces = fc.constantFrom(
    'psradm',
    'psrset',
    'pbind',
    'psrinfo',
    'reboot',
    'cfgadm',
    'kstat',
    'cat',
    'tail',
    'uname',
    'who',
    '-c',
    '-f',
    '-aF',
    '--',
    '-',
    '64-',
    '"',
    ' ',
  );
  const line = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(pieces, fc.string())).map((all) => all.join(' ')),
  );
  fc.assert(
    fc.property(line, fc.constantFrom('solaris8', 'solaris9'), (text, release) => {
      const command = parseCommand(text, release);
      if ('exit' in command) expect([0, 1, 2, 3, 127]).toContain(command.exit);
      else expect(manuals.map(({ name }) => name)).toContain(command.name);
    }),
    { numRuns: 2_000 },
  );
});

test('CMD-2: words are split as a shell does; what it would act on is refused', () => {
  expect(parsed(`  /usr/sbin/psradm '-f'\t"6"4 \\65 `)).toMatchObject({
    state: 'off-line',
    targets: [{ processor: 64 }, { processor: 65 }],
  });
  expect(parsed('')).toEqual({ exit: 0, output: '' });
  expect(parsed('psrinfo "64')).toEqual({ exit: 2, output: 'ksh: syntax error: `"\' unmatched' });
  expect(parsed('psrinfo | wc')).toEqual({ exit: 2, output: 'ksh: |: this console knows single commands only' });
  expect(parsed('ls -a')).toEqual({ exit: 127, output: 'ksh: ls: not found' });
  expect(parsed('/bin/psradm -f 1')).toEqual({ exit: 127, output: 'ksh: /bin/psradm: not found' });
});

test('CMD-3: options are read like getopt: joined, apart, up to the first word that is none', () => {
  expect(readOptions('x', ['-ab', '-c', 'value', '-cjoined', 'rest', '-a'], 'abc:')).toEqual({
    options: [
      { letter: 'a', value: '' },
      { letter: 'b', value: '' },
      { letter: 'c', value: 'value' },
      { letter: 'c', value: 'joined' },
    ],
    operands: ['rest', '-a'],
    problem: null,
  });
  expect(readOptions('x', ['-a', '--', '-b'], 'ab').operands).toEqual(['-b']);
  expect(readOptions('x', ['-', '-a'], 'a').operands).toEqual(['-', '-a']);
  expect(readOptions('x', ['-q'], 'a').problem).toBe('x: illegal option -- q');
  expect(readOptions('x', ['-:'], 'c:').problem).toBe('x: illegal option -- :');
  expect(readOptions('x', ['-c'], 'c:').problem).toBe('x: option requires an argument -- c');
});

test('CMD-4: numbers are read like strtol: blanks and a sign before, an int at most', () => {
  expect(readLeadingNumber(' +12x')).toEqual({ value: 12, rest: 'x' });
  expect(readLeadingNumber('-0')).toEqual({ value: 0, rest: '' });
  expect(readLeadingNumber('x')).toEqual({ value: 0, rest: 'x' });
  expect(readWholeNumber('')).toBe(0);
  expect(readWholeNumber('0x10')).toBeNull();
  expect(readWholeNumber('99999999999')).toBe(2_147_483_647);
  fc.assert(fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (n) => readWholeNumber(`${n}`) === n));
});

describe('what psradm refuses', () => {
  test.each([
    ['psradm', 'psradm: option -f, -n, -s or -i must be specified.'],
    ['psradm -v 64', 'psradm: option -f, -n, -s or -i must be specified.'],
    ['psradm -f -n 64', 'psradm: options -f, -n, -i, and -s are mutually exclusive.'],
    ['psradm -fs 64', 'psradm: options -f, -n, -i, and -s are mutually exclusive.'],
    ['psradm -f -i -z', 'psradm: options -f, -n, -i, and -s are mutually exclusive.'],
    ['psradm -fz', 'psradm: illegal option -- z'],
    ['psradm -f', 'usage: '],
    ['psradm -a -f 64', 'usage: '],
  ])('CMD-5: %s', (line, first) => {
    expect(printedFirst(line)).toEqual([2, first]);
  });

  test('CMD-5: the same state twice is no contradiction, -F alone is the state faulted', () => {
    expect(parsed('psradm -f -f 64')).toMatchObject({ state: 'off-line', force: false });
    expect(parsed('psradm -F 64')).toMatchObject({ state: 'faulted', force: true });
    expect(parsed('psradm -aF -n')).toMatchObject({ state: 'on-line', targets: 'all' });
  });

  test('CMD-6: Solaris 8 knows neither spare nor faulted processors', () => {
    for (const letter of ['s', 'F']) {
      const refused = parseCommand(`psradm -${letter} 64`, 'solaris8');
      expect(refused).toMatchObject({
        exit: 2,
        output: expect.stringMatching(`^psradm: illegal option -- ${letter}\n`),
      });
    }
  });
});

test('CMD-7: a word with a dash is a range, and a range goes up', () => {
  expect(parsed('psradm -f 1 2-3 x 5- 9-8 3-x')).toMatchObject({
    targets: [
      { kind: 'one', processor: 1 },
      { kind: 'range', first: 2, last: 3 },
      { kind: 'invalid', what: 'ID', word: 'x' },
      { kind: 'invalid', what: 'range', word: '5-' },
      { kind: 'invalid', what: 'range', word: '9-8' },
      { kind: 'invalid', what: 'range', word: '3-x' },
    ],
  });
  expect(parsed('psradm -f -- -1-2')).toMatchObject({ targets: [{ kind: 'invalid', what: 'range' }] });
});

test.each([
  ['psrinfo -s', 2, 'psrinfo: must specify exactly one processor if -s used'],
  ['psrinfo -s 1 2', 2, 'psrinfo: must specify exactly one processor if -s used'],
  ['psrinfo -s 1-2', 2, 'psrinfo: must specify exactly one processor if -s used'],
  ['psrinfo -sv 1', 2, 'psrinfo: options -s and -v are mutually exclusive'],
  ['psrinfo -x', 2, 'psrinfo: illegal option -- x'],
  ['psrset -c -d', 2, 'psrset: options are mutually exclusive'],
  ['psrset -a', 2, 'psrset: must specify processor set'],
  ['psrset -b -1 5', 2, 'psrset: illegal option -- 1'],
  ['psrset -a x 5', 1, 'psrset: invalid processor set ID x'],
  ['psrset -a 1', 2, 'psrset: must specify at least one processor'],
  ['psrset -b 1', 2, 'psrset: must specify at least one pid'],
  ['psrset -r', 2, 'psrset: must specify at least one processor'],
  ['psrset -d', 2, 'psrset: must specify at least one processor set'],
  ['psrset -u', 2, 'psrset: must specify at least one pid'],
  ['psrset -e 1', 2, 'psrset: must specify command'],
  ['psrset -f', 2, 'psrset: must specify processor set'],
  ['psrset -n x', 1, 'psrset: invalid processor set ID x'],
  ['psrset -Q', 2, 'psrset: illegal option -- Q'],
  ['/usr/sbin/psrset -u', 2, '/usr/sbin/psrset: must specify at least one pid'],
  ['pbind -b', 2, 'pbind: option requires an argument -- b'],
  ['pbind -b x 5', 1, 'pbind: invalid processor ID x'],
  ['pbind -b 5', 2, 'pbind: must specify at least one pid'],
  ['pbind -u', 2, 'pbind: must specify at least one pid'],
  ['pbind -u -q 5', 2, 'pbind: options -b, -q and -u are mutually exclusive'],
  ['reboot -z', 1, 'reboot: illegal option -- z'],
])('CMD-8: %s is refused', (line, exit, first) => {
  expect(printedFirst(line)).toEqual([exit, first]);
});
