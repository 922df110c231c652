import { expect } from 'vitest';
import type { RedlineClient } from '../../shared/contract/contract.ts';
import type { AudienceEvent } from '../../shared/model/events.ts';
import { asTrainer, type CaseInput, type ContractCase, refused } from './case-tools.ts';

const host = 'sf15k-domc';

/** Types a line and waits for the event that tells what came of it. */
async function typed({ client, paged }: CaseInput, line: string, on = host): Promise<AudienceEvent> {
  const { number: before } = await client.incidents.pager({ run: paged });
  const stream = await client.stream.open({ run: paged, after: before });
  const { number } = await client.hosts.run({ run: paged, host: on, line });
  let applied = 0;
  for await (const frame of stream) {
    await client.stream.acknowledge({ stream: frame.stream, frame: frame.frame });
    for (const event of frame.events) {
      if (event.kind === 'command.applied' && event.data.number === number) applied = event.number;
      if (applied > 0 && event.causes.includes(applied)) return event;
    }
  }
  throw new Error('the stream ended before the command was applied');
}

const linesOf = async (client: RedlineClient, run: string): Promise<unknown[]> =>
  (await client.hosts.console({ run, host })).entries
    .filter(({ kind }) => kind === 'console.ran')
    .map(({ data }) => data.line);

export const consoleCases: readonly ContractCase[] = [
  {
    name: 'what a person types is in the timeline of the incident on that host',
    run: async (input) => {
      const { client, paged } = input;
      const line = 'psrinfo -v 64';
      const { number } = await typed(input, line);
      const { entries } = await client.incidents.read({ run: paged, incident: 'INC-1' });
      expect(entries.find((entry) => entry.number === number)).toMatchObject({ data: { line, person: 'dana' } });
    },
  },
  {
    name: 'a line typed on a console is accepted, and then tells what it printed and who typed it',
    run: async (input) => {
      const { client, paged } = input;
      expect(await typed(input, 'psrinfo -s 65')).toMatchObject({
        kind: 'console.ran',
        subject: host,
        data: { host, line: 'psrinfo -s 65', exit: 0, output: '1', person: 'dana' },
      });
      expect(await linesOf(client, paged)).toContain('psrinfo -s 65');
      const { history } = await client.hosts.console({ run: paged, host });
      expect(history.at(-1)).toMatchObject({ line: 'psrinfo -s 65', person: 'dana' });
    },
  },
  {
    name: 'what the system refuses is refused in its words, what this program must refuse in ours',
    run: async (input) => {
      const { client, paged, ended } = input;
      expect(await typed(input, 'psradm -f 99')).toMatchObject({
        data: { exit: 1, output: 'psradm: processor 99: Invalid argument' },
      });
      expect(await typed(input, 'vi /etc/system')).toMatchObject({ data: { exit: 127, output: 'ksh: vi: not found' } });
      expect(await typed(input, 'psrinfo', 'sf15k-domz')).toMatchObject({
        kind: 'command.refused',
        data: { problem: 'there is no host sf15k-domz in this run' },
      });
      await refused(client.hosts.console({ run: paged, host: 'sf15k-domz' }), 'NOT_FOUND', /no host sf15k-domz/);
      await refused(client.hosts.run({ run: ended, host, line: 'psrinfo' }), 'CONFLICT', /has ended/);
      await refused(client.hosts.console({ run: 'no-such-run', host }), 'NOT_FOUND', /no-such-run/);
    },
  },
  {
    name: 'a line that is none is turned away before it reaches the run',
    run: async (input) => {
      const { client, paged } = input;
      const before = (await linesOf(client, paged)).length;
      for (const line of ['', 'a\nb', 'bell \u0007', 'half of one \ud83d', 'x'.repeat(513)]) {
        await expect(client.hosts.run({ run: paged, host, line })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      }
      expect(await typed(input, '\u{1f642}')).toMatchObject({
        data: { exit: 127, output: 'ksh: \u{1f642}: not found' },
      });
      expect((await linesOf(client, paged)).length).toBe(before + 1);
    },
  },
  {
    name: 'a console is read back part by part, the same for every audience but for its numbers',
    run: async (input) => {
      const { client, paged } = input;
      const readAll = async (limit: number): Promise<AudienceEvent[]> => {
        const parts: AudienceEvent[] = [];
        for (let before: number | null = null; before !== 1; ) {
          const part = await client.hosts.console({ run: paged, host, before, limit });
          parts.unshift(...part.entries);
          before = part.from;
        }
        return parts;
      };
      const all = await readAll(500);
      expect(all[0]).toMatchObject({ kind: 'host.booted' });
      expect(all.some(({ kind }) => kind === 'message.logged')).toBe(true);
      expect(await readAll(3)).toEqual(all);
      const plain = (entries: readonly AudienceEvent[]) => entries.map(({ at, kind, data }) => ({ at, kind, data }));
      await asTrainer(input, async () => expect(plain(await readAll(7))).toEqual(plain(all)));
    },
  },
];
