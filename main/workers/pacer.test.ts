import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestRunNs, millisecondNs, secondNs } from '../../shared/lib/time.ts';
import { Pacer } from './pacer.ts';

class Clock {
  ms = 1_000;
  readonly read = (): number => this.ms;
}

describe('Pacer', () => {
  it('lets simulated time pass as many times faster as it is told, from where the run is', () => {
    const clock = new Clock();
    const pacer = new Pacer(clock.read, 60, 5 * secondNs);
    clock.ms += 100;
    expect(pacer.targetNs()).toBe(11 * secondNs);
    pacer.setPace(1, 11 * secondNs);
    clock.ms += 500;
    expect(pacer.targetNs()).toBe(11.5 * secondNs);
    pacer.setPace(0, 11.5 * secondNs);
    clock.ms += 60_000;
    expect(pacer.targetNs()).toBe(11.5 * secondNs);
    expect(pacer.waitMs(12 * secondNs)).toBe(Number.POSITIVE_INFINITY);
    pacer.setPace(null, 11.5 * secondNs);
    expect(pacer.targetNs()).toBe(longestRunNs);
    expect(pacer.waitMs(50 * secondNs)).toBe(0);
  });

  it('says how long to wait so that an instant is due then and not before', () => {
    const pace = fc.constantFrom(1 as const, 10 as const, 60 as const, 600 as const);
    fc.assert(
      fc.property(
        pace,
        fc.nat(1_000_000),
        fc.integer({ min: 1, max: 240 * millisecondNs }),
        (chosen, startNs, awayNs) => {
          const clock = new Clock();
          const pacer = new Pacer(clock.read, chosen, startNs);
          const waitMs = pacer.waitMs(startNs + awayNs);
          clock.ms += 0.9 * waitMs;
          expect(pacer.targetNs()).toBeLessThan(startNs + awayNs);
          clock.ms += 0.1 * waitMs + 0.001;
          expect(pacer.targetNs()).toBeGreaterThanOrEqual(startNs + awayNs);
          expect(pacer.waitMs(startNs + awayNs)).toBe(0);
        },
      ),
    );
  });

  it('does not race to catch up after a standstill, but makes good a small lag', () => {
    const clock = new Clock();
    const pacer = new Pacer(clock.read, 10, 0);
    clock.ms += 100;
    pacer.limitLag(0);
    expect(pacer.targetNs()).toBe(1 * secondNs);
    clock.ms += 5_000;
    pacer.limitLag(secondNs);
    expect(pacer.targetNs()).toBe(secondNs);
  });

  it('measures the speed of about the last second', () => {
    const clock = new Clock();
    const pacer = new Pacer(clock.read, null, 0);
    expect(pacer.speed()).toBe(0);
    for (let tick = 0; tick <= 30; tick++) {
      pacer.reached(tick < 10 ? 0 : (tick - 10) * secondNs);
      clock.ms += 100;
    }
    expect(pacer.speed()).toBeCloseTo(10, 5);
    pacer.setPace(0, 20 * secondNs);
    expect(pacer.speed()).toBe(0);
  });
});
