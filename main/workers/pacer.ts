import { longestRunNs } from '../../shared/lib/time.ts';
import type { Pace } from '../../shared/model/views.ts';

/** A run that fell further behind than this does not race to catch up: it goes on from where it is. */
const mostLagMs = 250;
const nanosecondsPerMillisecond = 1_000_000;
/** `speed` looks back this far. */
const speedWindowMs = 1_000;

/**
 * Maps wall time to simulated time: at pace 60, 60 simulated seconds pass in each wall second. Wall time comes from
 * `clockMs`, in milliseconds from anywhere, never going back.
 */
export class Pacer {
  readonly #clockMs: () => number;
  #pace: Pace;
  #anchorMs: number;
  #anchorNs: number;
  #samples: { readonly ms: number; readonly ns: number }[] = [];

  constructor(clockMs: () => number, pace: Pace, nowNs: number) {
    this.#clockMs = clockMs;
    this.#pace = pace;
    this.#anchorMs = clockMs();
    this.#anchorNs = nowNs;
  }

  get pace(): Pace {
    return this.#pace;
  }

  /** Changes the pace; the run is at `nowNs`. */
  setPace(pace: Pace, nowNs: number): void {
    this.#pace = pace;
    this.#anchor(nowNs);
    this.#samples = [];
  }

  /** The instant that the run should have reached by now; the longest run's end where there is no bound. */
  targetNs(): number {
    if (this.#pace === null) return longestRunNs;
    const elapsedMs = this.#clockMs() - this.#anchorMs;
    const targetNs = this.#anchorNs + Math.floor(elapsedMs * this.#pace * nanosecondsPerMillisecond);
    return Math.min(targetNs, longestRunNs);
  }

  /** Wall milliseconds until the run should reach `atNs`: 0 if it is due, Infinity while paused. */
  waitMs(atNs: number): number {
    if (this.#pace === null) return atNs === Number.POSITIVE_INFINITY ? atNs : 0;
    if (this.#pace === 0) return Number.POSITIVE_INFINITY;
    const dueMs = this.#anchorMs + (atNs - this.#anchorNs) / (this.#pace * nanosecondsPerMillisecond);
    return Math.max(0, dueMs - this.#clockMs());
  }

  /** Gives up what the run at `nowNs` lags behind by more than a moment, be it by a slow store or a sleeping computer. */
  limitLag(nowNs: number): void {
    if (this.#pace === null) return;
    const lagNs = this.targetNs() - nowNs;
    if (lagNs > mostLagMs * this.#pace * nanosecondsPerMillisecond) this.#anchor(nowNs);
  }

  /** Tells where the run really got to, which decides its speed. */
  reached(nowNs: number): void {
    const nowMs = this.#clockMs();
    this.#samples.push({ ms: nowMs, ns: nowNs });
    while (this.#samples.length > 2 && nowMs - (this.#samples[1] as { ms: number }).ms >= speedWindowMs) {
      this.#samples.shift();
    }
  }

  /** Simulated seconds that really passed per wall second, over about the last second. */
  speed(): number {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (this.#pace === 0 || first === undefined || last === undefined || last.ms <= first.ms) return 0;
    return (last.ns - first.ns) / nanosecondsPerMillisecond / (last.ms - first.ms);
  }

  #anchor(nowNs: number): void {
    this.#anchorMs = this.#clockMs();
    this.#anchorNs = nowNs;
  }
}
