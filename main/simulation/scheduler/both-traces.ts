import type { SchedulerTrace } from './scheduler-trace.ts';

type Told = { readonly [Name in keyof SchedulerTrace]: (...about: Parameters<SchedulerTrace[Name]>) => void };

/** Tells two traces what one is told, the first one first. */
export const bothTraces = (one: Told, other: Told): SchedulerTrace => ({
  ran(...about) {
    one.ran(...about);
    other.ran(...about);
  },
  switched(...about) {
    one.switched(...about);
    other.switched(...about);
  },
  woke(...about) {
    one.woke(...about);
    other.woke(...about);
  },
  expired(...about) {
    one.expired(...about);
    other.expired(...about);
  },
  requeued(...about) {
    one.requeued(...about);
    other.requeued(...about);
  },
  swapped(...about) {
    one.swapped(...about);
    other.swapped(...about);
  },
  yielded(...about) {
    one.yielded(...about);
    other.yielded(...about);
  },
  forked(...about) {
    one.forked(...about);
    other.forked(...about);
  },
  exited(...about) {
    one.exited(...about);
    other.exited(...about);
  },
  reniced(...about) {
    one.reniced(...about);
    other.reniced(...about);
  },
  pulled(...about) {
    one.pulled(...about);
    other.pulled(...about);
  },
  tookOffLine(...about) {
    one.tookOffLine(...about);
    other.tookOffLine(...about);
  },
  rehomed(...about) {
    one.rehomed(...about);
    other.rehomed(...about);
  },
  restricted(...about) {
    one.restricted(...about);
    other.restricted(...about);
  },
  wokeInVain(...about) {
    one.wokeInVain(...about);
    other.wokeInVain(...about);
  },
});
