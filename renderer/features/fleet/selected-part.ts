import type { HostView } from '../../../shared/model/views.ts';
import { type Place, placesOf } from './fleet-words.ts';
import type { Selection } from './selection.ts';
import { troublesOf } from './troubles.ts';

/** What a person chose, if it is there; else what is in most trouble, else the first host. */
export function selectionIn(hosts: readonly HostView[], chosen: Selection | null): Selection | null {
  if (chosen !== null && hosts.some(({ host }) => host === chosen.host)) return chosen;
  const [worst] = troublesOf(hosts);
  if (worst !== undefined) return worst.selection;
  const [first] = hosts;
  return first === undefined ? null : { host: first.host, part: null };
}

/** The selected processor where it is; null for memory or a whole host. */
export function placeOf(hosts: readonly HostView[], selection: Selection): Place | null {
  const isSelected = ({ host, processor }: Place): boolean =>
    host.host === selection.host && processor.processor === selection.part;
  return placesOf(hosts).find(isSelected) ?? null;
}
