/**
 * Where a host is in its life. `failing` is a boot that its `/etc/system` will end; then it is `stopped` at the
 * firmware's prompt until somebody boots it.
 */
export type HostPhase = 'running' | 'going-down' | 'dumping' | 'testing' | 'booting' | 'failing' | 'stopped';

const words: ReadonlyMap<string, string> = new Map<HostPhase, string>([
  ['running', 'runs'],
  ['going-down', 'is going down'],
  ['dumping', 'writes its crash dump'],
  ['testing', 'is in its power-on self-test'],
  ['booting', 'is booting'],
  ['failing', 'is booting'],
  ['stopped', 'waits at the ok prompt'],
]);

/** What a host does in a phase, as words after its name. */
export const phaseWords = (phase: string): string => words.get(phase) ?? phase;
