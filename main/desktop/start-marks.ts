import { performance } from 'node:perf_hooks';

type StartMark = 'didStartMain' | 'ready' | 'window' | 'workers' | 'didPaintShell' | 'connected';

export interface StartMarks {
  /** Notes the first time that a step is reached, in milliseconds since the process began. */
  reach(mark: StartMark): void;
}

/** Marks of the start, printed on standard error when `print` is set: `perf ready 148.2 ms`. */
export function createStartMarks(print: boolean, write: (line: string) => void): StartMarks {
  const reached = new Set<StartMark>();
  return {
    reach(mark) {
      if (reached.has(mark)) return;
      reached.add(mark);
      if (print) write(`perf ${mark} ${performance.now().toFixed(1)} ms\n`);
    },
  };
}
