import { countOf } from '../../../shared/lib/format.ts';
import { phaseWords } from '../../../shared/lib/host-phase.ts';
import type { TypedLine } from '../../../shared/model/console-view.ts';
import type { HostView, RunSummary } from '../../../shared/model/views.ts';
import { nameOf } from '../../app/people.ts';
import type { HostState } from './host-state.ts';

const platforms = new Map([
  ['starcat', 'Sun Fire 12K/15K'],
  ['serengeti', 'Sun Fire 3800 to 6800'],
]);
const releases = new Map([
  ['solaris8', 'Solaris 8'],
  ['solaris9', 'Solaris 9'],
]);

/** Who typed a line, for people: a drill can have lines typed by nobody of the rotation. */
export const typistOf = (people: RunSummary['people'], person: string): string =>
  person === '' ? 'somebody outside the rotation' : nameOf(people, person);

/** The state of a console in a sentence. */
export function sentenceOf(
  run: RunSummary,
  host: string,
  { history, state }: { readonly history: readonly TypedLine[]; readonly state: HostState },
): string {
  const last = history.at(-1);
  if (run.state !== 'running') {
    return last === undefined ? `Nothing was typed on ${host}` : `${countOf(history.length, 'line')} typed on ${host}`;
  }
  if (state.phase !== 'running') return `${host} ${phaseWords(state.phase)}`;
  if (last === undefined) return `You are root on ${host}, and nothing has been typed yet`;
  return `You are root on ${host}; ${typistOf(run.people, last.person)} typed last`;
}

/** What a host is: `Sun Fire 15K, UltraSPARC-III, Solaris 9`. */
export function hostWords({ platform, cpuType, release }: HostView): string {
  const processor = cpuType.replace('US-', 'UltraSPARC-');
  return [platforms.get(platform) ?? platform, processor, releases.get(release) ?? release].join(', ');
}
