import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Tunable } from '../../../shared/model/tunables.ts';
import { commandDocs } from './command-docs.ts';
import { variableCard } from './documentation.ts';
import { type HostFacts, hostFacts } from './facts.ts';
import { defaultWords, keyOf, tunableByKey } from './tunable-words.ts';

/** The folders below a module path, in which modules are. */
const namespaces = ['drv', 'exec', 'fs', 'misc', 'sched', 'strmod', 'sys'];

const commands: readonly Completion[] = commandDocs.map(({ command, rest, form, meaning }) => {
  return { label: command, apply: command + rest, detail: form, info: meaning, type: 'keyword' };
});

function variableCompletion(tunable: Tunable, facts: HostFacts, apply: string): Completion {
  const key = keyOf(tunable);
  const isThere = tunable.defaults[facts.release] !== null;
  return {
    label: key,
    apply,
    detail: isThere ? tunable.unit : 'not in this release',
    info: () => variableCard(key, facts),
    // Those that act here first, those that the release has not last.
    boost: isThere ? Number(tunable.simulated) : -2,
    type: 'variable',
  };
}

/** Values of a variable worth writing: the one that runs, the default, the ends of its range. */
function valueCompletions(key: string, facts: HostFacts): readonly Completion[] {
  const tunable = tunableByKey.get(key);
  if (tunable === undefined) return [];
  const running = facts.running(key);
  const preset = defaultWords(tunable, facts.release, facts.cpuType).replaceAll(',', '');
  const { range } = tunable;
  const options: [string | undefined, string][] = [
    [running?.toString(), 'runs now'],
    [/^\d+$/.test(preset) ? preset : undefined, 'default'],
    [range?.lowest, 'lowest that makes sense'],
    [range?.highest, 'highest that makes sense'],
  ];
  const seen = new Map<string, string>();
  for (const [value, why] of options) {
    if (value !== undefined) seen.set(value, seen.has(value) ? `${seen.get(value)}, ${why}` : why);
  }
  return [...seen].map(([label, why], index) => {
    return { label, detail: `${tunable.unit}: ${why}`, boost: -index, type: 'constant' };
  });
}

interface Place {
  readonly from: number;
  /** Offered by itself, too; else only when asked for. */
  readonly unasked: boolean;
  readonly options: readonly Completion[];
}

function placeOf(before: string, lineStart: number, facts: HostFacts): Place | null {
  const statement = before.trimStart();
  const start = lineStart + before.length - statement.length;
  if (/^[A-Za-z0-9]*$/.test(statement)) return { from: start, options: commands, unasked: statement !== '' };
  const value = /^set(?:64)?\s+([\w:]+)\s*=\s*(\w*)$/i.exec(statement);
  if (value !== null) {
    const [, key = '', typed = ''] = value;
    // Enter after a number ends the line: it must not take a longer number instead.
    const from = lineStart + before.length - typed.length;
    return { from, options: valueCompletions(key, facts), unasked: typed === '' };
  }
  const target = /^set(?:64)?\s+([\w:]*)$/i.exec(statement);
  if (target !== null) {
    const options = [...tunableByKey.values()].map((each) => variableCompletion(each, facts, `${keyOf(each)}=`));
    return { from: lineStart + before.length - (target[1] ?? '').length, options, unasked: true };
  }
  const module = /^(?:exclude|forceload):\s*(\w*)$/i.exec(statement);
  if (module === null) return null;
  const options = namespaces.map((name) => ({ label: `${name}/`, detail: 'folder of modules', type: 'namespace' }));
  return { from: lineStart + before.length - (module[1] ?? '').length, options, unasked: true };
}

/** What can stand where somebody types: a command, a variable, a value in range, a folder of modules. */
export function complete(context: CompletionContext): CompletionResult | null {
  const { state, pos, explicit } = context;
  const facts = state.facet(hostFacts);
  if (facts === null) return null;
  const { from: lineStart } = state.doc.lineAt(pos);
  const before = state.sliceDoc(lineStart, pos);
  const place = placeOf(before, lineStart, facts);
  if (place === null || place.options.length === 0 || !(explicit || place.unasked)) return null;
  return { from: place.from, options: place.options, validFor: explicit ? /^[\w:]*$/ : /^[A-Za-z_:][\w:]*$/ };
}
