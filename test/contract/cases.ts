import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ORPCError } from '@orpc/client';
import { expect } from 'vitest';
import type { StationSession } from '../../main/station/sessions.ts';
import type { RedlineClient } from '../../shared/contract/contract.ts';
import type { ProblemCode } from '../../shared/contract/errors.ts';
import type { RecordingShell, TestStation } from './test-station.ts';

/** What a case works on. `paged`: a run that stands still with its first page sent. `ended`: one that is over. */
export interface CaseInput {
  readonly client: RedlineClient;
  readonly session: StationSession;
  readonly shell: RecordingShell;
  readonly station: TestStation;
  readonly paged: string;
  readonly ended: string;
}

export interface ContractCase {
  readonly name: string;
  readonly run: (input: CaseInput) => Promise<void>;
}

const drill = 'sf15k-domc-1136';
const vector = (name: string) => readFile(join(import.meta.dirname, '../vectors/messages', name), 'utf8');

/** The call must be refused with an error that the contract declares, and a sentence that says `sentence`. */
async function refused(call: Promise<unknown>, code: ProblemCode, sentence: RegExp): Promise<void> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ORPCError);
  expect(error).toMatchObject({ code, defined: true, message: expect.stringMatching(sentence) });
}

async function asTrainer({ client, session }: CaseInput, action: () => Promise<void>): Promise<void> {
  const { person, role } = session;
  await client.session.become({ person, role: 'trainer' });
  try {
    await action();
  } finally {
    await client.session.become({ person, role });
  }
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

const sessionCases: ContractCase[] = [
  {
    name: 'a session begins as a responder, the first person of a drill',
    run: async ({ client, station }) => {
      const session = await client.session.read();
      expect(session).toMatchObject({ person: 'dana', role: 'responder', shell: 'web', station: station.folder });
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
      expect(shell.pages).toMatchObject([{ run: null, person: 'dana', title: 'Test page' }]);
      expect((await client.runs.read({ run: paged })).pages).toBe(before.pages);
    },
  },
];

const drillCases: ContractCase[] = [
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

const runCases: ContractCase[] = [
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
        expect(await client.runs.end({ run })).toMatchObject({ state: 'ended', reason: expect.stringMatching(/dana/) });
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

const incidentCases: ContractCase[] = [
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

const viewCases: ContractCase[] = [
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

const exportCases: ContractCase[] = [
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

const streamCases: ContractCase[] = [
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
      const { value } = await stream.next();
      expect(openStreams()).toBe(1);
      await stream.return?.(undefined);
      await expect.poll(openStreams).toBe(0);
      const late = client.stream.acknowledge({ stream: value?.stream ?? '', frame: 1 });
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

export const contractCases: readonly ContractCase[] = [
  ...sessionCases,
  ...drillCases,
  ...runCases,
  ...incidentCases,
  ...viewCases,
  ...exportCases,
  ...streamCases,
];
