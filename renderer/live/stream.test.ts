import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { RedlineClient } from '../../shared/contract/contract.ts';
import type { Frame } from '../../shared/model/views.ts';
import { ConnectionError } from '../transport/connection.ts';
import { followRun } from './stream.ts';
import { frameOf } from './test-frames.ts';

type Opening = readonly Frame[] | Error;

/** Follows a stream that answers each opening with the next of `openings`, until they are used up. */
async function follow(openings: readonly Opening[], numbers: readonly number[]) {
  const stop = new AbortController();
  const seen = {
    after: [] as number[],
    taken: [] as number[],
    acknowledged: [] as number[],
    problems: [] as unknown[],
  };
  let opening = 0;
  let resyncs = 0;
  async function* frames(answer: Opening) {
    if (answer instanceof Error) throw answer;
    yield* answer;
  }
  const stream = {
    open: async ({ after }: { after: number }) => {
      seen.after.push(after);
      const answer = openings[opening++];
      if (answer === undefined) {
        stop.abort();
        return frames([]);
      }
      return frames(answer);
    },
    acknowledge: async ({ frame }: { frame: number }) => {
      seen.acknowledged.push(frame);
      return {};
    },
  };
  await followRun({
    client: { stream } as unknown as RedlineClient,
    run: 'run-1',
    signal: stop.signal,
    whenConnected: () => Promise.resolve(),
    resync: async () => numbers[Math.min(resyncs++, numbers.length - 1)] ?? 0,
    take: (_, events) => seen.taken.push(...events.map((event) => event.number)),
    onProblem: (problem) => problem !== null && seen.problems.push(problem),
    wait: () => Promise.resolve(),
  });
  return { ...seen, resyncs };
}

const ended = (frame: Frame): Frame => ({ ...frame, status: { ...frame.status, state: 'ended' } });

describe('following a run', () => {
  it('opens after what the snapshots contain, acknowledges every frame, and stops with the run', async () => {
    const seen = await follow([[frameOf(1, 6, 8), ended(frameOf(2, 9, 9))]], [5]);
    expect(seen).toMatchObject({ after: [5], taken: [6, 7, 8, 9], acknowledged: [1, 2], resyncs: 1 });
  });

  it('reads the snapshots again and opens anew when the stream breaks off', async () => {
    const lost = new ConnectionError('lost');
    const seen = await follow([[frameOf(1, 6, 6)], lost, [ended(frameOf(1, 21, 22))]], [5, 5, 20]);
    expect(seen).toMatchObject({ after: [5, 5, 20], taken: [6, 21, 22], problems: [] });
  });

  it('reads the snapshots again after a gap and goes on with the same stream', async () => {
    const seen = await follow([[frameOf(1, 6, 6), frameOf(2, 90, 91), ended(frameOf(3, 92, 92))]], [5]);
    expect(seen).toMatchObject({ after: [5], taken: [6, 90, 91, 92], resyncs: 2 });
  });

  it('says what is wrong when the station answers with an error, and tries again', async () => {
    const broken = new ORPCError('UNAVAILABLE', { message: 'The disk is full.' });
    const seen = await follow([broken, [ended(frameOf(1, 6, 6))]], [5]);
    expect(seen.problems).toEqual([broken]);
    expect(seen.taken).toEqual([6]);
  });

  it('leaves a run that is not there', async () => {
    const seen = await follow([new ORPCError('NOT_FOUND', { message: 'There is no such run.' })], [5]);
    expect(seen).toMatchObject({ after: [5], taken: [], problems: [] });
  });
});
