/** The workers of the program. Each has a file of its own name beside this one. */
export type WorkerName = 'simulation' | 'store' | 'lab';

/**
 * Where a worker's file is: beside this one, in the sources and in the bundle alike, with the ending of the file that
 * is running now.
 */
export function workerUrl(name: WorkerName): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`${name}.worker.${extension}`, import.meta.url);
}
