import { countOf } from '../../../shared/lib/format.ts';
import type { FleetView, HostView, ProcessorView } from '../../../shared/model/views.ts';

/** How a processor does, worst first: what its colour, shape and word are taken from. */
export type Condition = 'gave-up' | 'off-lining' | 'off-line' | 'counting' | 'well';

const order: readonly Condition[] = ['gave-up', 'off-lining', 'off-line', 'counting', 'well'];

/** On-line is also a processor that takes no interrupts. */
const isRunning = ({ state }: ProcessorView): boolean => state === 'on-line' || state === 'no-intr';

export function conditionOf(processor: ProcessorView): Condition {
  if (!isRunning(processor)) return 'off-line';
  if (processor.offlining === 'gave-up') return 'gave-up';
  if (processor.offlining === 'off-lining') return 'off-lining';
  return processor.serdCount > 0 || processor.errors > 0 ? 'counting' : 'well';
}

/** The condition in a word or two. */
export const conditionWords: Record<Condition, string> = {
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

/** Those that are not well, worst first, then the latest to report an error. */
export function troubledOf(places: readonly Place[]): Place[] {
  return places
    .filter(({ processor }) => conditionOf(processor) !== 'well')
    .sort(
      (one, other) =>
        order.indexOf(conditionOf(one.processor)) - order.indexOf(conditionOf(other.processor)) ||
        (other.processor.lastErrorAtNs ?? 0) - (one.processor.lastErrorAtNs ?? 0),
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

const isOrAre = (count: number): string => (count === 1 ? 'is' : 'are');

/** What a fleet is made of: "2 hosts, 4 boards". */
export function makeupOf(fleet: FleetView): string {
  const boards = fleet.hosts.reduce((sum, host) => sum + host.boards.length, 0);
  return `${countOf(fleet.hosts.length, 'host')}, ${countOf(boards, 'board')}`;
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

/** How far the error count is from taking the processor off-line. */
export function serdWords(processor: ProcessorView): string {
  const { serdCount, serdLimit, offlining } = processor;
  const counted = `${serdCount} counted, more than ${serdLimit} in 24 hours is too many`;
  if (!isRunning(processor) || offlining !== 'none') return counted;
  const left = serdLimit + 1 - serdCount;
  if (left === 1) return `${counted}: one more takes it off-line`;
  return left > 1 ? `${counted}: ${left} more take it off-line` : counted;
}
