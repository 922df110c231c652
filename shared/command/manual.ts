import type { Release } from '../model/drill.ts';
import type { HostKnowledge } from './host-knowledge.ts';
import type { Printed } from './printed.ts';

/** A word that can stand somewhere, and what it means there. */
export interface KnownWord {
  readonly word: string;
  readonly meaning: string;
}

/** What a word of a command line names: decides what is offered there. `words` are offered as they are. */
type WordKind = 'processor' | 'processor set' | 'process' | 'board' | 'text' | readonly KnownWord[];

/** A word that is no option, or the value of one, as the usage lines call it: `processor_id`. */
export interface Operand {
  readonly name: string;
  readonly kind: WordKind;
}

export interface OptionManual {
  readonly letter: string;
  /** What follows it; null for an option without a value. */
  readonly value: Operand | null;
  /** What it does, a sentence from a verb on: "Takes processors off-line." */
  readonly meaning: string;
  /** Letters of options that it cannot be given with. */
  readonly excludes: string;
  /** The only release that knows it; null where all do. */
  readonly onlyIn: Release | null;
}

/** What a line that is read without complaint would do, as far as that can be known before it runs. */
export interface Foreseen {
  /** From a verb on: "Takes processor 64 off-line." */
  readonly does: string;
  /** What the host will refuse for certain, in its words; null where nothing speaks against it yet. */
  readonly refusal: Printed | null;
}

/** One command as a person needs it described: the parser's counterpart, for completion, explanation and help. */
export interface CommandManual<Command> {
  readonly name: string;
  /** What it is for, without a full stop: "change the state of processors". */
  readonly summary: string;
  readonly usage: readonly string[];
  /** The same where Solaris 8 prints another one. */
  readonly usageOfSolaris8?: readonly string[];
  /** Paragraphs. */
  readonly description: readonly string[];
  readonly options: readonly OptionManual[];
  /** The words after the options, given the letters before them. The last can be repeated where `repeats` says so. */
  readonly operands: (letters: ReadonlySet<string>) => {
    readonly words: readonly Operand[];
    readonly repeats: boolean;
  };
  /** Exit codes with their meaning. */
  readonly exits: readonly (readonly [number, string])[];
  /** Lines to try, with what they do. */
  readonly examples: readonly KnownWord[];
  readonly foresee: (command: Command, knowledge: HostKnowledge) => Foreseen;
}

/** An option, with what is usual left out: no value, nothing that it excludes, known everywhere. */
export function option(
  letter: string,
  meaning: string,
  more: Partial<Pick<OptionManual, 'value' | 'excludes' | 'onlyIn'>> = {},
): OptionManual {
  return { letter, meaning, value: null, excludes: '', onlyIn: null, ...more };
}

/** No words after the options. */
export const noWords = { words: [], repeats: false } as const;
