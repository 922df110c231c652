import type { RunSummary } from '../../shared/model/views.ts';
import { Store } from './store.ts';

const place = 'redline.run';

/** The run that this window looks at: in the address, so that two windows can differ; remembered for the next start. */
export const chosenRun = new Store<string | null>(readChosen());

export function chooseRun(run: string | null): void {
  const address = new URL(window.location.href);
  if (run === null) {
    address.searchParams.delete('run');
    localStorage.removeItem(place);
  } else {
    address.searchParams.set('run', run);
    localStorage.setItem(place, run);
  }
  window.history.replaceState(window.history.state, '', address);
  chosenRun.set(run);
}

/** The chosen run if it is there, else the newest that is running. */
export function pickRun(runs: readonly RunSummary[], chosen: string | null): RunSummary | null {
  return runs.find((run) => run.run === chosen) ?? runs.find((run) => run.state === 'running') ?? null;
}

function readChosen(): string | null {
  return new URL(window.location.href).searchParams.get('run') ?? localStorage.getItem(place);
}
