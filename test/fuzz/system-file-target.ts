import { deepStrictEqual, ok } from 'node:assert';
import * as fc from 'fast-check';
import { tunables } from '../../shared/model/tunables.ts';
import { parseSystemFile } from '../../shared/system-file/parse-system-file.ts';
import { readSystemFile } from '../../shared/system-file/read-system-file.ts';
import type { Statement } from '../../shared/system-file/statements.ts';
import { fuzzTarget } from './fuzz-target.ts';
import { printSystemFile } from './print-system-file.ts';

const words = [
  ...['set', 'SET', 'set32', 'set64', 'Set', 'exclude', 'include', 'forceload', 'rootdev', 'rootfs', 'swapdev'],
  ...['swapfs', 'moddir', 'MODDIR', 'zfsroot', '=', '&', '|', ':', ';', ',', '/', '*', '#', '-', '~', '"', '\\', '\n'],
  ...['\r\n', '\r', '\f', '\0', ' ', '\t', '\\n', '\\\\n', '\\377', '\\8', '"a b"', '"a', '0', '08', '0x', '0x1F'],
  ...['~0', '-0', '-1', '~0x4', '0X10', '99999999999999999999', '5abc', 'drv/foo', 'é', '😀', '\ud800'],
  ...tunables.map(({ module, name }) => (module === null ? name : `${module}:${name}`)),
];
const word = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...words) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('a', '\\', '1', '"', ' ', '/', '\\7'), fc.nat(300))
      .map(([unit, count]) => unit.repeat(count)),
  },
);
const number = fc
  .tuple(fc.constantFrom('', '', '~', '-'), fc.bigInt(0n, 1n << 70n), fc.constantFrom(8, 10, 16))
  .map(([sign, value, radix]) => `${sign}${{ 8: '0', 10: '', 16: '0x' }[radix]}${value.toString(radix)}`);
const text = fc.string({ unit: 'binary', maxLength: 8 }).map((inside) => `"${inside.replaceAll('"', '\\"')}"`);
const assignment = fc
  .tuple(
    fc.constantFrom(...tunables),
    fc.constantFrom('=', '&', '|', ' = '),
    fc.oneof(number, number, text, word),
    word,
  )
  .map(
    ([{ module, name }, op, value, rest]) => `\nset ${module === null ? '' : `${module}:`}${name}${op}${value}${rest}`,
  );
const directive = fc
  .tuple(fc.constantFrom('exclude', 'forceload', 'rootdev', 'rootfs', 'swapdev', 'swapfs', 'moddir'), word, word)
  .map(([command, value, rest]) => `\n${command}: ${value}${rest}`);
const systemFiles = fc
  .array(fc.oneof({ weight: 3, arbitrary: word }, { weight: 3, arbitrary: assignment }, directive), { maxLength: 30 })
  .chain((parts) => fc.constantFrom('', ' ', '\n').map((between) => parts.join(between)));

const withoutPlace = (statements: readonly Statement[]): readonly object[] =>
  statements.map((statement) => ({ ...statement, line: 0, place: null }));

/** Any text is read to its end; what is in effect is a value of each variable; what is printed again says the same. */
export const systemFileTarget = fuzzTarget('system-file', systemFiles, (text) => {
  const { statements, messages, effective } = readSystemFile(text, 'solaris9', 'US-III');
  ok(statements.length + messages.length <= 4 * text.length + 8, 'no more comes out than went in');
  ok(messages.every((message) => message.text.length < 700 && message.text.isWellFormed()));
  for (const { place } of [...statements, ...messages]) {
    ok(0 <= place.from && place.from <= place.to && place.to <= text.length, 'a place is in the file');
  }
  for (const [name, value] of effective) {
    const known = tunables.find(
      (tunable) => name === (tunable.module === null ? '' : `${tunable.module}:`) + tunable.name,
    );
    ok(known !== undefined && value >= 0n && value < 1n << BigInt(8 * known.bytes), `${name} holds ${value}`);
  }
  const again = parseSystemFile(printSystemFile(statements));
  deepStrictEqual(again.messages, []);
  deepStrictEqual(withoutPlace(again.statements), withoutPlace(statements));
});
