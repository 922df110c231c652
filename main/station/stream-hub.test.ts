import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { frameLimit, frameWindow } from '../../shared/contract/stream.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';
import type { Role } from '../../shared/model/ids.ts';
import type { Frame, RunStatus } from '../../shared/model/views.ts';
import { acknowledgeTimeoutMs } from './frame-stream.ts';
import { backlogLimit } from './frames.ts';
import { RunFeed } from './run-feed.ts';
import type { StationSession } from './sessions.ts';
import { StreamHub } from './stream-hub.ts';

const status: RunStatus = {
  atNs: 0,
  pace: 1,
  speed: 1,
  events: 0,
  digest: 'feedfeedfeedfeed',
  state: 'running',
  storeLagMs: 0,
  problem: null,
};

function makeSession(): StationSession {
  return {
    person: 'dana',
    role: 'responder',
    shell: { kind: 'web', notify: () => false, exportTarget: async () => null },
  };
}

const me = makeSession();

/** Events after `seq`, with truth where `hidden` says so. */
function makeEvents(seq: number, observed: number, hidden: readonly boolean[]): LoggedEvent[] {
  let number = observed;
  return hidden.map((isHidden, index) => {
    if (!isHidden) number += 1;
    return {
      seq: seq + index + 1,
      at: seq + index,
      kind: isHidden ? 'inject.bind-thread' : 'message.logged',
      subject: 'host-a',
      data: isHidden
        ? { host: 'host-a', processor: 1, inject: 1 }
        : { host: 'host-a', module: 'SUNW', id: 1, level: 'x', text: 'y' },
      causes: [],
      observed: isHidden ? 0 : number,
      observedCauses: [],
    } as LoggedEvent;
  });
}

function visible(count: number): boolean[] {
  return Array.from({ length: count }, () => false);
}

function open(hub: StreamHub, feed: RunFeed, options: { role?: Role; after?: number; owner?: StationSession } = {}) {
  const abort = new AbortController();
  const { role = 'responder', after = 0, owner = me } = options;
  const frames = hub.open({ run: 'run-1', role, owner, feed, after, signal: abort.signal });
  return { frames, abort };
}

