/**
 * The id that Solaris prints for a kernel message: a hash of its format string, as passed to `cmn_err`. That is with a
 * leading `!` and without the words NOTICE: and WARNING:. Six digits, 100000 to 999980.
 */
export const messageId = (format: string): number => idOf(hashFormat(0, format));

/** Goes on with the hash of a format, which begins with 0, by a piece of it. */
export function hashFormat(hash: number, piece: string): number {
  let next = hash;
  for (let index = 0; index < piece.length; index += 1) {
    const byte = piece.charCodeAt(index) & 0xff;
    // Tabs and newlines do not count.
    if (byte >= 0x20) next = (((next >>> 5) | (next << 27)) + byte) | 0;
  }
  return next >>> 0;
}

/** The bytes of a piece that count, for one that is hashed often. */
export const countedBytes = (piece: string): Uint8Array =>
  Uint8Array.from(piece, (character) => character.charCodeAt(0) & 0xff).filter((byte) => byte >= 0x20);

/** The same as `hashFormat` with the piece of these bytes. */
export function hashBytes(hash: number, bytes: Uint8Array): number {
  let next = hash;
  for (let index = 0; index < bytes.length; index += 1) {
    next = (((next >>> 5) | (next << 27)) + (bytes[index] as number)) | 0;
  }
  return next >>> 0;
}

/** As many has every message id. */
export const messageIdDigits = 6;

/** The id of a whole format's hash. */
export const idOf = (hash: number): number => (hash % 899_981) + 100_000;
