import type { HostKnowledge } from './host-knowledge.ts';
import type { KnownWord, Operand, OptionManual } from './manual.ts';
import { type AnyManual, manualNamed, manuals, optionsIn } from './manuals.ts';
import { commandFolder, programName } from './parse-command.ts';

/** How the word at the end of a text can go on. */
export interface Completion {
  /** Where that word begins. */
  readonly from: number;
  /** Whole words that begin with what is there. */
  readonly words: readonly KnownWord[];
  /** What the word is, as usage lines call it: `processor_id`; null where no such word is asked for. */
  readonly expects: string | null;
}

/** What of a command's words stands before the one that is completed. */
interface Before {
  readonly letters: ReadonlySet<string>;
  readonly operands: readonly string[];
  /** The option that waits for its value. */
  readonly waiting: OptionManual | null;
  /** No option can follow any more. */
  readonly isPastOptions: boolean;
}

/** Goes through words as getopt does. */
function readBefore(words: readonly string[], options: readonly OptionManual[]): Before {
  const letters = new Set<string>();
  let waiting: OptionManual | null = null;
  for (const [index, word] of words.entries()) {
    if (waiting !== null) {
      waiting = null;
    } else if (word === '--') {
      return { letters, operands: words.slice(index + 1), waiting, isPastOptions: true };
    } else if (word === '-' || !word.startsWith('-')) {
      return { letters, operands: words.slice(index), waiting, isPastOptions: true };
    } else {
      waiting = addLetters(word.slice(1), letters, options);
    }
  }
  return { letters, operands: [], waiting, isPastOptions: false };
}

/** Takes joined options in; answers the one that takes the next word as its value. */
function addLetters(word: string, letters: Set<string>, options: readonly OptionManual[]): OptionManual | null {
  for (let at = 0; at < word.length; at += 1) {
    const known = options.find(({ letter }) => letter === word.charAt(at));
    letters.add(word.charAt(at));
    if (known !== undefined && known.value !== null) return at === word.length - 1 ? known : null;
  }
  return null;
}

/** The words that the host has for a place of a line. */
function wordsOf({ kind }: Operand, { processors, sets, boards }: HostKnowledge): readonly KnownWord[] {
  switch (kind) {
    case 'processor':
      return processors.map(({ processor, state }) => ({ word: String(processor), meaning: state }));
    case 'processor set':
      return sets.map((set) => ({ word: String(set), meaning: 'processor set' }));
    case 'board':
      return boards.map((board) => ({ word: board, meaning: 'system board' }));
    case 'process':
    case 'text':
      return [];
    default:
      return kind;
  }
}

/** Options that can still be given with those before. */
function optionWords(options: readonly OptionManual[], letters: ReadonlySet<string>): readonly KnownWord[] {
  return options
    .filter(({ letter, excludes }) => !letters.has(letter) && ![...excludes].some((other) => letters.has(other)))
    .map(({ letter, meaning }) => ({ word: `-${letter}`, meaning }));
}

function operandAt(manual: AnyManual, { letters, operands }: Before): Operand | null {
  const { words, repeats } = manual.operands(letters);
  return words[operands.length] ?? (repeats ? words.at(-1) : undefined) ?? null;
}

/** How a word of a command goes on, whatever it begins with. */
function wordsAfter(manual: AnyManual, words: readonly string[], knowledge: HostKnowledge): Omit<Completion, 'from'> {
  const options = optionsIn(manual, knowledge.release);
  const before = readBefore(words, options);
  if (before.waiting?.value) {
    return { words: wordsOf(before.waiting.value, knowledge), expects: before.waiting.value.name };
  }
  const operand = operandAt(manual, before);
  const given = new Set(before.operands);
  const named = operand === null ? [] : wordsOf(operand, knowledge).filter(({ word }) => !given.has(word));
  const offered = before.isPastOptions ? [] : optionWords(options, before.letters);
  return { words: [...offered, ...named], expects: operand?.name ?? null };
}

const commandWords: readonly KnownWord[] = [
  ...manuals.map(({ name, summary }) => ({ word: name, meaning: summary })),
  { word: 'help', meaning: 'show how commands are used' },
];

function programWords(begun: string): readonly KnownWord[] {
  if (!begun.startsWith('/')) return commandWords;
  return manuals.map(({ name, summary }) => ({ word: `${commandFolder}${name}`, meaning: summary }));
}

/** Completes the word at the end of `text`, which is a line up to the cursor. Any text will do. */
export function completeLine(text: string, knowledge: HostKnowledge): Completion {
  const begun = /\S*$/.exec(text)?.[0] ?? '';
  const from = text.length - begun.length;
  const none: Completion = { from, words: [], expects: null };
  // Within quotes a word cannot be told from its text alone.
  if (/["'\\]/.test(text)) return none;
  const [program, ...words] = text
    .slice(0, from)
    .split(/\s+/)
    .filter((word) => word !== '');
  const begins = ({ word }: KnownWord): boolean => word.startsWith(begun);
  if (program === undefined) return { ...none, words: programWords(begun).filter(begins) };
  if (program === 'help' || program === 'man') {
    return words.length > 0 ? none : { from, words: commandWords.slice(0, -1).filter(begins), expects: 'command' };
  }
  const manual = manualNamed(programName(program));
  if (manual === null) return none;
  const { words: following, expects } = wordsAfter(manual, words, knowledge);
  return { from, words: following.filter(begins), expects };
}

/** What all the words begin with. */
export function commonStart(words: readonly KnownWord[]): string {
  const [first, ...others] = words.map(({ word }) => word);
  let start = first ?? '';
  for (const other of others) while (!other.startsWith(start)) start = start.slice(0, -1);
  return start;
}
