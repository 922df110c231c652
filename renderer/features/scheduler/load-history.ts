import type { SchedulerView } from '../../../shared/model/scheduler-views.ts';

/** What one look saw: how much of the processors was in use since the look before, and how many tasks waited. */
export interface LoadSample {
  readonly atNs: number;
  /** 0 to 1, of the processors on-line. */
  readonly busy: number;
  readonly waiting: number;
}

/** Enough for ten minutes at a look a second. */
export const mostSamples = 600;

/** The history with one look more. A view of the same instant, of a host that has booted anew or is down, adds nothing. */
export class LoadHistory {
  samples: readonly LoadSample[] = [];
  #last: { readonly atNs: number; readonly busyNs: number } | null = null;

  add({ atNs, processors, tasks, up }: SchedulerView): void {
    const busyNs = processors.reduce((sum, processor) => sum + processor.busyNs, 0);
    const last = this.#last;
    if (last !== null && atNs === last.atNs) return;
    this.#last = up ? { atNs, busyNs } : null;
    if (last === null || !up || atNs < last.atNs || busyNs < last.busyNs) return;
    const onLine = Math.max(1, processors.filter((processor) => processor.onLine).length);
    const busy = Math.min(1, (busyNs - last.busyNs) / (onLine * (atNs - last.atNs)));
    const waiting = tasks.filter(({ state }) => state === 'runnable').length;
    this.samples = [...this.samples, { atNs, busy, waiting }].slice(-mostSamples);
  }
}
