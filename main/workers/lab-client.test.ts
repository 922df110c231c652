import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { importDrill } from '../lab/import-drill.ts';
import { LabClient } from './lab-client.ts';

const text = readFileSync(
  fileURLToPath(new URL('../../test/vectors/messages/category-c.log', import.meta.url)),
  'utf8',
);
const lab = new LabClient();
afterAll(() => lab.close());

test('the lab in its thread answers as it does here, in any order of asking', async () => {
  const input = { name: 'category-c.log', text, year: 2003 };
  const here = importDrill(input);
  if ('problem' in here) throw new Error(here.problem);
  const [imported, drill, decoded, wrong] = await Promise.all([
    lab.importDrill(input),
    lab.readDrill(here.yaml),
    lab.decodeMessage(text.split('\n')[0] ?? ''),
    lab.importDrill({ ...input, text: 'nothing' }),
  ]);
  expect(imported).toEqual(here);
  expect(drill).toMatchObject({ drill: { title: here.drill.title } });
  expect(decoded.summary).toContain('WDU');
  expect(wrong).toMatchObject({ place: 'line 1' });
});

test('a call that fails is an error to its caller alone', async () => {
  await expect(lab.readDrill(null as unknown as string)).rejects.toThrow(/null/);
  expect((await lab.decodeMessage('last message repeated 3 times')).summary).toContain('3 more times');
});

test('after it is closed a call says so', async () => {
  const closed = new LabClient();
  await closed.decodeMessage('x');
  await closed.close();
  await expect(closed.decodeMessage('x')).rejects.toThrow('closed');
});
