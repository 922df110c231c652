/** Lines of one paste that can be run; the others are left out, and that is said. */
export const pastedLinesLimit = 50;
/** Characters of a line: the run takes no more. */
export const lineLimit = 512;

/** What a paste holds once it is made fit for a prompt. */
export interface Pasted {
  /** Without those that are blank. */
  readonly lines: readonly string[];
  /** Characters that cannot be printed and were left out. */
  readonly dropped: number;
}

/** What no line can hold: control characters, halves of characters, and the two separators that end lines. */
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Takes a pasted text apart into lines; a tab becomes a blank. */
export function readPaste(text: string): Pasted {
  let dropped = 0;
  const lines = text.split(/\r\n|[\r\n\u2028\u2029]/).map((line) =>
    line
      .replaceAll('\t', ' ')
      .replace(unprintable, () => {
        dropped += 1;
        return '';
      })
      .trim(),
  );
  return { lines: lines.filter((line) => line !== ''), dropped };
}

/** Why a line cannot be sent, null where it can. */
export function problemOf(line: string): string | null {
  const { length } = line.trim();
  return length > lineLimit ? `A line has at most ${lineLimit} characters; this one has ${length}.` : null;
}
