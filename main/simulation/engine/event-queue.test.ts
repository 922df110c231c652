import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventQueue } from './event-queue.ts';

interface Entry {
  readonly atNs: number;
  readonly handler: number;
  readonly payload: number;
}

/** The judge: a list that is searched from the front. Of equal instants the one pushed first wins. */
class NaiveQueue {
  readonly entries: Entry[] = [];

  pop(): Entry | undefined {
    let first = 0;
    this.entries.forEach((entry, index) => {
      if (entry.atNs < (this.entries[first] as Entry).atNs) first = index;
    });
    return this.entries.splice(first, 1)[0];
  }
}

function pop(queue: EventQueue): Entry | undefined {
  if (queue.length === 0) return undefined;
  const entry = { atNs: queue.firstAtNs(), handler: queue.firstHandler(), payload: queue.firstPayload() };
  queue.dropFirst();
  return entry;
}

const entry = fc.record({
  // Few instants, so that many entries share one.
  atNs: fc.oneof(fc.nat(5), fc.nat(Number.MAX_SAFE_INTEGER)),
  handler: fc.nat(300),
  payload: fc.nat(0x7fff_ffff),
});
const steps = fc.array(fc.oneof({ weight: 3, arbitrary: entry }, { weight: 2, arbitrary: fc.constant(null) }), {
  maxLength: 400,
});

describe('EventQueue', () => {
  it('gives the same order as a naive list, before and after a save', () => {
    fc.assert(
      fc.property(steps, fc.nat(400), (sequence, saveAfter) => {
        let queue = new EventQueue();
        const judge = new NaiveQueue();
        sequence.forEach((step, index) => {
          if (index === saveAfter) {
            const state = structuredClone(queue.save());
            queue = new EventQueue();
            queue.restore(state);
          }
          if (step === null) {
            expect(pop(queue)).toEqual(judge.entries.length === 0 ? undefined : judge.pop());
          } else {
            queue.push(step.atNs, step.handler, step.payload);
            judge.entries.push(step);
          }
        });
        expect(queue.length).toBe(judge.entries.length);
        while (judge.entries.length > 0) expect(pop(queue)).toEqual(judge.pop());
        expect(queue.firstAtNs()).toBe(Number.POSITIVE_INFINITY);
      }),
    );
  });

  it('keeps its order when it grows', () => {
    const queue = new EventQueue();
    const count = 5_000;
    for (let payload = 0; payload < count; payload++) queue.push((payload * 7_919) % 1_000, 0, payload);
    let last: Entry = { atNs: -1, handler: 0, payload: -1 };
    for (let popped = 0; popped < count; popped++) {
      const next = pop(queue) as Entry;
      const inOrder = next.atNs > last.atNs || (next.atNs === last.atNs && next.payload > last.payload);
      expect(inOrder).toBe(true);
      last = next;
    }
    expect(queue.length).toBe(0);
  });
});
