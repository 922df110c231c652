import type { MessageLine, MessagePage } from '../../../shared/model/views.ts';

/** Lines read in one go. */
export const blockLines = 200;
/** Somebody who goes through the log page by page finds so many lines read already. */
const aheadLines = blockLines / 2;
/** Blocks kept in memory; those looked at longest ago are forgotten and read again when somebody scrolls to them. */
const keptBlocks = 20;

/** Reads up to `limit` matching lines before line `before`, oldest first. */
export type ReadLines = (before: number, limit: number) => Promise<readonly MessageLine[]>;

/**
 * The matching lines of a run's log by rank, 0 the oldest, without holding them all. The newest come from the live
 * page; older ones are read in blocks counted back from rank `base`, which the live page always covers. With every
 * line shown a rank is a line number and any block can be read at once; under a filter a block's end is known only from
 * the block after it, so that those between are read through.
 */
export class LineBook {
  readonly #read: ReadLines;
  readonly #onChange: () => void;
  readonly #blocks = new Map<number, readonly MessageLine[]>();
  /** By block: the line number that ends it, exclusive. */
  readonly #ends = new Map<number, number>();
  #live: MessagePage | null = null;
  #everyLine = false;
  #base = 0;
  #wanted: number | null = null;
  #reading = false;
  #problem: unknown = null;

  constructor(read: ReadLines, onChange: () => void) {
    this.#read = read;
    this.#onChange = onChange;
  }

  /** How many lines match. */
  get count(): number {
    return this.#live?.matching ?? 0;
  }

  /** Why older lines cannot be shown, null while they can. */
  get problem(): unknown {
    return this.#problem;
  }

  /** Takes in the live page as it stands now. */
  follow(live: MessagePage, everyLine: boolean): void {
    const first = live.matching - live.lines.length;
    if (this.#live === null || first > this.#base) this.#rebase(live, first);
    this.#live = live;
    this.#everyLine = everyLine;
  }

  /** The line of a rank, undefined while it has not been read. */
  at(rank: number): MessageLine | undefined {
    if (this.#live === null) return undefined;
    const first = this.#live.matching - this.#live.lines.length;
    if (rank >= first) return this.#live.lines[rank - first];
    const block = this.#blockOf(rank);
    const lines = this.#blocks.get(block);
    return lines?.[lines.length - (this.#base - block * blockLines - rank)];
  }

  /** Sees to it that the lines of these ranks, ends included, are read, and then those on either side of them. */
  want(fromRank: number, toRank: number): void {
    for (const rank of [fromRank, toRank, fromRank - aheadLines, toRank + aheadLines]) {
      if (rank < 0 || rank >= this.#base || this.at(rank) !== undefined) continue;
      this.#wanted = this.#blockOf(rank);
      if (!this.#reading) void this.#readWanted();
      return;
    }
  }

  #blockOf(rank: number): number {
    return Math.floor((this.#base - 1 - rank) / blockLines);
  }

  /** Counts blocks anew from the middle of the live page, so that it may lose as many lines again before the next time. */
  #rebase(live: MessagePage, first: number): void {
    const middle = Math.floor(live.lines.length / 2);
    this.#base = first + middle;
    this.#blocks.clear();
    this.#ends.clear();
    const end = live.lines[middle]?.line;
    if (end !== undefined) this.#ends.set(0, end);
  }

  async #readWanted(): Promise<void> {
    this.#reading = true;
    this.#problem = null;
    try {
      while (this.#wanted !== null) {
        const next = this.#nextBlock(this.#wanted);
        if (next === null) this.#wanted = null;
        else await this.#readBlock(next);
      }
    } catch (problem) {
      this.#wanted = null;
      this.#problem = problem;
    }
    this.#reading = false;
    this.#onChange();
  }

  /** The block to read on the way to `wanted`, null when that is there. */
  #nextBlock(wanted: number): number | null {
    if (this.#blocks.has(wanted)) return null;
    if (this.#everyLine || this.#ends.has(wanted)) return wanted;
    let known = wanted;
    while (known > 0 && !this.#ends.has(known)) known -= 1;
    return this.#ends.has(known) ? known : null;
  }

  async #readBlock(block: number): Promise<void> {
    const base = this.#base;
    const end = this.#ends.get(block) ?? base - block * blockLines + 1;
    const lines = await this.#read(end, blockLines);
    if (base !== this.#base) return;
    this.#keep(block, lines);
    const oldest = lines[0]?.line;
    if (oldest !== undefined) this.#ends.set(block + 1, oldest);
    this.#onChange();
  }

  #keep(block: number, lines: readonly MessageLine[]): void {
    this.#blocks.set(block, lines);
    const oldest = this.#blocks.keys().next().value;
    if (this.#blocks.size > keptBlocks && oldest !== undefined) this.#blocks.delete(oldest);
  }
}
