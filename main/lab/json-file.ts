import type { FileProblem } from './file-problem.ts';
import { jsonFaultAt } from './json-fault.ts';

/** Characters of a JSON file: far above what a case needs. */
const longestText = 64_000_000;

/** The line at a position, for an early end the last one that has something. */
const lineAt = (text: string, position: number): number => text.trimEnd().slice(0, position).split('\n').length;

/** Reads a file of JSON; `expected` names what should be in it, for a message. */
export function readJson(text: string, expected: string): { readonly value: unknown } | FileProblem {
  if (text.length > longestText) return { place: 'line 1', problem: `more than 64 MB, expected ${expected}` };
  if (text.trim() === '') return { place: 'line 1', problem: `the file is empty, expected ${expected}` };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof RangeError) return { place: 'line 1', problem: `nested too deep, expected ${expected}` };
    const line = lineAt(text, jsonFaultAt(text));
    return { place: `line ${line}`, problem: `no JSON from here on, expected ${expected}` };
  }
}
