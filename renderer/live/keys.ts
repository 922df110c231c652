/** Keys of the query cache: one place, so that reading and invalidating agree. */
export const keys = {
  session: ['session'] as const,
  drills: ['drills'] as const,
  runs: ['runs'] as const,
  run: (run: string) => ['run', run] as const,
  /** The pager of a run that is not on screen: it is polled, because its stream is not followed. */
  otherPager: (run: string) => ['other-pager', run] as const,
  pager: (run: string) => ['run', run, 'pager'] as const,
  incidents: (run: string) => ['run', run, 'incident'] as const,
  incident: (run: string, incident: string) => ['run', run, 'incident', incident] as const,
  whys: (run: string) => ['run', run, 'why'] as const,
  why: (run: string, incident: string) => ['run', run, 'why', incident] as const,
  /** With its two below: what makes the map stale makes the details stale too. */
  fleet: (run: string) => ['run', run, 'fleet'] as const,
  processor: (run: string, host: string, processor: number) => ['run', run, 'fleet', host, processor] as const,
  memory: (run: string, host: string) => ['run', run, 'fleet', host, 'memory'] as const,
  systemFiles: (run: string) => ['run', run, 'system-file'] as const,
  systemFile: (run: string, host: string) => ['run', run, 'system-file', host] as const,
  systemFileText: (run: string, host: string, version: number) => ['run', run, 'system-text', host, version] as const,
  consoles: (run: string) => ['run', run, 'console'] as const,
  console: (run: string, host: string) => ['run', run, 'console', host] as const,
  scheduler: (run: string, host: string) => ['run', run, 'scheduler', host] as const,
  messages: (run: string) => ['run', run, 'messages'] as const,
  messagesOf: (run: string, filter: MessageFilter) => ['run', run, 'messages', filter] as const,
};

/** Which lines of a run's messages are shown: those with `search` in them, of `host` (null: of every host). */
export interface MessageFilter {
  readonly search: string;
  readonly host: string | null;
}