async function take(frames: AsyncGenerator<Frame, void>): Promise<Frame> {
  const next = frames.next();
  await vi.advanceTimersByTimeAsync(2_500);
  const result = await next;
  if (result.done === true) throw new Error('the stream has ended');
  return result.value;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('stream hub', () => {
  test('every audience gets its own events once, in order, numbered without holes', async () => {
    const batches = fc.array(fc.array(fc.boolean(), { maxLength: 40 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(batches, fc.constantFrom<Role>('responder', 'trainer'), async (shapes, role) => {
        const hub = new StreamHub();
        const feed = new RunFeed(status, { responder: 0, trainer: 0 });
        const { frames, abort } = open(hub, feed, { role });
        const numbers: number[] = [];
        const expected = { responder: 0, trainer: 0 };
        let acknowledged = 0;
        for (const hidden of shapes) {
          feed.publish(makeEvents(expected.trainer, expected.responder, hidden), status);
          expected.trainer += hidden.length;
          expected.responder += hidden.filter((isHidden) => !isHidden).length;
          const frame = await take(frames);
          expect(frame.gap).toBe(false);
          expect(frame.from).toBe(numbers.length + 1);
          acknowledged += 1;
          expect(frame.frame).toBe(acknowledged);
          hub.acknowledge(me, frame.stream, frame.frame);
          numbers.push(...frame.events.map((event) => event.number));
        }
        expect(numbers).toEqual(Array.from({ length: expected[role] }, (_, index) => index + 1));
        abort.abort();
        expect((await frames.next()).done).toBe(true);
        expect(hub.size).toBe(0);
        expect(feed.listenerCount).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  test('a responder never sees truth, its digest or the number of hidden events', async () => {
    const hub = new StreamHub();
    const feed = new RunFeed(status, { responder: 0, trainer: 0 });
    feed.publish(makeEvents(0, 0, [true, false, true, false]), { ...status, events: 4 });
    const seen = await take(open(hub, feed).frames);
    expect(seen.events.map((event) => [event.number, event.kind])).toEqual([
      [1, 'message.logged'],
      [2, 'message.logged'],
    ]);
    expect(seen.status).toMatchObject({ events: 2, digest: '' });
    const full = await take(open(hub, feed, { role: 'trainer' }).frames);
    expect(full.events.map((event) => event.number)).toEqual([1, 2, 3, 4]);
    expect(full.status).toMatchObject({ events: 4, digest: status.digest });
  });

  test('frames hold at most the limit and wait for acknowledgement once the window is used up', async () => {
    const hub = new StreamHub();
    const feed = new RunFeed(status, { responder: 0, trainer: 0 });
    feed.publish(makeEvents(0, 0, visible(frameLimit * (frameWindow + 1))), status);
    const { frames } = open(hub, feed);
    let last: Frame | null = null;
    for (let index = 0; index < frameWindow; index += 1) {
      last = await take(frames);
      expect(last.events.length).toBe(frameLimit);
    }
    const fifth = frames.next();
    const raced = await Promise.race([fifth, vi.advanceTimersByTimeAsync(acknowledgeTimeoutMs / 2)]);
    expect(raced).not.toHaveProperty('value');
    hub.acknowledge(me, (last as Frame).stream, 1);
    await vi.advanceTimersByTimeAsync(100);
    expect(await fifth).toMatchObject({
      done: false,
      value: { frame: frameWindow + 1, from: frameLimit * frameWindow + 1 },
    });
  });

  test('a view behind the backlog is told so and goes on from the newest', async () => {
    const hub = new StreamHub();
    const feed = new RunFeed(status, { responder: 0, trainer: 0 });
    feed.publish(makeEvents(0, 0, visible(10)), status);
    const { frames } = open(hub, feed);
    expect(await take(frames)).toMatchObject({ from: 1, to: 10, gap: false });
    feed.publish(makeEvents(10, 10, visible(backlogLimit + 1)), status);
    const newest = backlogLimit + 11;
    expect(await take(frames)).toMatchObject({ from: newest + 1, to: newest, gap: true, events: [] });
    feed.publish(makeEvents(newest, newest, visible(1)), status);
    expect(await take(frames)).toMatchObject({ from: newest + 1, to: newest + 1, gap: false });
  });

  test('a backlog holds at most twice its limit however much is published', () => {
    const feed = new RunFeed(status, { responder: 0, trainer: 0 });
    for (let seq = 0; seq < 6 * backlogLimit; seq += 1_000) feed.publish(makeEvents(seq, seq, visible(1_000)), status);
    expect(feed.backlog('responder').size).toBeLessThanOrEqual(2 * backlogLimit);
    expect(
      feed
        .backlog('responder')
        .after(5 * backlogLimit, 3)
        ?.map((event) => event.number),
    ).toEqual([1, 2, 3].map((offset) => 5 * backlogLimit + offset));
  });

  test('a view that acknowledges nothing is ended, and the others go on', async () => {
    const hub = new StreamHub();
    const feed = new RunFeed(status, { responder: 0, trainer: 0 });
    const gone = open(hub, feed).frames;
    const stays = open(hub, feed).frames;
    for (let index = 0; index < frameWindow; index += 1) await take(gone);
    const ending = gone.next();
    for (let index = 0; index < 40; index += 1) {
      const frame = await take(stays);
      hub.acknowledge(me, frame.stream, frame.frame);
    }
    expect((await ending).done).toBe(true);
    expect(hub.size).toBe(1);
    expect(feed.listenerCount).toBe(1);
  });

  test('a session opens so many streams and no more, until one of them has gone', async () => {
    const hub = new StreamHub();
    const feed = new RunFeed(status, { responder: 0, trainer: 0 });
    const streams = [];
    for (let count = 0; count < 16; count += 1) {
      streams.push(open(hub, feed));
      await take(streams[count]?.frames as AsyncGenerator<Frame, void>);
    }
    expect(() => open(hub, feed)).toThrow(/Too many consoles .*16 for you/);
    expect(() => open(hub, feed, { owner: makeSession() })).not.toThrow();
    streams[0]?.abort.abort();
    await streams[0]?.frames.next();
    expect(() => open(hub, feed)).not.toThrow();
  });

  test('only the session that opened a stream acknowledges it, and a new role ends it', async () => {
    const hub = new StreamHub();
    const feed = new RunFeed(status, { responder: 0, trainer: 0 });
    const mine = makeSession();
    const { frames } = open(hub, feed, { owner: mine });
    const frame = await take(frames);
    expect(() => hub.acknowledge(makeSession(), frame.stream, 1)).toThrow(/not open any more/);
    hub.endOf(mine);
    expect((await frames.next()).done).toBe(true);
    expect(() => hub.acknowledge(mine, frame.stream, 1)).toThrow(/not open any more/);
  });
});
