import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StationSession } from '../../main/station/sessions.ts';
import { contract, type RedlineClient } from '../../shared/contract/contract.ts';
import { type AudienceEvent, hiddenCause, truthKinds } from '../../shared/model/events.ts';
import { openTestStation, type TestStation, until } from './test-station.ts';
import { transports } from './transports.ts';

const drills = ['sf15k-domc-1136', 'sf15k-domc-1142', 'sf15k-domd-0600', 'sf68-doma-1858'];
const vectors = join(import.meta.dirname, '../vectors/messages');

/** A run as a trainer sees it. */
interface FullLog {
  readonly events: readonly AudienceEvent[];
  /** Digests while it went on: each tells how many events there are, hidden ones too. */
  readonly digests: ReadonlySet<string>;
}

for (const [name, connect] of Object.entries(transports).filter(([name]) => name !== 'in process')) {
  describe(`a responder ${name}`, () => {
    let opened: TestStation;
    let trainer: StationSession;
    let summaries: string[];

    beforeAll(async () => {
      opened = await openTestStation();
      trainer = opened.station.newSession();
      trainer.role = 'trainer';
      summaries = (await opened.station.listDrills(trainer)).map((drill) => drill.summary ?? '');
    });
    afterAll(async () => {
      await opened?.close();
    });

    test.each(drills)('is told no truth in the whole of %s', async (drill) => {
      const session = opened.station.newSession();
      let wire = '';
      const connection = await connect({ station: opened.station, session, sniff: (text) => (wire += text) });
      const { client } = connection;
      const { run } = await client.runs.start({ drill, seed: 11, pace: 0, dropWhenPaged: true });
      const events = new Map<number, AudienceEvent>();
      const following = follow(client, run, events);
      const log = fullLog(opened, trainer, run);
      await client.runs.pace({ run, pace: null, dropWhenPaged: true });
      await until(async () => ((await client.runs.read({ run })).pages > 0 ? true : null), 'the first page');
      await callEverything(client, run, drill, events);
      await client.runs.pace({ run, pace: null, dropWhenPaged: false });
      await following;
      wire += await exported(opened);
      await connection.vanish();

      expect(wire.includes('page.sent')).toBe(true);
      for (const hidden of [...truthKinds, ...summaries.map((summary) => summary.slice(0, 40))]) {
        expect(wire.includes(hidden), `"${hidden}" on the wire`).toBe(false);
      }
      expectOwnNumbers(await log, wire, events);
    });
  });
}

/** Takes in every frame to the end of the run. */
async function follow(client: RedlineClient, run: string, events: Map<number, AudienceEvent>): Promise<void> {
  for await (const frame of await client.stream.open({ run, after: 0 })) {
    expect(frame.gap).toBe(false);
    for (const event of frame.events) events.set(event.number, event);
    await client.stream.acknowledge({ stream: frame.stream, frame: frame.frame });
    if (frame.status.state === 'ended' && frame.to === frame.status.events) return;
    if (frame.status.state === 'running') expect(frame.status.digest).toBe('');
  }
}

