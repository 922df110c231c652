import type { z } from 'zod';
import type { FileProblem } from './file-problem.ts';

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

/** A user's file that does not fit its schema. */
export interface CheckedFile {
  readonly value: unknown;
  /** Where in the file a path is, in words. */
  readonly placeOf: (path: Path) => string;
  /** Which fields there are, after `expected only`. */
  readonly fields: string;
  /** What a thing of several kinds can be, and every field that one of some kind has. */
  readonly kinds: string;
  readonly kindFields: ReadonlySet<string>;
}

/** Text of a user's file in one line of a message. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 300);

/** `injects[2].afsr` */
export function pathText(path: Path): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return oneLine(text.startsWith('.') ? text.slice(1) : text);
}

/** What stands at a path of the file, `undefined` if nothing does. */
function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const key of path) found = (found as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return found;
}

const kindOf = (value: unknown): string => {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return JSON.stringify(typeof value === 'string' && value.length > 60 ? `${value.slice(0, 60)}…` : value);
};

const typeWords = new Map([
  ['string', 'text'],
  ['array', 'a list'],
  ['tuple', 'a list'],
  ['boolean', 'true or false'],
  ['object', 'a map of fields'],
  ['number', 'a number'],
  ['int', 'a whole number'],
]);

const sizeWords = new Map([
  ['array', ' of them'],
  ['string', ' characters'],
]);

function expectedOf(issue: Issue, kinds: string): string {
  if (issue.code === 'invalid_type') return `expected ${typeWords.get(issue.expected) ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `expected ${issue.values.map(String).join(' or ')}`;
  if (issue.code === 'invalid_union') return `expected ${kinds}`;
  if (issue.code === 'too_small') return `expected at least ${issue.minimum}${sizeWords.get(issue.origin) ?? ''}`;
  if (issue.code === 'too_big') return `expected at most ${issue.maximum}${sizeWords.get(issue.origin) ?? ''}`;
  return issue.message.startsWith('expected') ? issue.message : oneLine(issue.message);
}

function problemOf(file: CheckedFile, issue: Issue): FileProblem {
  if (issue.code === 'unrecognized_keys') {
    const path = [...issue.path, issue.keys[0] ?? ''];
    return {
      place: file.placeOf(path),
      problem: `unknown field, expected only ${file.fields}`,
    };
  }
  const found = valueAt(file.value, issue.path);
  if (typeof found === 'number' && issue.code === 'invalid_type' && issue.expected === 'string') {
    return {
      place: file.placeOf(issue.path),
      problem: `${found} is read as a number, expected text: put it in quotes`,
    };
  }
  const what = found === undefined ? 'missing' : `${kindOf(found)} does not fit`;
  return { place: file.placeOf(issue.path), problem: `${what}, ${expectedOf(issue, file.kinds)}` };
}

/** The fields that no kind has, of a thing whose kind is not known: nothing else tells of them. */
function unknownOfKind({ value, kindFields }: CheckedFile, issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [];
  const path = issue.path.slice(0, -1);
  const keys = Object.keys(Object(valueAt(value, path))).filter((key) => !kindFields.has(key));
  return keys.length > 0 ? [{ code: 'unrecognized_keys', keys, path, message: 'unknown' }] : [];
}

/** The first of what is wrong with a file. Unknown fields are named before all else. */
export function firstProblem(file: CheckedFile, issues: readonly Issue[]): FileProblem {
  const unknown = issues.flatMap((each) => (each.code === 'unrecognized_keys' ? [each] : unknownOfKind(file, each)));
  const [issue] = [...unknown, ...issues];
  return issue === undefined ? { place: 'line 1', problem: 'does not fit' } : problemOf(file, issue);
}
