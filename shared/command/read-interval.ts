/** The word that is wrong among `[interval [count]]`, null where both are whole numbers above 0. */
export function readInterval(words: readonly string[]): string | null {
  const [, , tooMany] = words;
  return tooMany ?? words.find((word) => !/^[1-9]\d{0,8}$/.test(word)) ?? null;
}
