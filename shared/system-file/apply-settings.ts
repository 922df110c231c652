import { assertPresent } from '../lib/assert.ts';
import type { Directive, Setting, Statement } from './statements.ts';
import { type SymbolTable, symbolKey } from './symbols.ts';
import type { Place, SystemMessage } from './system-message.ts';

const intBytes = 4;
const settableBytes: ReadonlySet<number> = new Set([1, 2, 4, 8]);

/** The folders below a module path that hold modules. */
const namespaces: ReadonlySet<string> = new Set([
  ...['drv', 'exec', 'firmware', 'fs', 'sched', 'strmod', 'sys', 'misc', 'dacf', 'tod', 'cpu'],
]);

const warning = (format: string, text: string, place: Place): SystemMessage => {
  return { module: 'genunix', messageClass: 'warning', format, text, place };
};

/** The values of variables while a file is applied to them. */
export class KernelVariables {
  /** What the file has changed, by `name` or `module:name`. */
  readonly changed = new Map<string, bigint>();
  readonly messages: SystemMessage[] = [];
  readonly #places = new Map<string, Place>();
  readonly #table: SymbolTable;

  constructor(table: SymbolTable) {
    this.#table = table;
  }

  /** The value that a variable has by now, unsigned and of its own width; null where the release has none. */
  value(key: string): bigint | null {
    return this.changed.get(key) ?? this.initial(key);
  }

  /** The value before the file. */
  initial(key: string): bigint | null {
    return this.#table.symbols.get(key)?.value ?? null;
  }

  /** The setting that changed a variable last; the beginning of the file where none did. */
  placeOf(key: string): Place {
    return this.#places.get(key) ?? { from: 0, to: 0 };
  }

  hasModule(name: string): boolean {
    return this.#table.modules.has(name);
  }

  apply(setting: Setting): void {
    const key = symbolKey(setting.module, setting.name);
    const symbol = this.#table.symbols.get(key);
    if (symbol === undefined) {
      this.messages.push(unknownVariable(setting));
      return;
    }
    if (symbol.bytes === 0) {
      const rest = " has size of 0 in symbol table. Assuming it is an 'int'";
      this.messages.push(
        warning('Symbol %s has size of 0 in symbol table. %s', `Symbol ${setting.name}${rest}`, setting.place),
      );
    } else if (!settableBytes.has(symbol.bytes)) {
      const begin = 'Trying to set a variable that is of size ';
      this.messages.push(warning(`${begin}%d`, `${begin}${symbol.bytes}`, setting.place));
      return;
    }
    const bits = 8 * (symbol.bytes === 0 ? intBytes : symbol.bytes);
    const before = assertPresent(this.value(key), 'the table has the symbol');
    this.changed.set(key, BigInt.asUintN(bits, combined(before, setting)));
    this.#places.set(key, setting.place);
  }
}

function combined(before: bigint, { op, value }: Setting): bigint {
  if (op === '=') return value;
  return op === '&' ? before & value : before | value;
}

/** Printed by `printf` in two pieces, the word for a module in the second. */
function unknownVariable({ module, name, place }: Setting): SystemMessage {
  const where = module === null ? "'kernel'" : `'${module}' module`;
  return {
    module: 'genunix',
    messageClass: 'continuation',
    format: "sorry, variable '%s' is not defined in the '%s' ",
    text: `sorry, variable '${name}' is not defined in the ${where}`,
    place,
  };
}

/** Sets the kernel's own variables, in file order. */
export function applyToKernel(statements: readonly Statement[], variables: KernelVariables): void {
  for (const statement of statements) {
    if (statement.kind === 'setting' && statement.module === null) variables.apply(statement);
  }
}

/** Sets the variables of each module that there is, as when it is loaded. */
export function applyToModules(statements: readonly Statement[], variables: KernelVariables): void {
  const byModule = new Map<string, Setting[]>();
  for (const statement of statements) {
    if (statement.kind !== 'setting' || statement.module === null || !variables.hasModule(statement.module)) continue;
    const settings = byModule.get(statement.module) ?? [];
    settings.push(statement);
    byModule.set(statement.module, settings);
  }
  for (const setting of [...byModule.values()].flat()) variables.apply(setting);
}

/** Loads what the file forces to be loaded: that fails in no folder of modules, and where the file excludes it. */
export function forceLoads(statements: readonly Statement[], variables: KernelVariables): void {
  const directives = statements.filter((statement): statement is Directive => statement.kind === 'directive');
  const excluded = new Set(directives.filter(({ command }) => command === 'exclude').map(({ value }) => value));
  for (const { command, value, place } of directives) {
    if (command !== 'forceload') continue;
    const [namespace = '', ...names] = value.split('/');
    if (namespaces.has(namespace) && names.join('/') !== '' && !excluded.has(value)) continue;
    variables.messages.push(warning('forceload of %s failed', `forceload of ${value} failed`, place));
  }
}
