import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { redline, root, temporaryFolder } from './redline.ts';

const caseFile = join(root, 'test/vectors/availability/category-c.json');

test('a case on standard input gives the outcome under the policies that were asked for, in that order', async () => {
  const words = ['lab', 'compare-policies', '-', '--policies', 'solaris9,fma,mcelog,rasdaemon'];
  const { exit, output, errors } = await redline(words, { input: readFileSync(caseFile) });
  expect({ exit, errors }).toEqual({ exit: 0, errors: '' });
  const { policies } = JSON.parse(output);
  const nothing = { offlined: [], retiredPages: [], gaveUp: [] };
  const offlined = (at: number, reason: string) => ({ ...nothing, offlined: [{ cpu: 65, at, reason }] });
  expect(Object.entries(policies)).toEqual([
    ['solaris9', offlined(1313.069812026, 'xxU Event')],
    ['fma', offlined(1302.029812026, 'uncorrectable L2 error (WDU)')],
    ['mcelog', nothing],
    ['rasdaemon', nothing],
  ]);
});

test('without a choice all policies are compared', async () => {
  const { output } = await redline(['lab', 'compare-policies', caseFile]);
  expect(Object.keys(JSON.parse(output).policies)).toEqual([
    ...['solaris8', 'solaris9', 'fma', 'mcelog', 'rasdaemon', 'rasdaemon-isolation'],
  ]);
});

test('an unknown policy and a wrong case are one line each, exit 2, with nothing on standard output', async () => {
  const unknown = await redline(['lab', 'compare-policies', caseFile, '--policies', 'fma,windows']);
  expect(unknown).toMatchObject({ exit: 2, output: '' });
  expect(unknown.errors).toBe(
    'lab compare-policies: --policies: there is no policy "windows", expected some of solaris8, solaris9, fma, mcelog, rasdaemon, rasdaemon-isolation, or files that end in .json\n',
  );
  const file = join(temporaryFolder(), 'case.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(caseFile, 'utf8')), until: -1 }));
  const wrong = await redline(['lab', 'compare-policies', file]);
  expect(wrong).toMatchObject({ exit: 2, output: '' });
  expect(wrong.errors).toMatch(new RegExp(`^${file}: until: .*\n$`));
});

test('a file with a policy of a user is one of those that are compared', async () => {
  const shipped = JSON.parse(readFileSync(join(root, 'resources/policies/mcelog.json'), 'utf8'));
  const file = join(temporaryFolder(), 'mine.json');
  const uncorrectable = { ...shipped.processor.uncorrectable, value: true };
  writeFileSync(file, JSON.stringify({ ...shipped, name: 'mine', processor: { ...shipped.processor, uncorrectable } }));
  const { output, errors } = await redline(['lab', 'compare-policies', caseFile, '--policies', `mcelog,${file}`]);
  expect(errors).toBe('');
  const { policies } = JSON.parse(output);
  expect(policies.mcelog.offlined).toEqual([]);
  expect(policies.mine.offlined).toMatchObject([{ cpu: 65, at: 1301.829812026 }]);
  writeFileSync(file, JSON.stringify({ ...shipped, memory: {} }));
  const wrong = await redline(['lab', 'compare-policies', caseFile, '--policies', file]);
  expect(wrong).toMatchObject({ exit: 2, output: '' });
  expect(wrong.errors).toMatch(new RegExp(`^${file}: memory.corrected: missing, .*\n$`));
});
