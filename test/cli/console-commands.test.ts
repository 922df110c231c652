import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { redline, temporaryFolder } from './redline.ts';

const lines = [
  'pbind -b 65 4711',
  'psradm -f 65',
  'psradm -F -f 65',
  'psrinfo 65',
  'frobnicate',
  'reboot',
  'psrinfo 65',
  'psrinfo 65',
];

/** When each is typed, in seconds: the last one when the host is up again. */
const secondOf = (index: number): number => (index === lines.length - 1 ? 400 : index + 1);

const drill = `
version: 1
title: Somebody at the console
startsAt: 2003-10-23T11:36:55Z
hosts:
  - name: sf15k-domc
    platform: starcat
    cpuType: US-III
    release: solaris9
    bootedAt: 2003-10-23T11:20:49.5Z
    processors: [65]
people: [{ id: dana, name: Dana }, { id: ravi, name: Ravi }]
injects:
${lines.map((line, index) => `  - { at: ${secondOf(index)}s, kind: command, host: sf15k-domc, line: ${line} }`).join('\n')}
`;

test('a drill with lines on a console: the timeline has what each printed, and what it did', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'console.yaml');
  writeFileSync(file, drill);
  const out = join(folder, 'out');
  const { exit, errors } = await redline(['drill', 'run', file, '--seed', '7', '--out', out]);
  expect({ exit, errors }).toEqual({ exit: 0, errors: '' });
  const { entries } = JSON.parse(readFileSync(join(out, 'timeline.json'), 'utf8')) as {
    entries: { kind: string; text: string; truth: boolean }[];
  };
  const textsOf = (kind: string) => entries.filter((entry) => entry.kind === kind).map(({ text }) => text);
  expect(textsOf('console.ran')).toEqual([
    'sf15k-domc# pbind -b 65 4711 (exit 0): process id 4711: was not bound, now 65',
    'sf15k-domc# psradm -f 65 (exit 1): psradm: processor 65: Device busy',
    'sf15k-domc# psradm -F -f 65 (exit 0)',
    'sf15k-domc# psrinfo 65 (exit 0): 65\toff-line  since 10/23/2003 11:36:58',
    'sf15k-domc# frobnicate (exit 127): ksh: frobnicate: not found',
    'sf15k-domc# reboot (exit 0)',
    'sf15k-domc# psrinfo 65 (exit 1): sf15k-domc is going down: its console takes no commands until it is up',
    'sf15k-domc# psrinfo 65 (exit 0): 65\ton-line   since 10/23/2003 11:39:41',
  ]);
  expect(textsOf('processor.changed')).toEqual(['CPU65 of sf15k-domc is off-line now, it was on-line']);
  expect(entries.filter(({ truth }) => truth).map(({ kind }) => kind)).toEqual(lines.map(() => 'inject.command'));
});
