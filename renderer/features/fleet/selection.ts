import type { HostView } from '../../../shared/model/views.ts';
import { type Place, placesOf, troubledOf } from './fleet-words.ts';

/** What the details are about: a processor, or the whole host where `processor` is null. */
export interface Selection {
  readonly host: string;
  readonly processor: number | null;
}

/** What a person chose, if it is there; else the processor in most trouble, else the first host. */
export function selectionIn(hosts: readonly HostView[], chosen: Selection | null): Selection | null {
  if (chosen !== null && hosts.some(({ host }) => host === chosen.host)) return chosen;
  const [worst] = troubledOf(placesOf(hosts));
  if (worst !== undefined) return { host: worst.host.host, processor: worst.processor.processor };
  const [first] = hosts;
  return first === undefined ? null : { host: first.host, processor: null };
}

/** The selected processor where it is; null for a whole host. */
export function placeOf(hosts: readonly HostView[], selection: Selection): Place | null {
  const isSelected = ({ host, processor }: Place): boolean =>
    host.host === selection.host && processor.processor === selection.processor;
  return placesOf(hosts).find(isSelected) ?? null;
}
