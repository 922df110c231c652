import { type Document, isNode, LineCounter, parseDocument, type YAMLParseError } from 'yaml';
import { type Drill, drillSchema } from '../../shared/model/drill.ts';
import { drillFault } from './drill-checks.ts';
import type { FileProblem } from './file-problem.ts';
import { firstProblem, oneLine, pathText } from './schema-problem.ts';

/** Characters of a drill file, far above what 10,000 injects need. */
const longestText = 8_000_000;
/** Uses of YAML's anchors: files that repeat them without end are not worth reading. */
const mostAliases = 100;

type Path = readonly PropertyKey[];

interface YamlFile {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly value: unknown;
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

/** Every field that an inject of some kind has. */
const injectFields = new Set(
  drillSchema.shape.injects.element.options.flatMap(({ shape }) => Object.keys(shape) as string[]),
);

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
    const described = {
      value: file.value,
      placeOf: (path: Path) => placeOf(file, path),
      fields: 'fields of resources/schemas/drill.json',
      kinds: 'ecc, bind-thread, unbind-threads, command, memory, unretire-page or faulty-cell',
      kindFields: injectFields,
    };
    return firstProblem(described, checked.error.issues);
  }
  const fault = drillFault(checked.data);
  if (fault === null) return { drill: checked.data };
  return { place: placeOf(file, fault.path), problem: oneLine(fault.problem) };
}
