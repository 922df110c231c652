import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { asTrainer, type ContractCase, collect, refused } from './case-tools.ts';

export const viewCases: readonly ContractCase[] = [
  {
    name: 'messages are read, searched and decoded',
    run: async ({ client, paged }) => {
      const all = await client.messages.read({ run: paged });
      expect(all.lines.length).toBe(all.total);
      const found = await client.messages.read({ run: paged, search: 'WDC Event detected' });
      expect(found.matching).toBeGreaterThan(0);
      expect(found.matching).toBeLessThan(found.total);
      const [line] = found.lines;
      const decoded = await client.messages.decode({ text: line?.text ?? '' });
      expect(decoded.summary.length).toBeGreaterThan(10);
      expect(decoded.fields.length).toBeGreaterThan(0);
    },
  },
  {
    name: 'the fleet shows the processor that was taken off-line',
    run: async ({ client, paged }) => {
      const { hosts } = await client.fleet.read({ run: paged });
      const processors = hosts.flatMap((host) => host.boards.flatMap((board) => board.processors));
      expect(processors.length).toBeGreaterThanOrEqual(4);
      expect(processors.filter((one) => one.state === 'off-line').map((one) => one.processor)).toEqual([64]);
    },
  },
];

export const exportCases: readonly ContractCase[] = [
  {
    name: 'a timeline is exported where the shell says, without truth for a responder',
    run: async (input) => {
      const { client, ended, shell, station } = input;
      shell.place = 'folder';
      for (const format of ['json', 'md', 'csv'] as const) {
        const steps = await collect(await client.timeline.export({ run: ended, incident: null, format }));
        const saved = steps.at(-1);
        expect(saved).toMatchObject({ kind: 'saved', download: expect.stringMatching(/^\/download\/drill-/) });
        if (saved?.kind !== 'saved') throw new Error('an export ends with saved');
        const text = await readFile(join(station.folder, saved.name), 'utf8');
        expect(text).toContain('DRILL');
        expect(text).not.toContain('inject.');
      }
      await asTrainer(input, async () => {
        const steps = await collect(await client.timeline.export({ run: ended, incident: 'INC-1', format: 'json' }));
        expect(steps.at(-1)).toMatchObject({ kind: 'saved', name: expect.stringContaining('INC-1') });
      });
    },
  },
  {
    name: 'an export for which no place is chosen is cancelled',
    run: async ({ client, ended, shell }) => {
      shell.place = 'cancel';
      const steps = await collect(await client.timeline.export({ run: ended, incident: null, format: 'csv' }));
      expect(steps).toEqual([{ kind: 'cancelled' }]);
      shell.place = 'folder';
    },
  },
  {
    name: 'an export to a place that is no good says so',
    run: async ({ client, ended, shell }) => {
      shell.place = 'missing';
      const call = client.timeline.export({ run: ended, incident: null, format: 'csv' }).then(collect);
      await refused(call, 'UNAVAILABLE', /There is no folder .*not-there/);
      shell.place = 'folder';
    },
  },
  {
    name: 'what is not there cannot be exported',
    run: async ({ client, ended }) => {
      const unknownRun = client.timeline.export({ run: 'no-such-run', incident: null, format: 'csv' });
      await refused(unknownRun, 'NOT_FOUND', /no-such-run/);
      const unknownIncident = client.timeline.export({ run: ended, incident: 'INC-99', format: 'csv' });
      await refused(unknownIncident, 'NOT_FOUND', /INC-99/);
    },
  },
];

export const streamCases: readonly ContractCase[] = [
  {
    name: 'a stream goes on after what the view has, without holes',
    run: async ({ client, paged }) => {
      const { number } = await client.incidents.pager({ run: paged });
      const stream = await client.stream.open({ run: paged, after: number });
      let last = number;
      let frames = 0;
      const text = 'One more.';
      await client.incidents.command({ run: paged, command: { kind: 'incident.note', incident: 'INC-1', text } });
      for await (const frame of stream) {
        frames += 1;
        expect(frame).toMatchObject({ frame: frames, from: last + 1, gap: false });
        expect(frame.events.map((event) => event.number)).toEqual(frame.events.map((_, index) => last + 1 + index));
        last = frame.to;
        await client.stream.acknowledge({ stream: frame.stream, frame: frame.frame });
        if (frame.events.some((event) => event.kind === 'incident.noted')) break;
      }
      expect((await client.incidents.pager({ run: paged })).number).toBe(last);
    },
  },
  {
    name: 'a stream of a run that is over tells its state',
    run: async ({ client, ended }) => {
      const { events } = await client.runs.read({ run: ended });
      const stream = await client.stream.open({ run: ended, after: events });
      const { value } = await stream.next();
      expect(value).toMatchObject({ frame: 1, from: events + 1, to: events, gap: false, status: { state: 'ended' } });
      await stream.return?.(undefined);
    },
  },
  {
    name: 'a stream that is cancelled is closed on the other side',
    run: async ({ client, paged, station }) => {
      const openStreams = () => station.station.openStreams;
      await expect.poll(openStreams).toBe(0);
      const stream = await client.stream.open({ run: paged, after: 0 });
      const first = await stream.next();
      expect(openStreams()).toBe(1);
      await stream.return?.(undefined);
      await expect.poll(openStreams).toBe(0);
      const id = first.done === true ? '' : first.value.stream;
      const late = client.stream.acknowledge({ stream: id, frame: 1 });
      await refused(late, 'NOT_FOUND', /open it again/);
    },
  },
  {
    name: 'streams of unknown runs are refused',
    run: async ({ client }) => {
      await refused(client.stream.open({ run: 'no-such-run', after: 0 }), 'NOT_FOUND', /no-such-run/);
    },
  },
];
