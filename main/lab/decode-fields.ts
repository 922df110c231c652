/** One part of a message: what it is called, how it stands there, and what it means. */
export interface DecodedField {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

/** A recognised line: its sentence, and its fields in the order of the line. */
export interface DecodedLine {
  readonly summary: string;
  readonly fields: readonly DecodedField[];
}

/** Explains a line, without date, host, module and id; null for a line of another kind. */
export type LineDecoder = (body: string) => DecodedLine | null;

export const field = (name: string, value: string, meaning: string): DecodedField => ({ name, value, meaning });

/** A decoder for lines of one pattern, which gets the pattern's groups. */
export const decoder =
  (pattern: RegExp, explain: (...groups: string[]) => DecodedLine): LineDecoder =>
  (body) => {
    const match = pattern.exec(body);
    return match === null ? null : explain(...match.slice(1).map((group) => group ?? ''));
  };
