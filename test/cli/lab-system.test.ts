import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { redline, temporaryFolder } from './redline.ts';

const file = [
  '* Off-lining, as the manual of the processor has it.',
  'set cpu_remove_retry_seconds = 10',
  'set automatic_cpu_removal & ~0x4 junk',
  'forceload: sys/shmsys',
  'set shmsys:shminfo_shmmax = 0xffffffffffffffffff',
  'exclude drv/foo',
  'set maxusers=',
  'set swallowed=1',
  'set label = "a\\\\nb"',
  'set maxusers = 010',
  'set maxusers = 5000',
  '',
].join('\n');

test('what stays in effect, what the kernel says, what its variables hold', async () => {
  const { exit, output, errors } = await redline(['lab', 'system', '-'], { input: file });
  expect({ exit, errors }).toEqual({ exit: 0, errors: '' });
  const document = JSON.parse(output);
  expect(Object.keys(document)).toEqual(['settings', 'directives', 'messages', 'effective']);
  expect(document).toEqual({
    settings: [
      { line: 2, module: null, name: 'cpu_remove_retry_seconds', op: '=', value: '10' },
      { line: 3, module: null, name: 'automatic_cpu_removal', op: '&', value: '18446744073709551611' },
      { line: 5, module: 'shmsys', name: 'shminfo_shmmax', op: '=', value: '18446744073709551615' },
      { line: 8, module: null, name: 'label', op: '=', value: 'a\nb' },
      { line: 9, module: null, name: 'maxusers', op: '=', value: '8' },
      { line: 10, module: null, name: 'maxusers', op: '=', value: '5000' },
    ],
    directives: [
      { line: 4, command: 'forceload', value: 'sys/shmsys' },
      { line: 6, command: 'exclude', value: 'drv/foo' },
    ],
    messages: [
      "WARNING: extraneous input ignored starting at 'junk' on line 3 of etc/system",
      "WARNING: A colon (:) must follow the 'exclude' command on line 6 of etc/system",
      "WARNING: bad rvalue '\n' on line 7 of etc/system",
      'WARNING: maxusers is set more than once in /etc/system. "set maxusers = 5000" applied as the current setting.',
      "sorry, variable 'label' is not defined in the 'kernel'",
      'NOTICE: maxusers limited to 4096',
    ],
    effective: {
      cpu_remove_retry_seconds: '10',
      automatic_cpu_removal: '3',
      'shmsys:shminfo_shmmax': '18446744073709551615',
      maxusers: '4096',
    },
  });
});

test('a file and standard input give the same answer; the release decides', async () => {
  const path = join(temporaryFolder(), 'system');
  writeFileSync(path, 'set priority_paging=1\r\nset rlim_fd_cur=5000\r\n');
  const solaris9 = await redline(['lab', 'system', path]);
  expect(await redline(['lab', 'system', path, '--release', 'solaris9'])).toEqual(solaris9);
  expect(JSON.parse(solaris9.output)).toMatchObject({
    settings: [{ line: 1 }, { line: 3 }],
    messages: ["sorry, variable 'priority_paging' is not defined in the 'kernel'"],
    effective: { rlim_fd_cur: '5000' },
  });
  const solaris8 = await redline(['lab', 'system', path, '--release', 'solaris8']);
  expect(JSON.parse(solaris8.output)).toMatchObject({
    messages: [],
    effective: { priority_paging: '1', rlim_fd_cur: '1024' },
  });
});

test('an empty file and bytes of any kind are files', async () => {
  const empty = await redline(['lab', 'system', '-'], { input: '' });
  expect(JSON.parse(empty.output)).toEqual({ settings: [], directives: [], messages: [], effective: {} });
  const bytes = Buffer.from(Array.from({ length: 4_096 }, (_, index) => (index * 7) & 0xff));
  const noise = await redline(['lab', 'system', '-'], { input: bytes });
  expect(noise.exit).toBe(0);
  expect(JSON.parse(noise.output).messages.length).toBeGreaterThan(10);
});

test('what cannot be read, and a release that there is not, are one line and exit 2', async () => {
  const missing = join(temporaryFolder(), 'missing');
  const cases: [string[], RegExp][] = [
    [['lab', 'system', missing], /missing: there is no such file/],
    [['lab', 'system', '-', '--release', 'solaris7'], /solaris7.*solaris8, solaris9/],
    [['lab', 'system'], /file/],
  ];
  for (const [words, sentence] of cases) {
    const { exit, output, errors } = await redline(words);
    expect({ exit, output }).toEqual({ exit: 2, output: '' });
    expect(errors).toMatch(sentence);
    expect(errors.trimEnd()).not.toContain('\n');
  }
});
