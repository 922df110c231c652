import { expect } from 'vitest';
import { asTrainer, type ContractCase, drill, refused } from './case-tools.ts';

export const runCases: readonly ContractCase[] = [
  {
    name: 'runs are listed newest first and read one by one',
    run: async ({ client, paged, ended }) => {
      const listed = await client.runs.list();
      const created = listed.map((run) => run.createdAt);
      expect(created).toEqual(created.toSorted().reverse());
      expect(listed.map((run) => run.run)).toEqual(expect.arrayContaining([paged, ended]));
      expect(await client.runs.read({ run: ended })).toMatchObject({ run: ended, drill, state: 'ended' });
      await refused(client.runs.read({ run: 'no-such-run' }), 'NOT_FOUND', /no-such-run/);
    },
  },
  {
    name: 'a responder sees the digest of a run only when it is over, and counts what it sees',
    run: async (input) => {
      const { client, paged, ended } = input;
      const seen = await client.runs.read({ run: paged });
      expect(seen.digest).toBe('');
      expect((await client.runs.read({ run: ended })).digest).toMatch(/^[0-9a-f]{16}$/);
      await asTrainer(input, async () => {
        const full = await client.runs.read({ run: paged });
        expect(full.digest).toMatch(/^[0-9a-f]{16}$/);
        expect(full.events).toBeGreaterThan(seen.events);
      });
    },
  },
  {
    name: 'a run that is over takes neither pace nor end nor command',
    run: async ({ client, ended }) => {
      await refused(client.runs.pace({ run: ended, pace: 10 }), 'CONFLICT', /has ended/);
      await refused(client.runs.end({ run: ended }), 'CONFLICT', /has ended/);
      const command = { kind: 'incident.acknowledge', incident: 'INC-1' } as const;
      await refused(client.incidents.command({ run: ended, command }), 'CONFLICT', /has ended/);
    },
  },
  {
    name: 'an unknown drill is not started',
    run: async ({ client }) => {
      await refused(client.runs.start({ drill: 'no-such-drill', pace: 1 }), 'NOT_FOUND', /no-such-drill/);
    },
  },
  {
    name: 'at most four runs go on at once, and one that is ended by hand makes room',
    run: async ({ client }) => {
      const started: string[] = [];
      while (started.length < 3) started.push((await client.runs.start({ drill, seed: 3, pace: 0 })).run);
      await refused(client.runs.start({ drill, seed: 3, pace: 0 }), 'LIMIT_REACHED', /running already/);
      for (const run of started) {
        expect(await client.runs.end({ run })).toMatchObject({
          state: 'ended',
          reason: 'Dana Whitfield ended the drill.',
        });
      }
    },
  },
  {
    name: 'input that does not fit the contract is refused',
    run: async ({ client, paged }) => {
      const call = client.runs.pace({ run: paged, pace: 7 as never });
      await expect(call).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      const surplus = { run: paged, path: '/etc/passwd' } as never;
      await expect(client.fleet.read(surplus)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    },
  },
];

export const incidentCases: readonly ContractCase[] = [
  {
    name: 'the pager shows the incident and who is on call',
    run: async ({ client, paged }) => {
      const view = await client.incidents.pager({ run: paged });
      expect(view.incidents).toMatchObject([{ incident: 'INC-1', state: 'open', severity: 'high', paged: 'dana' }]);
      expect(view.onCall).toMatchObject({ person: 'dana', next: 'ravi' });
      await refused(client.incidents.pager({ run: 'no-such-run' }), 'NOT_FOUND', /run/);
    },
  },
  {
    name: 'why leads back to the first cache error, and shows the truth to trainers alone',
    run: async (input) => {
      const { client, paged } = input;
      const { causes } = await client.incidents.why({ run: paged, incident: 'INC-1' });
      const kinds = causes.map((cause) => (cause.visible ? cause.event.kind : 'hidden'));
      expect(kinds).toEqual(expect.arrayContaining(['page.sent', 'processor.offlined', 'serd.fired', 'ecc.reported']));
      expect(kinds).toContain('hidden');
      expect(kinds.some((kind) => kind.startsWith('inject.'))).toBe(false);
      await asTrainer(input, async () => {
        const full = await client.incidents.why({ run: paged, incident: 'INC-1' });
        expect(full.causes.some((cause) => cause.visible && cause.event.kind === 'inject.ecc')).toBe(true);
      });
      await refused(client.incidents.why({ run: paged, incident: 'INC-99' }), 'NOT_FOUND', /INC-99/);
    },
  },
  {
    name: 'a command is answered with its number and shows in the incident once its event is there',
    run: async ({ client, paged }) => {
      const stream = await client.stream.open({ run: paged, after: 0 });
      const note = { kind: 'incident.note', incident: 'INC-1', text: 'Looking at it.' } as const;
      const { number } = await client.incidents.command({ run: paged, command: note });
      expect(number).toBeGreaterThanOrEqual(1);
      for await (const frame of stream) {
        await client.stream.acknowledge({ stream: frame.stream, frame: frame.frame });
        if (frame.events.some((event) => event.kind === 'incident.noted' && event.data.text === note.text)) break;
      }
      const { entries } = await client.incidents.read({ run: paged, incident: 'INC-1' });
      expect(entries.some((event) => event.kind === 'incident.noted' && event.data.text === note.text)).toBe(true);
      await refused(client.incidents.read({ run: paged, incident: 'INC-99' }), 'NOT_FOUND', /INC-99/);
    },
  },
  {
    name: 'who is not in the rotation gives no command',
    run: async (input) => {
      const { client, paged } = input;
      let text = '';
      await asTrainer(input, async () => {
        text = (await client.drills.read({ drill })).yaml.replaceAll('id: ravi', 'id: zoe');
      });
      await client.drills.import({ name: 'others.yaml', text });
      await client.session.become({ person: 'zoe', role: 'responder' });
      const command = { kind: 'oncall.take-over' } as const;
      await refused(client.incidents.command({ run: paged, command }), 'FORBIDDEN', /zoe is not in the rotation/);
      await client.session.become({ person: 'dana', role: 'responder' });
    },
  },
];
