import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection } from './connection.ts';
import { type Link, ShutOutError, timeoutMs } from './link.ts';

type Answer = (path: readonly string[]) => Promise<unknown>;

/** A link of a test: it answers as told, and closes when told. */
function linkAnswering(answer: Answer): Link & { drop: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { calls: { call: answer }, closed: promise, close: resolve, drop: resolve };
}

const never: Answer = () => new Promise(() => undefined);
const list: Answer = async () => [];

function connectionOver(openings: readonly (Link | Error)[]): Connection {
  let next = 0;
  const openLink = async (): Promise<Link> => {
    const opening = openings[Math.min(next++, openings.length - 1)];
    if (opening === undefined || opening instanceof Error) throw opening;
    return opening;
  };
  const connection = new Connection({ openLink, nowMs: () => 1_000 });
  connection.start();
  return connection;
}

describe('the connection to the station', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('lets the first calls wait until it is there', async () => {
    const connection = connectionOver([linkAnswering(list)]);
    expect(connection.state.kind).toBe('connecting');
    expect(await connection.client.runs.list()).toEqual([]);
    expect(connection.state.kind).toBe('connected');
  });

  it('fails what is under way when the link closes, says since when, and connects again', async () => {
    const first = linkAnswering(never);
    const connection = connectionOver([first, linkAnswering(list)]);
    const states: string[] = [];
    connection.subscribe(() => states.push(connection.state.kind));
    const call = connection.client.runs.list();
    const failed = expect(call).rejects.toThrow('The connection to the station was lost before it answered.');
    await vi.advanceTimersByTimeAsync(0);
    first.drop();
    await failed;
    await expect(connection.client.runs.list()).rejects.toThrow('cannot be reached');
    expect(connection.state).toEqual({ kind: 'reconnecting', sinceMs: 1_000, advice: null });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await connection.client.runs.list()).toEqual([]);
    expect(states).toEqual(['connected', 'reconnecting', 'connected']);
  });

  it('gives a call up that is not answered, and the link with it', async () => {
    const connection = connectionOver([linkAnswering(never), linkAnswering(list)]);
    const failed = expect(connection.client.runs.list()).rejects.toThrow('did not answer within 10 seconds');
    await vi.advanceTimersByTimeAsync(timeoutMs);
    await failed;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await connection.client.runs.list()).toEqual([]);
  });

  it('keeps the link when one call is slow and others are answered', async () => {
    const slow: Answer = (path) => (path[0] === 'drills' ? new Promise(() => undefined) : Promise.resolve([]));
    const connection = connectionOver([linkAnswering(slow), linkAnswering(never)]);
    const failed = expect(connection.client.drills.list()).rejects.toThrow('did not answer within 10 seconds');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await connection.client.runs.list()).toEqual([]);
    await vi.advanceTimersByTimeAsync(timeoutMs);
    await failed;
    expect(connection.state.kind).toBe('connected');
    expect(await connection.client.runs.list()).toEqual([]);
  });

  it('passes on what to do when the station does not let it in', async () => {
    const connection = connectionOver([new ShutOutError('Open the address again.')]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(connection.state).toEqual({ kind: 'reconnecting', sinceMs: 1_000, advice: 'Open the address again.' });
    connection.stop();
  });
});
