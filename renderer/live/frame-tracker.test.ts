import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameTracker } from './frame-tracker.ts';
import { eventNumbered, frameOf } from './test-frames.ts';

describe('the numbering of a stream', () => {
  it('takes in every event once, whatever the frames repeat, and sees no gap where there is none', () => {
    const cuts = fc.array(fc.record({ length: fc.nat(5), repeat: fc.nat(3) }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.nat(50), cuts, (start, frames) => {
        const tracker = new FrameTracker(start);
        const taken: number[] = [];
        let last = start;
        for (const [index, { length, repeat }] of frames.entries()) {
          const from = Math.max(start, last - repeat) + 1;
          const { events, gap } = tracker.take(frameOf(index + 1, from, last + length));
          expect(gap).toBe(false);
          taken.push(...events.map((event) => event.number));
          last += length;
        }
        expect(taken).toEqual(Array.from({ length: last - start }, (_, index) => start + 1 + index));
        expect(tracker.number).toBe(last);
      }),
    );
  });

  it('sees missing events, missing frames and what the station says it left out', () => {
    expect(new FrameTracker(5).take(frameOf(1, 7, 8)).gap).toBe(true);
    expect(new FrameTracker(5).take(frameOf(2, 6, 6)).gap).toBe(true);
    expect(new FrameTracker(5).take({ ...frameOf(1, 6, 6), gap: true }).gap).toBe(true);
  });

  it('goes on after a gap from where the frame ended', () => {
    const tracker = new FrameTracker(5);
    tracker.take(frameOf(1, 90, 92));
    expect(tracker.take(frameOf(2, 93, 94))).toEqual({ events: [eventNumbered(93), eventNumbered(94)], gap: false });
  });

  it('takes a frame without events for what it is', () => {
    const tracker = new FrameTracker(5);
    expect(tracker.take(frameOf(1, 6, 5))).toEqual({ events: [], gap: false });
    expect(tracker.number).toBe(5);
  });
});
