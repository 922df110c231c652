import { readDrill } from './drill-file.ts';
import type { FileProblem } from './file-problem.ts';
import { type ImportedDrill, type ImportInput, importDrill } from './import-drill.ts';

/** A drill file has its ending, or begins like one; a log begins with a date. */
const isDrillFile = ({ name, text }: ImportInput): boolean =>
  /\.(?:ya?ml|json)$/i.test(name) || /^\s*\{|^version:/m.test(text.slice(0, 2000));

/** A user's file as a drill: a messages file is made into one, a drill file is taken as it is. */
export function importFile(input: ImportInput): ImportedDrill | FileProblem {
  if (!isDrillFile(input)) return importDrill(input);
  const read = readDrill(input.text);
  return 'problem' in read ? read : { drill: read.drill, yaml: input.text };
}
