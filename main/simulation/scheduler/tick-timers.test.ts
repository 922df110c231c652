import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TickTimers } from './tick-timers.ts';

/** Timers set now and then, near and far, with snapshots on the way; a plain list is the judge. */
const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 4000, max: 9000 })) },
    { weight: 1, arbitrary: fc.constantFrom('go on' as const, 'save' as const) },
  ),
  { maxLength: 80 },
);

test('SCH-30: tasks wake by tick, those of one tick in the order in which they fell asleep', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 3000 }), (all, stride) => {
      let timers = new TickTimers();
      let waiting: { readonly task: number; readonly tick: number }[] = [];
      let now = 0;
      let task = 0;
      const goOn = (until: number): void => {
        while (timers.firstTick <= until) {
          now = timers.firstTick;
          const first = Math.min(...waiting.map(({ tick }) => tick));
          const due = waiting.find(({ tick }) => tick === first);
          expect([timers.firstTick, timers.takeFirst()]).toEqual([due?.tick, due?.task]);
          waiting = waiting.filter((each) => each !== due);
        }
        now = until;
      };
      for (const step of all) {
        if (step === 'go on') {
          goOn(now + stride);
        } else if (step === 'save') {
          const restored = new TickTimers();
          restored.restore(structuredClone(timers.save()));
          timers = restored;
        } else {
          waiting.push({ task, tick: now + step });
          timers.add(task, now + step, now);
          task += 1;
        }
      }
      goOn(now + 20_000);
      expect(waiting).toEqual([]);
      expect(timers.firstTick).toBe(Number.POSITIVE_INFINITY);
    }),
  );
});
