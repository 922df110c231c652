import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonStart, completeLine } from './complete.ts';
import { explainLine } from './explain.ts';
import { explainFirmwareLine, firmwareLines } from './firmware.ts';
import { answerHelp, isHelp } from './help.ts';
import type { HostKnowledge } from './host-knowledge.ts';
import { manuals } from './manuals.ts';
import { parseCommand } from './parse-command.ts';

const host: HostKnowledge = {
  host: 'sf15k-domc',
  release: 'solaris9',
  processors: [
    { processor: 64, state: 'on-line' },
    { processor: 65, state: 'off-line' },
    { processor: 66, state: 'faulted' },
    { processor: 640, state: 'on-line' },
  ],
  sets: [1, 2],
  boards: ['SB2'],
};
const knowledge = fc.constantFrom(
  host,
  { ...host, release: 'solaris8' as const },
  { ...host, processors: [], sets: [] },
);

const pieces = fc.constantFrom(
  ...manuals.flatMap(({ name, options }) => [name, `/usr/sbin/${name}`, ...options.map(({ letter }) => `-${letter}`)]),
  ...['64', '64-67', '-', '--', '"', "'", '\\', ' ', 'help', 'man', '1'],
);
const line = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.oneof({ weight: 4, arbitrary: pieces }, { weight: 1, arbitrary: fc.string() }))
    .map((all) => all.join(' ')),
);
const wordsAfter = (text: string): string[] => completeLine(text, host).words.map(({ word }) => word);

