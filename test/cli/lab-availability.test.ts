import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { redline, root, temporaryFolder } from './redline.ts';

const caseFile = join(root, 'test/vectors/availability/category-c.json');
const recorded = readFileSync(join(root, 'test/vectors/messages/category-c.log'), 'utf8');

test('a case on standard input gives the recorded log and what became of processors and pages', async () => {
  const { exit, output, errors } = await redline(['lab', 'availability', '-'], { input: readFileSync(caseFile) });
  expect({ exit, errors }).toEqual({ exit: 0, errors: '' });
  const document = JSON.parse(output);
  expect(Object.keys(document)).toEqual([
    ...['messages', 'cpus', 'retiredPages', 'pendingPages', 'pageKstat', 'indictments', 'commands'],
  ]);
  expect(`${document.messages.join('\n')}\n`).toBe(recorded);
  expect(document.cpus[1]).toEqual({ id: 65, state: 'off-line', since: 1332.989812026 });
  expect(document.indictments).toEqual([{ at: 1332.989812026, cpu: 65, type: 3 }]);
});

test('an unknown field is named before a missing one, in one line, with nothing on standard output', async () => {
  const file = join(temporaryFolder(), 'case.json');
  const { until: _, ...given } = JSON.parse(readFileSync(caseFile, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...given, colour: 'red' }));
  const { exit, output, errors } = await redline(['lab', 'availability', file]);
  expect({ exit, output }).toEqual({ exit: 2, output: '' });
  expect(errors).toBe(
    `${file}: colour: unknown field, expected only those that redline lab availability --help names\n`,
  );
});
