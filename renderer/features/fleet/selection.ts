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
