import type { Tunable } from '../../../shared/model/tunables.ts';
import type { Setting, Statement } from '../../../shared/system-file/statements.ts';
import { symbolKey } from '../../../shared/system-file/symbols.ts';
import type { FileMark } from './file-mark.ts';
import { countBytes, rangeWords, tunableByKey, valueWords } from './tunable-words.ts';

const modules: ReadonlySet<string | null> = new Set([...tunableByKey.values()].map(({ module }) => module));

/** A number that a variable cannot hold, or that makes no sense for it. */
function valueHint({ op, text, value }: Setting, tunable: Tunable): string | null {
  const { name, bytes, range, unit } = tunable;
  if (text !== null) return `${name} is a number: a string leaves the address at which the kernel keeps it`;
  const held = BigInt.asUintN(8 * bytes, value);
  const isNegative = BigInt.asIntN(64, value) < 0n && BigInt.asIntN(8 * bytes, held) === BigInt.asIntN(64, value);
  if (held !== value && !isNegative) return `${name} has ${countBytes(bytes)}: it becomes ${valueWords(held, bytes)}`;
  if (op !== '=' || range === null) return null;
  if (held >= BigInt(range.lowest) && held <= BigInt(range.highest)) return null;
  return `${name} = ${valueWords(held, bytes)} is out of its range: ${rangeWords(tunable)} ${unit}`;
}

function hintsOfSetting(setting: Setting): readonly FileMark[] {
  const { module, name, place } = setting;
  const tunable = tunableByKey.get(symbolKey(module, name));
  if (tunable === undefined) {
    if (modules.has(module)) return [];
    const text = `no module ${module} is ever loaded here: the kernel keeps this without a word, and nothing sets it`;
    return [{ ...place, kind: 'hint', text }];
  }
  const hint = valueHint(setting, tunable);
  const marks: FileMark[] = hint === null ? [] : [{ ...place, kind: 'hint', text: hint }];
  if (!tunable.simulated) marks.push({ ...place, kind: 'stored', text: 'stored only' });
  return marks;
}

/** What Redline itself has to say about the settings of a file; the kernel says none of it. */
export const hintsOf = (statements: readonly Statement[]): readonly FileMark[] =>
  statements.flatMap((statement) => (statement.kind === 'setting' ? hintsOfSetting(statement) : []));
