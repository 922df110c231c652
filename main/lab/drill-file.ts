import { type Document, isNode, LineCounter, parseDocument, type YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { type Drill, drillSchema } from '../../shared/model/drill.ts';
import { drillFault } from './drill-checks.ts';
import type { FileProblem } from './file-problem.ts';

/** Characters of a drill file, far above what 10,000 injects need. */
const longestText = 8_000_000;
/** Uses of YAML's anchors: files that repeat them without end are not worth reading. */
const mostAliases = 100;

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

interface YamlFile {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly value: unknown;
}

/** Text of a user's file in one line of a message. */
const oneLine = (text: string): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 300);

/** `injects[2].afsr` */
function pathText(path: Path): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return oneLine(text.startsWith('.') ? text.slice(1) : text);
}

/** The place with the line where the file has it, or that of what should contain it. */
function placeOf({ document, lines }: YamlFile, path: Path): string {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    const range = isNode(node) ? node.range : null;
    if (range) return `${pathText(path)} (line ${lines.linePos(range[0]).line})`;
  }
  return path.length > 0 ? pathText(path) : 'line 1';
}

function syntaxWords({ code, message }: YAMLParseError): string {
  if (code === 'MULTIPLE_DOCS') return 'another document begins here';
  if (code === 'RESOURCE_EXHAUSTION' || message.includes('call stack')) return 'nested too deep';
  return oneLine(message);
}

function parseYaml(text: string): YamlFile | FileProblem {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const [error] = document.errors;
    if (error !== undefined) {
      const { line } = lines.linePos(error.pos[0]);
      return { place: `line ${line}`, problem: `${syntaxWords(error)}, expected YAML or JSON` };
    }
    return { document, lines, value: document.toJS({ maxAliasCount: mostAliases }) };
  } catch (error) {
    // The parser throws where aliases or brackets go too deep.
    const reason = error instanceof Error ? oneLine(error.message) : 'unreadable';
    return { place: 'line 1', problem: `${reason}, expected a drill without deep nesting and repeated aliases` };
  }
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

function expectedOf(issue: Issue): string {
  if (issue.code === 'invalid_type') return `expected ${typeWords.get(issue.expected) ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `expected ${issue.values.map(String).join(' or ')}`;
  if (issue.code === 'invalid_union') return 'expected ecc, bind-thread, unbind-threads, command, memory or unretire-page';
  if (issue.code === 'too_small') return `expected at least ${issue.minimum}${sizeWords.get(issue.origin) ?? ''}`;
  if (issue.code === 'too_big') return `expected at most ${issue.maximum}${sizeWords.get(issue.origin) ?? ''}`;
  return issue.message.startsWith('expected') ? issue.message : oneLine(issue.message);
}

function problemOf(file: YamlFile, issue: Issue): FileProblem {
  if (issue.code === 'unrecognized_keys') {
    const path = [...issue.path, issue.keys[0] ?? ''];
    return {
      place: placeOf(file, path),
      problem: 'unknown field, expected only fields of resources/schemas/drill.json',
    };
  }
  const found = valueAt(file.value, issue.path);
  if (typeof found === 'number' && issue.code === 'invalid_type' && issue.expected === 'string') {
    return {
      place: placeOf(file, issue.path),
      problem: `${found} is read as a number, expected text: put it in quotes`,
    };
  }
  const what = found === undefined ? 'missing' : `${kindOf(found)} does not fit`;
  return { place: placeOf(file, issue.path), problem: `${what}, ${expectedOf(issue)}` };
}

/** Every field that an inject of some kind has. */
const injectFields = new Set(
  drillSchema.shape.injects.element.options.flatMap(({ shape }) => Object.keys(shape) as string[]),
);

/** The fields of an inject that no kind has: nothing else tells of them where the kind is not known. */
function unknownOfInject(value: unknown, issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [];
  const path = issue.path.slice(0, -1);
  const keys = Object.keys(Object(valueAt(value, path))).filter((key) => !injectFields.has(key));
  return keys.length > 0 ? [{ code: 'unrecognized_keys', keys, path, message: 'unknown' }] : [];
}

/** Reads a drill file, YAML or JSON. Unknown fields are named before all else that is wrong. */
export function readDrill(text: string): { readonly drill: Drill } | FileProblem {
  if (text.length > longestText) return { place: 'line 1', problem: 'more than 8 MB, expected a smaller drill' };
  if (text.trim() === '') return { place: 'line 1', problem: 'the file is empty, expected a drill in YAML or JSON' };
  const broken = text.search(/[\0\uFFFD]/);
  if (broken >= 0) {
    const line = text.slice(0, broken).split('\n').length;
    return { place: `line ${line}`, problem: 'binary data, expected a drill in YAML or JSON, as UTF-8' };
  }
  const file = parseYaml(text);
  if ('problem' in file) return file;
  const checked = drillSchema.safeParse(file.value);
  if (!checked.success) {
    const { issues } = checked.error;
    const unknown = issues.flatMap((each) =>
      each.code === 'unrecognized_keys' ? [each] : unknownOfInject(file.value, each),
    );
    const [issue] = [...unknown, ...issues];
    return issue === undefined ? { place: 'line 1', problem: 'no drill' } : problemOf(file, issue);
  }
  const fault = drillFault(checked.data);
  if (fault === null) return { drill: checked.data };
  return { place: placeOf(file, fault.path), problem: oneLine(fault.problem) };
}
