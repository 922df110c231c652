import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backlogLimit } from '../../main/station/frames.ts';
import { frameLimit, frameWindow } from '../../shared/contract/stream.ts';
import type { Frame } from '../../shared/model/views.ts';
import { bigDrill } from './big-drill.ts';
import { LiveView } from './live-view.ts';
import { openTestStation, type TestStation, until } from './test-station.ts';
import { transports } from './transports.ts';

/** Responders see every event but the injects. */
const enoughEvents = backlogLimit + frameLimit * frameWindow + 1_000;

for (const [name, connect] of Object.entries(transports).filter(([name]) => name !== 'in process')) {
  describe(`streams ${name}`, () => {
    let opened: TestStation;

    beforeAll(async () => {
      opened = await openTestStation();
    });
    afterAll(async () => {
      await opened?.close();
    });

    test('a slow view and one that vanishes harm nobody, and the slow one catches up', async () => {
      const { station } = opened;
      const scenario = { drill: bigDrill(), seed: 5, responder: { kind: 'people' }, ending: 'attended' } as const;
      const { run } = await station.startScenario({ drill: 'a-bad-night', scenario, pace: 0 });
      const join = () => connect({ station, session: station.newSession() });
      const [fast, slow, gone, hand] = await Promise.all([join(), join(), join(), join()]);
      const fastView = new LiveView(fast.client, run);
      const slowView = new LiveView(slow.client, run);

      const goneView = await gone.client.stream.open({ run, after: 0 });
      await goneView.next();
      const isLast = (frame: Frame) => frame.status.state === 'ended' && frame.to === frame.status.events;
      const fastDone = fastView.follow(isLast);
      const farAhead = async () =>
        (await station.readRun(station.newSession(), run)).events > enoughEvents ? true : null;
      const slowDone = slowView.follow(isLast, async (frame) => {
        if (frame.frame === frameWindow) await until(farAhead, 'a run far ahead of the slow view', 50_000);
      });
      await until(async () => (station.openStreams === 3 ? true : null), 'three streams');

      await hand.client.runs.pace({ run, pace: 600, dropWhenPaged: false });
      await gone.vanish();
      await until(async () => (station.openStreams === 2 ? true : null), 'the end of the stream that vanished');

      await until(farAhead, 'many events', 50_000);
      await until(async () => (slowView.gaps > 0 ? true : null), 'a gap');
      await hand.client.runs.end({ run });
      await Promise.all([fastDone, slowDone]);

      expect(slowView.gaps).toBeGreaterThan(0);
      for (const view of [fastView, slowView]) expectNoHoles(view.frames);
      const fresh = new LiveView(hand.client, run);
      await fresh.follow(() => true);
      expect(fastView.shown).toEqual(fresh.shown);
      expect(slowView.shown).toEqual(fresh.shown);
      expect(fresh.shown?.incidents.length).toBeGreaterThan(100);

      await Promise.all([fast.vanish(), slow.vanish(), hand.vanish()]);
      await until(async () => (station.openStreams === 0 ? true : null), 'the end of every stream');
    });
  });
}

/** Frames count from 1; each goes on where the one before ended, unless it says that it does not. */
function expectNoHoles(frames: readonly Frame[]): void {
  let to = (frames[0]?.from ?? 1) - 1;
  for (const [index, frame] of frames.entries()) {
    expect(frame.frame).toBe(index + 1);
    if (!frame.gap) expect(frame.from).toBe(to + 1);
    expect(frame.events.length).toBeLessThanOrEqual(frameLimit);
    expect(frame.events.map((event) => event.number)).toEqual(frame.events.map((_, offset) => frame.from + offset));
    expect(frame.to).toBe(frame.gap ? frame.to : frame.from + frame.events.length - 1);
    to = frame.to;
  }
}
