import { secondNs } from './time.ts';

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

/** How long phases of a boot take: POST as such, and what each board adds to it. */
export const phaseDurations = {
  shutdownNs: 10 * secondNs,
  testNs: 120 * secondNs,
  boardTestNs: 30 * secondNs,
  bootNs: 90 * secondNs,
} as const;

/** From the word `reboot` until a host of so many boards runs again. */
export function rebootNs(boards: number): number {
  const { shutdownNs, testNs, boardTestNs, bootNs } = phaseDurations;
  return shutdownNs + testNs + boards * boardTestNs + bootNs;
}
