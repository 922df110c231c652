import { performance } from 'node:perf_hooks';
import type { StoreApi } from './store-api.ts';

/** A call that takes longer is worth a line on standard error: the screens wait for it. */
const slowMs = 40;

/** The same store, with a note for every slow call and with errors explained. */
export function noteSlowCalls(store: StoreApi, explain: (error: unknown) => unknown): StoreApi {
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
        if (tookMs > slowMs) process.stderr.write(`store: ${name} took ${Math.round(tookMs)} ms\n`);
      }
    };
  const entries = Object.entries<(...inputs: never[]) => unknown>({ ...store });
  return Object.fromEntries(entries.map(([name, call]) => [name, wrap(name, call)])) as unknown as StoreApi;
}
