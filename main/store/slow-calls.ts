import { performance } from 'node:perf_hooks';

/** Calls that no screen waits for; how far appending lags is a figure of its own. */
const quiet: ReadonlySet<string> = new Set(['append', 'appendPacked', 'close']);
/** A call that takes longer is worth a line for who traces the program: the screens wait for it. */
const slowMs = 40;
const isTraced = process.env.REDLINE_TRACE !== undefined;

/** The same store, with a note for every slow call and with errors explained. */
export function noteSlowCalls<Store extends object>(store: Store, explain: (error: unknown) => unknown): Store {
  const wrap =
    (name: string, call: (...inputs: never[]) => unknown) =>
    (...inputs: never[]): unknown => {
      const startedMs = performance.now();
      try {
        return call(...inputs);
      } catch (error) {
        throw explain(error);
      } finally {
        const tookMs = performance.now() - startedMs;
        if (isTraced && tookMs > slowMs && !quiet.has(name))
          process.stderr.write(`store: ${name} took ${Math.round(tookMs)} ms\n`);
      }
    };
  const entries = Object.entries({ ...store } as Record<string, (...inputs: never[]) => unknown>);
  return Object.fromEntries(entries.map(([name, call]) => [name, wrap(name, call)])) as unknown as Store;
}
