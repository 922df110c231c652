import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { LabClient } from '../workers/lab-client.ts';
import { openStoreClient } from '../workers/store-client.ts';
import { ActiveRuns } from './active-runs.ts';
import { readLibrary } from './drill-library.ts';
import { Drills } from './drills.ts';
import { guardStore } from './guarded-store.ts';
import { LocalStation } from './local-station.ts';
import { notifyOfPages } from './page-notices.ts';
import { Policies } from './policies.ts';
import { Runs } from './runs.ts';
import { Schedulers } from './schedulers.ts';
import type { Shell } from './shell.ts';
import type { Station } from './station.ts';
import { defaultStationFolder } from './station-folder.ts';
import { StreamHub } from './stream-hub.ts';
import { Tunables } from './tunables.ts';

export interface OpenStationOptions {
  /** The folder of the database, made where it is missing; the platform's own place when null. */
  readonly folder: string | null;
  /** For sessions that bring no shell of their own; left out, it shows and writes nothing. */
  readonly shell?: Shell;
  /** The folder of the program's drills; left out, the program's own. */
  readonly resourcesFolder?: string;
  /** Starts the thread of a simulation. */
  readonly spawnSimulation?: () => Worker;
}

/** The folder with package.json, resources and out: two above, from source and from the bundle alike. */
const programFolder = fileURLToPath(new URL('../..', import.meta.url));

const quietShell: Shell = { kind: 'cli', notify: () => false, exportTarget: async () => null };

/**
 * Opens a station and goes on with the runs that had not ended. Throws `StoreRefused`, with a sentence for a person, where
 * the folder cannot be used.
 */
export async function openStation(options: OpenStationOptions): Promise<Station> {
  const folder = options.folder ?? defaultStationFolder();
  const resourcesFolder = options.resourcesFolder ?? join(programFolder, 'resources');
  const [library, version] = await Promise.all([readLibrary(join(resourcesFolder, 'drills')), readVersion()]);
  const store = guardStore(await openStoreClient({ folder }));
  const hub = new StreamHub();
  let labClient: LabClient | null = null;
  const lab = () => {
    labClient ??= new LabClient();
    return labClient;
  };
  const drills = new Drills({ store, lab, library });
  const active = new ActiveRuns({
    store,
    onEvents: (run, events) => notifyOfPages(hub.owners(), run, events),
    spawn: options.spawnSimulation,
  });
  const close = async () => {
    hub.endAll();
    await active.stopAll();
    await Promise.all([labClient?.close(), store.close()]);
  };
  const notices = await store.notices();
  for (const run of await store.unfinishedRuns()) await active.resume(run);
  const runs = new Runs({ store, active, drills });
  const shell = options.shell ?? quietShell;
  const startLab = () => new LabClient();
  const tunables = new Tunables({ store, runs, startLab });
  const policies = new Policies({ store, runs, startLab });
  return new LocalStation({
    store,
    lab,
    drills,
    runs,
    tunables,
    policies,
    schedulers: new Schedulers(runs),
    hub,
    shell,
    surroundings: { version, folder, notices },
    close,
  });
}

async function readVersion(): Promise<string> {
  const manifest: { version: string } = JSON.parse(await readFile(join(programFolder, 'package.json'), 'utf8'));
  return manifest.version;
}
