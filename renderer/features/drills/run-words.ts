import { countOf } from '../../../shared/lib/format.ts';
import type { RunSummary } from '../../../shared/model/views.ts';

/** How a run stands: "running at 60×", "paused", "ended". */
export function runStateWords(run: RunSummary): string {
  if (run.state !== 'running') return run.state;
  if (run.pace === 0) return 'paused';
  return run.pace === null ? 'running, full speed' : `running at ${run.pace}×`;
}

/** How many runs there are of each sort. */
export function runsSentence(runs: readonly RunSummary[]): string {
  const running = runs.filter((run) => run.state === 'running').length;
  const past = runs.length - running;
  if (running === 0) return `${countOf(past, 'past run')}`;
  return past === 0 ? `${countOf(running, 'run')} under way` : `${countOf(running, 'run')} under way, ${past} past`;
}

/** When it was started on this machine's clock: today only the time, else the day too. */
export function startedWords(createdAt: string): string {
  const date = new Date(createdAt);
  const isToday = date.toDateString() === new Date().toDateString();
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return isToday ? time : `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })}, ${time}`;
}
