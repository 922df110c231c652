/** 32 bits of a text, depending on `seed`: the rounds of MurmurHash3 over its UTF-16 units. */
export function hashString(text: string, seed: number): number {
  let hash = seed | 0;
  for (let index = 0; index < text.length; index++) hash = hashWord(hash, text.charCodeAt(index));
  return finishHash(hash ^ text.length);
}

/** One round of MurmurHash3 (32 bits). */
function hashWord(hash: number, word: number): number {
  let mixed = Math.imul(word, 0xcc9e2d51);
  mixed = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593) ^ hash;
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

/** The finishing steps of MurmurHash3: every bit of the result depends on every bit of `hash`. */
export function finishHash(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
