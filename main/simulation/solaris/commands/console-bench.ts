import { type Drill, type DrillInput, drillSchema } from '../../../../shared/model/drill.ts';
import { PlayedRun } from '../played-run.ts';

type Host = DrillInput['hosts'][number];
export type Injects = DrillInput['injects'];

/** For tests: the host on whose console lines are typed, with the processors 64 to 67. */
export const consoleHost: Host = {
  name: 'sf15k-domc',
  platform: 'starcat',
  cpuType: 'US-III',
  release: 'solaris9',
  bootedAt: '2003-10-23T11:20:49.5Z',
  processors: [64],
};

/** For tests: a drill on that host, changed. */
export const consoleDrill = (injects: Injects, changes: Partial<Host> = {}): Drill =>
  drillSchema.parse({
    version: 1,
    title: 'Test',
    startsAt: '2003-10-23T11:36:55Z',
    hosts: [{ ...consoleHost, ...changes }],
    people: [
      { id: 'dana', name: 'Dana' },
      { id: 'ravi', name: 'Ravi' },
    ],
    injects,
  });

/** For tests: a line on the console, at so many seconds. */
export const typed = (seconds: number, line: string): Injects[number] => ({
  at: `${seconds}s`,
  kind: 'command',
  host: consoleHost.name,
  line,
});

/** For tests: an uncorrectable error of a processor's cache. */
export const uncorrectable = (seconds: number, processor: number): Injects[number] => ({
  at: `${seconds}s`,
  kind: 'ecc',
  host: consoleHost.name,
  processor,
  name: 'WDU',
  afsr: '0x00000020.0000017a',
  afar: '0x000000a1.d9698000',
  faultPc: '0x10152880',
});

/** For tests: lines typed one second apart, and the run that they made. */
export function typeLines(lines: readonly string[], changes: Partial<Host> = {}): PlayedRun {
  const drill = consoleDrill(
    lines.map((line, index) => typed(index + 1, line)),
    changes,
  );
  return new PlayedRun(drill).advance((lines.length + 1) * 1_000_000_000);
}

/** For tests: what the last of some lines printed, and its exit code. */
export function answerOf(...lines: readonly string[]): { readonly exit: number; readonly output: string } {
  const last = typeLines(lines).of('console.ran').at(-1);
  return { exit: last?.data.exit ?? -1, output: last?.data.output ?? '' };
}
