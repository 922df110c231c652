import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { asTrainer, type ContractCase, drill, refused } from './case-tools.ts';

const vector = (name: string) => readFile(join(import.meta.dirname, '../vectors/messages', name), 'utf8');

export const sessionCases: readonly ContractCase[] = [
  {
    name: 'a session begins as a responder, the first person of a drill',
    run: async ({ client, station }) => {
      const session = await client.session.read();
      expect(session).toMatchObject({
        person: 'dana',
        role: 'responder',
        shell: 'web',
        alone: true,
        station: station.folder,
      });
      expect(session.version).toMatch(/^\d+\.\d+\.\d+/);
      expect(session.notices).toEqual([]);
    },
  },
  {
    name: 'a session becomes somebody of a drill, and nobody else',
    run: async ({ client }) => {
      expect(await client.session.become({ person: 'ravi', role: 'trainer' })).toMatchObject({
        person: 'ravi',
        role: 'trainer',
      });
      await refused(client.session.become({ person: 'mallory', role: 'trainer' }), 'NOT_FOUND', /mallory/);
      expect(await client.session.become({ person: 'dana', role: 'responder' })).toMatchObject({ person: 'dana' });
    },
  },
  {
    name: 'a test page reaches the shell and no run',
    run: async ({ client, shell, paged }) => {
      const before = await client.runs.read({ run: paged });
      shell.pages.length = 0;
      expect(await client.session.testPage()).toEqual({ notified: true });
      expect(shell.pages).toMatchObject([{ run: null, person: 'dana', title: 'Test page: notifications work' }]);
      expect((await client.runs.read({ run: paged })).pages).toBe(before.pages);
    },
  },
];

export const drillCases: readonly ContractCase[] = [
  {
    name: 'drills are listed, without their summary for responders',
    run: async (input) => {
      const { client } = input;
      const listed = await client.drills.list();
      expect(listed.map((one) => one.drill)).toEqual(
        expect.arrayContaining(['sf15k-domc-1136', 'sf15k-domc-1142', 'sf68-doma-1858']),
      );
      expect(listed.every((one) => one.summary === null)).toBe(true);
      await asTrainer(input, async () => {
        expect((await client.drills.list()).every((one) => one.summary !== null)).toBe(true);
      });
    },
  },
  {
    name: 'only trainers read a drill',
    run: async (input) => {
      const { client } = input;
      await refused(client.drills.read({ drill }), 'FORBIDDEN', /trainer/);
      await asTrainer(input, async () => {
        expect((await client.drills.read({ drill })).yaml).toContain('injects:');
        await refused(client.drills.read({ drill: 'no-such-drill' }), 'NOT_FOUND', /no-such-drill/);
      });
    },
  },
  {
    name: 'a messages file becomes a drill with an id of its own',
    run: async ({ client }) => {
      const text = await vector('category-c.log');
      const first = await client.drills.import({ name: '../My log (1).log', text });
      const second = await client.drills.import({ name: '../My log (1).log', text });
      expect(first).toMatchObject({ source: 'imported', summary: null });
      expect(first.drill).toMatch(/^My-log-1-/);
      expect(second.drill).not.toBe(first.drill);
      const listed = (await client.drills.list()).map((one) => one.drill);
      expect(listed).toEqual(expect.arrayContaining([first.drill, second.drill]));
    },
  },
  {
    name: 'a drill file is taken as it is',
    run: async (input) => {
      const { client } = input;
      await asTrainer(input, async () => {
        const { yaml } = await client.drills.read({ drill });
        const imported = await client.drills.import({ name: 'own.yaml', text: yaml });
        expect((await client.drills.read({ drill: imported.drill })).yaml).toBe(yaml);
      });
    },
  },
  {
    name: 'a bad file is refused with its place and problem, and nothing is kept',
    run: async ({ client }) => {
      const before = (await client.drills.list()).length;
      const call = client.drills.import({ name: 'notes.txt', text: 'nothing of use\n' });
      await expect(call).rejects.toMatchObject({
        code: 'BAD_FILE',
        defined: true,
        data: { file: 'notes.txt', place: expect.stringMatching(/line/), problem: expect.stringMatching(/expected/) },
      });
      const text = 'version: 1\ntitle: x\nsurprise: 1\n';
      await refused(client.drills.import({ name: 'bad.yaml', text }), 'BAD_FILE', /bad\.yaml: .*surprise/);
      expect((await client.drills.list()).length).toBe(before);
    },
  },
];
