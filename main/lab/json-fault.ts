const token =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/uy;
const space = /[ \t\n\r]*/y;

/** What may come next; `first` allows the closing bracket of something empty as well. */
type Expected = 'value' | 'first value' | 'key' | 'first key' | ':' | ', or end';

/** What comes after a token; null where it must not stand. `open` are the brackets around it. */
function after(expected: Expected, text: string, isKey: boolean, open: string[]): Expected | null {
  const inside = open.at(-1);
  if (text === ':') return expected === ':' ? 'value' : null;
  if (text === ',') {
    if (expected !== ', or end' || inside === undefined) return null;
    return inside === '{' ? 'key' : 'value';
  }
  if (text === '}' || text === ']') {
    const isEmpty = expected === (text === '}' ? 'first key' : 'first value');
    if (inside !== (text === '}' ? '{' : '[') || !(isEmpty || expected === ', or end')) return null;
    open.pop();
    return ', or end';
  }
  if (expected === 'key' || expected === 'first key') return isKey ? ':' : null;
  if (expected !== 'value' && expected !== 'first value') return null;
  if (text !== '{' && text !== '[') return ', or end';
  open.push(text);
  return text === '{' ? 'first key' : 'first value';
}

function skipSpace(text: string, from: number): number {
  space.lastIndex = from;
  space.test(text);
  return space.lastIndex;
}

/** Where a text that is no JSON ceases to be the beginning of some: the position of the first word that must not stand there. */
export function jsonFaultAt(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  for (let position = 0; ; position = token.lastIndex) {
    const start = skipSpace(text, position);
    token.lastIndex = start;
    const match = token.exec(text);
    if (match === null) return start;
    const next = after(expected, match[0], match[2] !== undefined, open);
    if (next === null) return start;
    expected = next;
  }
}
