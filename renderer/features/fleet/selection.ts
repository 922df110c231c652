import type { HostView } from '../../../shared/model/views.ts';
import { type Place, placesOf } from './fleet-words.ts';
import { troublesOf } from './troubles.ts';

/** What the details are about: a processor by its number, the memory of a host, or the whole host where it is null. */
export interface Selection {
  readonly host: string;
  readonly part: number | 'memory' | null;
  /** The module or the board of the memory that is meant; empty for all of it. */
  readonly focus?: string;
}

export const isSame = (one: Selection | null, other: Selection): boolean =>
  one !== null && one.host === other.host && one.part === other.part && (one.focus ?? '') === (other.focus ?? '');

/** Whether the memory of a board is meant. */
export const isBoardMemory = (selection: Selection | null, board: string): boolean =>
  selection?.part === 'memory' && `${selection.focus ?? ''}/`.startsWith(`${board}/`);

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
