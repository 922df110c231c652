import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenCause, type LoggedEvent } from '../../../shared/model/events.ts';
import { kindEntry } from './event-kinds.ts';
import { EventLog } from './event-log.ts';
import { sumOfText, TextSum } from './text-hash.ts';

const count = { host: 'a', processor: 0, count: 1, limit: 2, windowNs: 3 };
const inject = { host: 'a', processor: 0, inject: 0, name: 'UCC' };

function append(log: EventLog, truth: boolean, causes: readonly number[]): LoggedEvent {
  return truth
    ? log.append(kindEntry('inject.ecc'), 1, 'inject.ecc', 'a', inject, causes)
    : log.append(kindEntry('serd.counted'), 1, 'serd.counted', 'a', count, causes);
}

/** Whether each event is truth, and draws that decide its causes. The first is a root and so must be truth. */
const plans = fc
  .array(fc.record({ truth: fc.boolean(), draws: fc.uniqueArray(fc.nat(1_000_000), { minLength: 1, maxLength: 8 }) }), {
    maxLength: 200,
  })
  .map((rest) => [{ truth: true, draws: [] as number[] }, ...rest]);

function causesOf(draws: readonly number[], events: number): number[] {
  return events === 0 ? [] : [...new Set(draws.map((draw) => 1 + (draw % events)))];
}

describe('EventLog', () => {
  it('numbers events for responders as if truth did not exist', () => {
    fc.assert(
      fc.property(plans, fc.nat(200), (plan, saveAfter) => {
        let log = new EventLog();
        const all: LoggedEvent[] = [];
        plan.forEach(({ truth, draws }, index) => {
          if (index === saveAfter) {
            const state = structuredClone(log.save());
            log = new EventLog();
            log.restore(state);
          }
          all.push(append(log, truth, causesOf(draws, index)));
        });
        expect(all.map(({ seq }) => seq)).toEqual(all.map((_event, index) => index + 1));
        const seen = all.filter(({ kind }) => kind !== 'inject.ecc');
        expect(seen.map(({ observed }) => observed)).toEqual(seen.map((_event, index) => index + 1));
        for (const event of all) {
          const expected = event.causes.map((cause) => seen.findIndex(({ seq }) => seq === cause) + 1 || hiddenCause);
          expect(event.observedCauses).toEqual(expected);
        }
      }),
    );
  });

  it('hands out every event once, in order, and digests what has been taken', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(null), fc.nat(5)), { maxLength: 80 }), (steps) => {
        const log = new EventLog();
        const whole = new EventLog();
        append(log, true, []);
        append(whole, true, []);
        const taken: number[] = [];
        const digests = [whole.digest()];
        for (const step of steps) {
          if (step === null) {
            append(log, false, [1]);
            append(whole, false, [1]);
            digests.push(whole.digest());
          } else {
            taken.push(...log.take(step).map(({ seq }) => seq));
            expect(taken).toEqual(digests.slice(0, taken.length).map((_digest, index) => index + 1));
            if (taken.length > 0) expect(log.takenDigest()).toBe(digests[taken.length - 1]);
          }
          expect(log.waiting).toBe(log.events - taken.length);
          expect(log.digest()).toBe(digests.at(-1));
        }
      }),
    );
  });

  it('digests a text whose sum is known as it digests one that it reads', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string(), fc.boolean()), { minLength: 1, maxLength: 30 }),
        fc.nat(30),
        (texts, cut) => {
          const [told, read] = [new EventLog(), new EventLog()];
          for (const log of [told, read]) append(log, true, []);
          texts.forEach(([text, isKnown], index) => {
            const data = { host: 'a', module: 'm', id: 100_000, level: 'info', text };
            const { first, second } = sumOfText(text);
            const sum = isKnown ? new TextSum(first, second) : undefined;
            told.append(kindEntry('message.logged'), 1, 'message.logged', 'a', data, [1], sum);
            read.append(kindEntry('message.logged'), 1, 'message.logged', 'a', data, [1]);
            if (index === cut) told.take(cut >> 1);
          });
          expect(told.digest()).toBe(read.digest());
          told.take(1_000);
          expect(told.takenDigest()).toBe(read.digest());
        },
      ),
    );
  });

  it('saves the state after the last event, whatever waits in the outbox', () => {
    const log = new EventLog();
    append(log, true, []);
    append(log, false, [1]);
    const before = log.save();
    expect(log.take(10)).toHaveLength(2);
    expect(log.save()).toEqual(before);
    const restored = new EventLog();
    restored.restore(before);
    expect(restored.take(10)).toEqual([]);
    expect(append(restored, false, [1, 2])).toEqual(append(log, false, [1, 2]));
    expect(restored.digest()).toBe(log.digest());
  });

  it('refuses causes that are none', () => {
    const log = new EventLog();
    append(log, true, []);
    for (let more = 0; more < 9; more++) append(log, false, [1]);
    const refused: [readonly number[], string][] = [
      [[], 'stems from another'],
      [[1, 2, 3, 4, 5, 6, 7, 8, 9], 'at most eight'],
      [[11], 'earlier event'],
      [[0], 'earlier event'],
      [[1.5], 'earlier event'],
      [[2, 3, 2], 'named once'],
    ];
    for (const [causes, message] of refused) expect(() => append(log, false, causes)).toThrow(message);
    expect(log.events).toBe(10);
  });
});
