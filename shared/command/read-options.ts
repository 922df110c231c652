/** A command's words as getopt(3C) takes them. `problem` is what it prints about the first option that is wrong. */
export interface ReadOptions {
  /** In the order given, up to the wrong one. */
  readonly options: readonly { readonly letter: string; readonly value: string }[];
  readonly operands: readonly string[];
  readonly problem: string | null;
}

/** Reads options like getopt: `known` has their letters, each followed by a colon where it takes a value. */
export function readOptions(program: string, words: readonly string[], known: string): ReadOptions {
  const options: { letter: string; value: string }[] = [];
  let index = 0;
  const stopped = (problem: string): ReadOptions => ({ options, operands: words.slice(index), problem });
  for (; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '--') return { options, operands: words.slice(index + 1), problem: null };
    if (word === '-' || !word.startsWith('-')) break;
    for (let at = 1; at < word.length; at += 1) {
      const letter = word.charAt(at);
      const place = letter === ':' ? -1 : known.indexOf(letter);
      if (place === -1) return stopped(`${program}: illegal option -- ${letter}`);
      if (known.charAt(place + 1) !== ':') {
        options.push({ letter, value: '' });
        continue;
      }
      const inWord = word.slice(at + 1);
      if (inWord === '') index += 1;
      const value = inWord === '' ? words[index] : inWord;
      if (value === undefined) return stopped(`${program}: option requires an argument -- ${letter}`);
      options.push({ letter, value });
      break;
    }
  }
  return { options, operands: words.slice(index), problem: null };
}
