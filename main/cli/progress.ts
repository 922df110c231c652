import { SingleBar } from 'cli-progress';

const quietForMs = 1_000;

export interface Progress {
  update(done: number, note?: string): void;
  stop(): void;
}

/** Progress on standard error, shown only once the work has taken longer than a second. */
export function startProgress(label: string, total: number): Progress {
  const bar = new SingleBar({
    format: `${label} [{bar}] {percentage}% {note}`,
    barsize: 30,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    noTTYOutput: true,
    notTTYSchedule: 2_000,
  });
  let done = 0;
  let note = '';
  let shown = false;
  const show = setTimeout(() => {
    shown = true;
    bar.start(total, done, { note });
  }, quietForMs);
  return {
    update(nextDone, nextNote = '') {
      done = Math.min(nextDone, total);
      note = nextNote;
      if (shown) bar.update(done, { note });
    },
    stop() {
      clearTimeout(show);
      if (shown) bar.stop();
    },
  };
}
