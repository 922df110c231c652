import { assertPresent } from '../lib/assert.ts';
import type { CpuType, Release } from '../model/drill.ts';
import { readSystemFile } from './read-system-file.ts';
import type { Directive, Statement } from './statements.ts';
import type { Place } from './system-message.ts';

/** Why a host would not come up with a file, as one sentence, and what of the file is to blame. */
export interface BootObstacle {
  readonly reason: string;
  readonly place: Place;
}

/** Without these no root file system can be mounted, no thread run and no program begin. */
const neededModules: ReadonlyMap<string, string> = new Map([
  ['fs/ufs', 'the root file system is of type ufs'],
  ['fs/specfs', 'the root device is opened through it'],
  ['sched/TS', 'every process begins in the class TS'],
  ['exec/elfexec', 'init is an ELF program'],
]);
/** Solaris 8 and 9 need 64 MB; pages have 8 KB. */
const leastPages = 8_192n;

const isKernelFolder = (folder: string): boolean => /^\/(platform\/[^/]+\/)?kernel\/?$/.test(folder);

function obstacleOfDirective({ command, value }: Directive): string | null {
  if (command === 'rootfs' && value !== 'ufs') return `rootfs: ${value} names a file system that the root disk has not`;
  if (command === 'rootdev' && !value.startsWith('/')) return `rootdev: ${value} is no path of a device`;
  if (command === 'moddir' && !value.split(':').some(isKernelFolder)) {
    return `moddir: ${value} leaves out /kernel, where the modules are that mount the root file system`;
  }
  const why = command === 'exclude' ? neededModules.get(value) : undefined;
  return why === undefined ? null : `exclude: ${value} keeps out a module that a boot needs: ${why}`;
}

/** Of a directive that a file has more than once the last holds, but every module that is excluded stays out. */
function directivesInForce(statements: readonly Statement[]): readonly Directive[] {
  const directives = statements.filter((statement): statement is Directive => statement.kind === 'directive');
  return directives.filter(
    (each, index) =>
      each.command === 'exclude' || !directives.slice(index + 1).some(({ command }) => command === each.command),
  );
}

/**
 * What keeps a host from booting with this text as its `/etc/system`; null where it boots. Mistakes of grammar and unknown
 * variables never do: the kernel tells of them and goes on.
 */
export function bootObstacle(text: string, release: Release, cpuType: CpuType): BootObstacle | null {
  const { statements, value } = readSystemFile(text, release, cpuType);
  for (const directive of directivesInForce(statements)) {
    const reason = obstacleOfDirective(directive);
    if (reason !== null) return { reason, place: directive.place };
  }
  const pages = assertPresent(value('physmem'), 'every release has the tunable');
  if (pages === 0n || pages >= leastPages) return null;
  const setting = statements.findLast((each) => each.kind === 'setting' && each.name === 'physmem');
  const { place } = assertPresent(setting, 'a host has more than that by itself');
  return { reason: `physmem leaves ${pages} pages of 8 KB: Solaris needs ${leastPages}, which are 64 MB`, place };
}
