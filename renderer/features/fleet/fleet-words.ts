import { countOf } from '../../../shared/lib/format.ts';
import { phaseWords } from '../../../shared/lib/host-phase.ts';
import type { FleetView, HostView, ProcessorView } from '../../../shared/model/views.ts';
import { memoryCondition, memorySize, memoryWords, moduleCondition } from './memory-words.ts';

/** How a processor does, worst first: what its colour, shape and word are taken from. */
export type Condition = 'gave-up' | 'off-lining' | 'off-line' | 'counting' | 'well';

/** On-line is also a processor that takes no interrupts. */
const isRunning = ({ state }: ProcessorView): boolean => state === 'on-line' || state === 'no-intr';

export function conditionOf(processor: ProcessorView): Condition {
  if (!isRunning(processor)) return 'off-line';
  if (processor.offlining === 'gave-up') return 'gave-up';
  if (processor.offlining === 'off-lining') return 'off-lining';
  return processor.serdCount > 0 || processor.errors > 0 ? 'counting' : 'well';
}

/** The condition in a word or two. */
const conditionWords: Record<Condition, string> = {
  'gave-up': 'gave up',
  'off-lining': 'retrying',
  'off-line': 'off-line',
  counting: 'errors',
  well: 'on-line',
};

/** What is said of one processor in a word or two: its state where nothing is to be done about it. */
export function wordOf(processor: ProcessorView): string {
  const condition = conditionOf(processor);
  return condition === 'off-line' || condition === 'well' ? processor.state : conditionWords[condition];
}

export interface Place {
  readonly host: HostView;
  readonly board: string;
  readonly processor: ProcessorView;
}

export function placesOf(hosts: readonly HostView[]): Place[] {
  return hosts.flatMap((host) =>
    host.boards.flatMap(({ board, processors }) => processors.map((processor) => ({ host, board, processor }))),
  );
}

/** The state of some processors as a sentence: "1 of 8 processors is off-line". */
export function stateSentence(places: readonly Place[]): string {
  const total = places.length;
  const count = (condition: Condition): number =>
    places.filter(({ processor }) => conditionOf(processor) === condition).length;
  const parts: string[] = [];
  if (count('off-line') > 0)
    parts.push(`${count('off-line')} of ${countOf(total, 'processor')} ${isOrAre(count('off-line'))} off-line`);
  if (count('off-lining') > 0) parts.push(`${count('off-lining')} cannot be taken off-line yet`);
  if (count('gave-up') > 0) parts.push(`${count('gave-up')} will not go off-line`);
  if (parts.length > 0) return parts.join(', ');
  if (count('counting') > 0) return `All ${total} processors are on-line, ${count('counting')} with errors`;
  return total === 1 ? 'The processor is on-line' : `All ${total} processors are on-line`;
}

/** What a fleet is about first: hosts that are down, processors, memory that fails. */
export function fleetSentence(hosts: readonly HostView[]): string {
  const down = hosts.filter((host) => host.down !== null);
  const first = down[0];
  const parts: string[] = [];
  if (first !== undefined) {
    const what = isWanted(first) ? 'is rebooting' : 'is down';
    parts.push(down.length === 1 ? `${first.host} ${what}` : `${down.length} hosts are down`);
  }
  const places = placesOf(hosts);
  const isTrouble = places.some(({ processor }) => !['well', 'counting'].includes(conditionOf(processor)));
  if (isTrouble) parts.push(stateSentence(places));
  const limited = hosts.filter(({ memory }) => memory.refused > 0);
  const [full] = limited;
  if (full !== undefined)
    parts.push(`${limited.length === 1 ? full.host : `${limited.length} hosts`} can retire no more memory`);
  const failing = hosts
    .flatMap(({ memory }) => memory.modules)
    .filter((module) => moduleCondition(module) !== 'errors');
  if (failing.length > 0)
    parts.push(`${countOf(failing.length, 'memory module')} ${failing.length === 1 ? 'fails' : 'fail'}`);
  return parts.length > 0 ? parts.join(', ') : stateSentence(places);
}

/** Whether somebody had the host that is down rebooted, and it is still on its way. */
export const isWanted = ({ down }: HostView): boolean =>
  down?.phase !== 'stopped' && down?.reason.startsWith('rebooted by') === true;

/** What a host that is down does, in a word or two. */
export function downWord(host: HostView): string {
  if (isWanted(host)) return 'rebooting';
  return host.down?.phase === 'stopped' ? 'does not boot' : 'down';
}

/** How one host does, in small letters: it stands behind its name. */
export function hostSentence(host: HostView): string {
  if (host.down !== null) return `${downWord(host)}: it ${phaseWords(host.down.phase)}`;
  const processors = stateSentence(placesOf([host]));
  const memory = memoryCondition(host.memory);
  const words = processors.charAt(0).toLowerCase() + processors.slice(1);
  return memory === 'well' ? words : `${words}; memory: ${memoryWords[memory]}`;
}

const isOrAre = (count: number): string => (count === 1 ? 'is' : 'are');

/** What a fleet is made of: "2 hosts, 4 boards". */
export function makeupOf(fleet: FleetView): string {
  const boards = fleet.hosts.reduce((sum, host) => sum + host.boards.length, 0);
  const pages = fleet.hosts.reduce((sum, host) => sum + host.memoryPages, 0);
  const processors = placesOf(fleet.hosts).length;
  return [
    countOf(fleet.hosts.length, 'host'),
    countOf(boards, 'board'),
    countOf(processors, 'processor'),
    `${memorySize(pages)} of memory`,
  ].join(', ');
}

const platforms: Record<string, string> = { starcat: 'Sun Fire 12K/15K', serengeti: 'Sun Fire 3800 to 6800' };
const releases: Record<string, string> = { solaris8: 'Solaris 8', solaris9: 'Solaris 9' };

/** What a host is: "Sun Fire 12K/15K, US-III+, Solaris 9". */
export function hostWords(host: HostView): string {
  return [platforms[host.platform] ?? host.platform, host.cpuType, releases[host.release] ?? host.release].join(', ');
}

/** What happened to a processor, as a heading. */
export function processorSentence(processor: ProcessorView): string {
  const name = `CPU${processor.processor}`;
  switch (conditionOf(processor)) {
    case 'off-line':
      return processor.state === 'off-line' ? `${name} was taken off-line` : `${name} is ${processor.state}`;
    case 'gave-up':
      return `${name} stays on-line: taking it off failed for good`;
    case 'off-lining':
      return `${name} should be off-line, but cannot be taken off yet`;
    case 'counting':
      return `${name} is on-line and reports errors`;
    case 'well':
      return processor.state === 'on-line' ? `${name} is on-line and well` : `${name} is on-line without interrupts`;
  }
}