/** Calls each procedure of the contract in the middle of the run. */
async function callEverything(
  client: RedlineClient,
  run: string,
  drill: string,
  events: ReadonlyMap<number, AudienceEvent>,
): Promise<void> {
  const incident = 'INC-1';
  const command = { kind: 'incident.acknowledge', incident } as const;
  const text = await readFile(join(vectors, 'category-c.log'), 'utf8');
  const seen: AudienceEvent[] = [];
  const other: string[] = [];
  const calls: Record<string, () => Promise<unknown>> = {
    'session.read': () => client.session.read(),
    'session.become': () => client.session.become({ person: 'ravi', role: 'responder' }),
    'session.testPage': () => client.session.testPage(),
    'drills.list': () => client.drills.list(),
    'drills.read': () => expect(client.drills.read({ drill })).rejects.toMatchObject({ code: 'FORBIDDEN' }),
    'drills.import': () => client.drills.import({ name: 'more.log', text }),
    'runs.list': () => client.runs.list(),
    'runs.read': () => client.runs.read({ run }),
    'runs.start': async () => other.push((await client.runs.start({ drill, pace: 0 })).run),
    'runs.pace': () => client.runs.pace({ run, pace: 10, dropWhenPaged: false }),
    'incidents.pager': () => client.incidents.pager({ run }),
    'incidents.command': () => client.incidents.command({ run, command }),
    'incidents.read': async () => seen.push(...(await client.incidents.read({ run, incident })).entries),
    'incidents.why': async () => {
      for (const cause of (await client.incidents.why({ run, incident })).causes)
        if (cause.visible) seen.push(cause.event);
    },
    'messages.read': () => client.messages.read({ run }),
    'messages.decode': async () => {
      const [line] = (await client.messages.read({ run, search: 'Event detected' })).lines;
      return client.messages.decode({ text: line?.text ?? '' });
    },
    'hosts.run': () => client.hosts.run({ run, host: hostOf(drill), line: 'psrinfo' }),
    'hosts.console': async () => seen.push(...(await client.hosts.console({ run, host: hostOf(drill) })).entries),
    'tunables.read': () => client.tunables.read({ run, host: hostOf(drill) }),
    'tunables.version': () => client.tunables.version({ run, host: hostOf(drill), version: 0 }),
    // What another file would have done is told of runs that are over: then the truth is told to everybody.
    'tunables.whatIf': () =>
      expect(client.tunables.whatIf({ run, host: hostOf(drill), text: '' })).rejects.toMatchObject({
        code: 'CONFLICT',
      }),
    'policies.compare': async () => {
      for await (const step of await client.policies.compare({ run })) {
        if (step.kind === 'compared') expect(step.result.hosts.length).toBeGreaterThan(0);
      }
    },
    'fleet.read': () => client.fleet.read({ run }),
    'fleet.processor': async () => {
      const [host] = (await client.fleet.read({ run })).hosts;
      const processor = host?.boards[0]?.processors[0]?.processor ?? 0;
      return client.fleet.processor({ run, host: host?.host ?? '', processor });
    },
    'fleet.memory': async () => {
      const [host] = (await client.fleet.read({ run })).hosts;
      return client.fleet.memory({ run, host: host?.host ?? '' });
    },
    'timeline.export': async () => {
      for (const format of ['json', 'md', 'csv'] as const) await drain(client, run, format);
    },
    'scheduler.look': () => client.scheduler.look({ run, host: hostOf(drill) }),
    'scheduler.trace': () => client.scheduler.trace({ run, host: hostOf(drill), on: true }),
    'scheduler.exportTrace': async () => {
      const ofHost = { run, host: hostOf(drill) };
      await until(async () => ((await client.scheduler.look(ofHost)).trace?.rows ? true : null), 'rows of a trace');
      for await (const step of await client.scheduler.exportTrace({ ...ofHost, format: 'perfetto' }))
        expect(step.kind).not.toBe('cancelled');
    },
    'runs.end': () => client.runs.end({ run: other[0] ?? '' }),
  };
  const streams = ['stream.open', 'stream.acknowledge'];
  const procedures = Object.entries(contract).flatMap(([subject, procedures]) =>
    Object.keys(procedures).map((procedure) => `${subject}.${procedure}`),
  );
  expect([...Object.keys(calls), ...streams].sort()).toEqual(procedures.sort());
  for (const call of Object.values(calls)) await call();
  await until(async () => (seen.every((event) => events.has(event.number)) ? true : null), 'the events of the views');
  for (const event of seen) expect(events.get(event.number)).toEqual(event);
}

/** The host that a drill of the library is about: it is called after it. */
const hostOf = (drill: string): string => drill.slice(0, drill.lastIndexOf('-'));

async function drain(client: RedlineClient, run: string, format: 'json' | 'md' | 'csv'): Promise<void> {
  const steps = [];
  for await (const step of await client.timeline.export({ run, incident: null, format })) steps.push(step);
  expect(steps.at(-1)).toMatchObject({ kind: 'saved' });
}

async function exported({ folder }: TestStation): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('drill-'));
  expect(names.length).toBeGreaterThanOrEqual(3);
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
}

/** Follows a run to its end in the trainer's role. */
async function fullLog({ station }: TestStation, trainer: StationSession, run: string): Promise<FullLog> {
  const events: AudienceEvent[] = [];
  const digests = new Set<string>();
  for await (const frame of await station.openStream(trainer, run, 0, undefined)) {
    events.push(...frame.events);
    station.acknowledge(trainer, frame.stream, frame.frame);
    if (frame.status.state === 'running' && frame.status.events > 0) digests.add(frame.status.digest);
    if (frame.status.state === 'ended' && frame.to === frame.status.events) {
      digests.delete(frame.status.digest);
      return { events, digests };
    }
  }
  throw new Error('the stream ended before the run');
}

/** A responder saw the log without its truth, counted anew: no number of it tells of what was left out. */
function expectOwnNumbers(log: FullLog, wire: string, events: ReadonlyMap<number, AudienceEvent>): void {
  const observed = new Map<number, number>();
  const expected: AudienceEvent[] = [];
  for (const event of log.events) {
    if (truthKinds.has(event.kind)) continue;
    observed.set(event.number, observed.size + 1);
    const causes = event.causes.map((cause) => observed.get(cause) ?? hiddenCause);
    expected.push({ ...event, number: observed.size, causes });
  }
  expect(log.events.length).toBeGreaterThan(expected.length);
  expect([...events.values()].toSorted((one, other) => one.number - other.number)).toEqual(expected);
  expect(log.digests.size).toBeGreaterThan(0);
  for (const digest of log.digests) expect(wire.includes(digest), `digest ${digest} on the wire`).toBe(false);
}