describe('completion', () => {
  test('every word offered goes on from the one begun, whatever is typed', () => {
    fc.assert(
      fc.property(line, knowledge, (text, known) => {
        const { from, words } = completeLine(text, known);
        const begun = text.slice(from);
        expect(begun).toMatch(/^\S*$/);
        for (const { word } of words) expect(word.startsWith(begun)).toBe(true);
        expect(commonStart(words).startsWith(words.length === 0 ? '' : begun)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a line made of offered words is never refused for a word, only for what is still missing', () => {
    fc.assert(
      fc.property(knowledge, fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), (known, choices) => {
        let text = '';
        for (const choice of choices) {
          const { from, words } = completeLine(text, known);
          if (words.length === 0) break;
          text = `${text.slice(0, from)}${words[choice % words.length]?.word} `;
        }
        if (isHelp(text)) return;
        const command = parseCommand(text, known.release);
        if (!('exit' in command)) return;
        const about = 'must be specified|must specify|requires an argument';
        expect(command.output).toMatch(new RegExp(`^usage: ?|${about}`, 'i'));
      }),
      { numRuns: 2_000 },
    );
  });

  test('it offers commands, options that still fit, and what the host has', () => {
    expect(wordsAfter('ps')).toEqual(['psrinfo', 'psradm', 'psrset', 'ps']);
    expect(wordsAfter('/usr/sbin/psri')).toEqual(['/usr/sbin/psrinfo']);
    expect(wordsAfter('psradm -')).toEqual(['-f', '-n', '-i', '-s', '-F', '-a', '-v']);
    expect(wordsAfter('psradm -f -')).toEqual(['-F', '-a', '-v']);
    expect(wordsAfter('psradm -f 6')).toEqual(['64', '65', '66', '640']);
    expect(wordsAfter('psradm -f 64 6')).toEqual(['65', '66', '640']);
    expect(wordsAfter('psradm -f 64 -')).toEqual([]);
    expect(wordsAfter('psradm -f -a ')).not.toContain('64');
    expect(wordsAfter('pbind -b ')).toEqual(['64', '65', '66', '640']);
    expect(wordsAfter('psrset -a ')).toEqual(['1', '2']);
    expect(wordsAfter('psrset -a 1 64 ')).toEqual(['65', '66', '640']);
    expect(wordsAfter('help psr')).toEqual(['psrinfo', 'psradm', 'psrset']);
    expect(wordsAfter('psradm "6')).toEqual([]);
    const old = completeLine('psradm -', { ...host, release: 'solaris8' });
    expect(old.words.map(({ word }) => word)).toEqual(['-f', '-n', '-i', '-a', '-v']);
    expect(completeLine('pbind -u ', host).expects).toBe('pid');
  });
});

describe('explanation', () => {
  test('any text has one, and it refuses exactly what the parser refuses', () => {
    fc.assert(
      fc.property(line, knowledge, (text, known) => {
        const { refusal } = explainLine(text, known);
        const command = parseCommand(text, known.release);
        if (isHelp(text) || !('exit' in command)) return;
        expect(refusal).toEqual(command.exit === 0 ? null : command);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['psradm -f 64', /^Takes processor 64 off-line\. .*Bound threads/, null],
    ['psradm -F -f 64 640', /^Takes processors 64 and 640 off-line\. Threads bound there are unbound/, null],
    ['psradm -f 65', /Already so: 65/, null],
    ['psradm -f 1', /./, 'psradm: processor 1: Invalid argument'],
    ['psradm -n 66', /./, 'psradm: processor 66 in faulted state; add -F option to force change'],
    ['psradm -n 7-9', /7 to 9/, 'psradm: no processors in range 7-9'],
    ['psradm -n -a', /^Brings every processor on-line/, /66 in faulted state/],
    ['psrinfo', /^Tells the state of every processor/, null],
    ['psrinfo 7', /./, 'psrinfo: processor 7: Invalid argument'],
    ['pbind -b 7 1000', /./, 'pbind: cannot bind pid 1000: Invalid argument'],
    ['psrset -c 64 65', /^Creates a processor set of processors 64 and 65/, null],
    ['cat /etc/system /etc/passwd', /^Prints \/etc\/system and \/etc\/passwd/, 'cat: cannot open /etc/passwd'],
    ['tail -20 /var/adm/messages', /^Prints the last 20 lines of \/var\/adm\/messages/, null],
    ['tail nothing', /./, 'tail: cannot open input'],
    ['kstat -n page_retire', /^Prints statistics of name page_retire/, null],
    ['/usr/bin/uptime', /^Tells how long/, null],
    ['reboot', /^Restarts sf15k-domc/, null],
    ['vi /etc/system', /no such command/, 'ksh: vi: not found'],
    ['psradm', /would not take these words/, /^psradm: option -f, -n, -s or -i must be specified/],
    ['help', /Nothing is run/, null],
  ])('%s', (text, does, refused) => {
    const { text: said, refusal } = explainLine(text, host);
    expect(said).toMatch(does);
    if (refused === null) expect(refusal).toBeNull();
    else expect(refusal?.output).toMatch(refused);
  });
});

describe('help', () => {
  test('every command is listed and has a page whose examples run', () => {
    const list = answerHelp('help', 'solaris9')?.output ?? '';
    for (const { name, summary, examples } of manuals) {
      expect(list).toContain(summary);
      expect(answerHelp(`man ${name}`, 'solaris9')?.output).toMatch(`${name} - ${summary}`);
      for (const { word } of examples) expect(parseCommand(word, 'solaris9')).toMatchObject({ name });
    }
    expect(answerHelp('man psradm', 'solaris8')?.output).not.toMatch(/-F|-s\b/);
    expect(answerHelp('help vi', 'solaris9')).toEqual({ exit: 1, output: 'No manual entry for vi.' });
    expect(answerHelp('man', 'solaris9')?.exit).toBe(1);
    expect(answerHelp('psrinfo', 'solaris9')).toBeNull();
  });

  test('every option of a page is one that the parser reads, and only in its releases', () => {
    for (const { name, options } of manuals) {
      for (const { letter, onlyIn } of options) {
        for (const release of ['solaris8', 'solaris9'] as const) {
          const read = parseCommand(`${name} -${letter}`, release);
          const isKnown = !('exit' in read && read.output.includes('illegal option'));
          expect(isKnown).toBe(onlyIn === null || onlyIn === release);
        }
      }
    }
  });
});

test('at the ok prompt only boot and boot -a are known, and any text is explained', () => {
  for (const { word } of firmwareLines) expect(explainFirmwareLine(word).refusal).toBeNull();
  expect(explainFirmwareLine(' boot   -a ').text).toMatch(/read last/);
  expect(explainFirmwareLine('boot -x').refusal).toEqual({ exit: 1, output: '-x ?' });
  expect(explainFirmwareLine('psrinfo -v').refusal).toEqual({ exit: 1, output: 'psrinfo ?' });
  fc.assert(fc.property(line, (text) => explainFirmwareLine(text).text !== '' || text.trim() === ''));
});
