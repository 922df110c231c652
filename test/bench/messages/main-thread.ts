import type { Browser, Page } from 'playwright-core';

/** A piece of Chromium's trace: what a thread did from an instant on. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Time that the thread had a processor, in microseconds: what others do on the machine does not count. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const categories = ['disabled-by-default-devtools.timeline'];
const microsecondsAMillisecond = 1_000;

/**
 * Does something and answers how long the longest task of the page's main thread kept a processor meanwhile, in
 * milliseconds. A page paints between its tasks, so none of its frames is late for its own work by more than that.
 */
export async function longestTaskWhile<Result>(
  browser: Browser,
  page: Page,
  move: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly longestTaskMs: number }> {
  await browser.startTracing(page, { categories });
  const result = await move();
  const trace: { traceEvents: TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString());
  return { result, longestTaskMs: longestTaskMs(trace.traceEvents) };
}

const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;

/** Of the busiest of all pages' main threads: a browser keeps one in reserve. */
function longestTaskMs(events: readonly TraceEvent[]): number {
  const named = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const mainThreads = new Map<string, number[]>(named.map((event) => [threadOf(event), []]));
  for (const event of events) {
    if (event.name === 'RunTask' && event.ph === 'X') mainThreads.get(threadOf(event))?.push(event.tdur ?? 0);
  }
  const busiest = [...mainThreads.values()].sort((one, other) => other.length - one.length)[0] ?? [];
  if (busiest.length === 0) throw new Error('the trace has no task of a page: this Chromium names them otherwise');
  return busiest.reduce((longest, task) => Math.max(longest, task), 0) / microsecondsAMillisecond;
}
