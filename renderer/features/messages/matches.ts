/** A piece of a line: whether it is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly match: boolean;
}

/** Lower case of A to Z alone, so that an index in the result is an index in the text, and as SQLite's LIKE compares. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Whether a text holds what is searched for, in small letters or capitals; everything holds the empty search. */
export function matches(text: string, search: string): boolean {
  return lowerAscii(text).includes(lowerAscii(search));
}

/** Cuts a text into pieces that are or are not the search; joined they are the text. */
export function piecesOf(text: string, search: string): Piece[] {
  if (search === '') return [{ text, match: false }];
  const lowerText = lowerAscii(text);
  const lowerSearch = lowerAscii(search);
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = lowerText.indexOf(lowerSearch); at !== -1; at = lowerText.indexOf(lowerSearch, from)) {
    if (at > from) pieces.push({ text: text.slice(from, at), match: false });
    from = at + search.length;
    pieces.push({ text: text.slice(at, from), match: true });
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from), match: false });
  return pieces;
}

/** A piece of a log line; `quiet` is what stands before the message itself: the module and the id. */
export interface Segment extends Piece {
  readonly quiet: boolean;
}

const heading = /^\S+: \[ID \d+ \S+\] /;

/** Cuts a log line for showing: matches apart, and the part that is the same on every line apart. */
export function segmentsOf(text: string, search: string): Segment[] {
  const quietUntil = heading.exec(text)?.[0].length ?? 0;
  const segments: Segment[] = [];
  let at = 0;
  for (const piece of piecesOf(text, search)) {
    const cut = Math.max(0, Math.min(piece.text.length, quietUntil - at));
    if (cut > 0) segments.push({ ...piece, text: piece.text.slice(0, cut), quiet: true });
    if (cut < piece.text.length) segments.push({ ...piece, text: piece.text.slice(cut), quiet: false });
    at += piece.text.length;
  }
  return segments;
}
