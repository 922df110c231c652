import type { Directive, Setting, Statement } from './statements.ts';
import type { SystemMessage } from './system-message.ts';

/** Statements about the same thing. The kernel counts what repeats the first, and gathers the value from there. */
interface Repeats {
  last: Statement;
  count: number;
  value: bigint;
}

/** Of these a file has one at most, whatever its value. */
const single: ReadonlySet<string> = new Set(['rootdev', 'rootfs', 'swapdev', 'swapfs', 'moddir']);

function keyOf(statement: Statement): string {
  if (statement.kind === 'setting') return `set\0${statement.module ?? '\0'}\0${statement.name}`;
  return single.has(statement.command) ? statement.command : `${statement.command}\0${statement.value}`;
}

function add(repeats: Repeats, statement: Statement): void {
  repeats.last = statement;
  if (statement.kind === 'directive' || statement.op === '=') repeats.count += 1;
  if (statement.kind === 'directive') return;
  if (statement.op === '=') repeats.value = statement.value;
  else if (statement.op === '&') repeats.value &= statement.value;
  else repeats.value |= statement.value;
}

const inFile = ' is set more than once in /%s. ';
const applied = ' applied as the current setting.';

function settingMessage(setting: Setting, value: bigint): SystemMessage {
  const name = setting.module === null ? setting.name : `${setting.module}:${setting.name}`;
  const nameFormat = setting.module === null ? '%s' : '%s:%s';
  const [valueFormat, valueText] = printedValue(setting, value);
  return {
    module: 'genunix',
    messageClass: 'warning',
    format: `${nameFormat}${inFile}"%s ${nameFormat} = ${valueFormat}"${applied}\n`,
    place: setting.place,
    text: `${name} is set more than once in /etc/system. "set ${name} = ${valueText}"${applied}`,
  };
}

/** The value as the last entry spells its own. */
function printedValue({ text, isHexadecimal }: Setting, value: bigint): [format: string, text: string] {
  if (text !== null) return ['%s', text];
  return isHexadecimal ? ['0x%llx', `0x${value.toString(16)}`] : ['%lld', BigInt.asIntN(64, value).toString()];
}

function directiveMessage({ command, value, place }: Directive): SystemMessage {
  const rest = ' appears more than once in /';
  if (single.has(command)) {
    const text = `"${command}"${rest}etc/system.`;
    return { module: 'genunix', messageClass: 'warning', format: `"%s"${rest}%s.`, text, place };
  }
  const text = `"${command}: ${value}"${rest}etc/system.`;
  return { module: 'genunix', messageClass: 'note', format: `"%s: %s"${rest}%s.`, text, place };
}

/** What the kernel prints about statements that a file has more than once, in order of the first of each. */
export function duplicateMessages(statements: readonly Statement[]): readonly SystemMessage[] {
  const groups = new Map<string, Repeats>();
  for (const statement of statements) {
    const key = keyOf(statement);
    const repeats = groups.get(key);
    if (repeats === undefined) groups.set(key, { last: statement, count: 1, value: 0n });
    else add(repeats, statement);
  }
  return [...groups.values()]
    .filter(({ count }) => count > 1)
    .map(({ last, value }) => (last.kind === 'setting' ? settingMessage(last, value) : directiveMessage(last)));
}
