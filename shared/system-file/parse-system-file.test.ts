import { describe, expect, test } from 'vitest';
import { type ParsedSystemFile, parseSystemFile } from './parse-system-file.ts';
import type { Setting } from './statements.ts';

const messagesOf = (text: string): readonly string[] => parseSystemFile(text).messages.map((message) => message.text);

function settingsOf(text: string): readonly Setting[] {
  return parseSystemFile(text).statements.filter((each): each is Setting => each.kind === 'setting');
}

/** The values of a file's settings, as a document shows them. */
const valuesOf = (text: string): readonly string[] =>
  settingsOf(text).map((setting) => setting.text ?? setting.value.toString());

const directivesOf = ({ statements }: ParsedSystemFile): readonly string[] =>
  statements.flatMap((each) => (each.kind === 'directive' ? [`${each.command}=${each.value}`] : []));

/** A file of one line is read without a message. */
function expectClean(text: string): void {
  expect(messagesOf(text)).toEqual([]);
}

describe('words', () => {
  test('SYS-1: blanks before words, line ends of every kind', () => {
    expect(settingsOf(' \t set \t a=1\nset b|2\r\nset c & 3\r')).toMatchObject([
      { line: 1, name: 'a', op: '=', value: 1n },
      { line: 2, name: 'b', op: '|', value: 2n },
      { line: 4, name: 'c', op: '&', value: 3n },
    ]);
    expect(messagesOf('\r\n\r\n;\n')).toEqual(["Unexpected token ';' on line 5 of etc/system"]);
  });

  test('SYS-2: names', () => {
    const names = ['_a-1', 'a\\=b', '\\9lives', '-a', '~a', '\\\\'].map((name) => settingsOf(`set ${name}=1`)[0]?.name);
    expect(names).toEqual(['_a-1', 'a=b', '9lives', '-a', '~a', '\\']);
    expect(settingsOf('set - = 1')[0]?.name).toBe('-');
    expect(messagesOf('set -\n')).toEqual(['unsupported operator \n on line 1 of etc/system']);
    expect(messagesOf('set 5a=1')).toEqual(['value expected on line 1 of etc/system']);
  });

  test('SYS-3: numbers', () => {
    expect(valuesOf('set a=0x1F\nset a=~0x1f\nset a=-10')).toEqual([
      '31',
      '18446744073709551584',
      '18446744073709551606',
    ]);
    expect(messagesOf('set a=~-1')).toEqual(["bad rvalue '~-' on line 1 of etc/system"]);
    expect(messagesOf('set a= ~ 1')).toEqual(["bad rvalue '~ ' on line 1 of etc/system"]);
    expect(valuesOf('set a=0X10')).toEqual(['0']);
    expect(messagesOf('set a=0X10')).toEqual(["extraneous input ignored starting at 'X10' on line 1 of etc/system"]);
  });

  test('SYS-4: strings', () => {
    expect(valuesOf('set a="b \\"c\\" \\101\\7z"')).toEqual(['b "c" A\u0007z']);
    expect(messagesOf('set a="\\377"')).toEqual(['Character overflow detected.']);
    expect(valuesOf('set a="\\377\\501"')).toEqual(['\xffA']);
    expectClean('set a="\\177"');
    expect(messagesOf('set a="\\200"')).toHaveLength(1);
    expect(messagesOf('set a="b\nset c=1')).toEqual(['Missing " on line 1 of etc/system']);
    expect(valuesOf('set a="b\nset c=1')).toEqual(['\n', '1']);
    expect(messagesOf('set a="b')).toEqual(['Missing " on line 1 of etc/system']);
  });

  test('SYS-5: escapes of a string need two backslashes', () => {
    expect(valuesOf('set a="x\\ny"\nset a="x\\\\ny\\\\tz\\\\b\\\\q"')).toEqual(['xny', 'x\ny\tz\b\\q']);
  });

  test('SYS-6: sizes', () => {
    const long = (length: number): string => 'a'.repeat(length);
    expect(messagesOf(long(79))).toEqual([`unknown command '${long(79)}' on line 1 of etc/system`]);
    expect(messagesOf(long(80))).toEqual([`Unexpected token '${long(79)}' on line 1 of etc/system`]);
    expect(messagesOf(`${long(79)}\\b`)).toEqual([`Unexpected token '${long(79)}' on line 1 of etc/system`]);
    expectClean(`set ${long(256)}=1`);
    expect(messagesOf(`set ${long(257)}=1`)).toEqual(['value expected on line 1 of etc/system']);
    expectClean(`set ${long(256)}:${long(63)}=1`);
    expect(messagesOf(`set m:${long(64)}=1`)).toEqual(['value expected on line 1 of etc/system']);
    expect(valuesOf(`set a="${long(256)}"`)).toEqual([long(256)]);
    expect(settingsOf(`set a="${long(257)}"`)).toEqual([]);
    expectClean(`set a=${'1'.repeat(256)}`);
    expect(settingsOf(`set a=${'1'.repeat(257)}`)).toEqual([]);
    expectClean(`exclude: ${long(100)}/${long(155)}`);
    expect(messagesOf(`exclude: ${long(100)}/${long(156)}`)).toEqual(['value too long on line 1 of etc/system']);
    expectClean(`rootdev: ${long(256)}`);
    expect(messagesOf(`rootdev: ${long(257)}`)).toEqual(['value too long on line 1 of etc/system']);
  });

  test('SYS-7: NUL and form feed', () => {
    expect(settingsOf('set a\\\0b=1')[0]?.name).toBe('a');
    expect(valuesOf('set a="b\\0c"')).toEqual(['b']);
    expect(messagesOf('\0')).toEqual(["Unexpected token '' on line 1 of etc/system"]);
    expect(messagesOf('* a\fset b=1')).toEqual(["Unexpected token '\f' on line 1 of etc/system"]);
  });

  test('SYS-8: characters beyond ASCII, and the end of the file', () => {
    expect(messagesOf('é')).toEqual(["Unexpected token 'é' on line 1 of etc/system"]);
    expect(messagesOf('😀')).toEqual(["Unexpected token '\ufffd' on line 1 of etc/system"]);
    expect(messagesOf('set a=')).toEqual(["bad rvalue '\xff' on line 1 of etc/system"]);
  });
});

describe('statements', () => {
  test('SYS-9: commands in lower or upper case only', () => {
    expect(valuesOf('set a=1\nSET a=2\nSET64 a=3')).toEqual(['1', '2', '3']);
    for (const command of ['Set', 'zfsroot', 'sett']) {
      expect(messagesOf(`${command} a=1`)).toEqual([`unknown command '${command}' on line 1 of etc/system`]);
    }
  });

  test('SYS-10: comments', () => {
    const text = '* one\n  # two\nset a=1 * three\nset b=2# four\nset c=3*five';
    expectClean(text);
    expect(valuesOf(text)).toEqual(['1', '2', '3']);
  });

  test('SYS-11: a name and what is run into it', () => {
    const text = 'exclude: drv/foo,bar\nforceload :sys/shmsys\nINCLUDE: drv/foo\nrootfs:ufs\nswapfs: nfs';
    expectClean(text);
    expect(directivesOf(parseSystemFile(text))).toEqual([
      ...['exclude=drv/foo,bar', 'forceload=sys/shmsys', 'rootfs=ufs', 'swapfs=nfs'],
    ]);
    const parsed = parseSystemFile('EXCLUDE drv/foo');
    expect(parsed.messages.map(({ text: each }) => each)).toEqual([
      "A colon (:) must follow the 'EXCLUDE' command on line 1 of etc/system",
    ]);
    expect(directivesOf(parsed)).toEqual(['exclude=drv/foo']);
    expect(messagesOf('exclude = drv/foo')).toEqual([
      "A colon (:) must follow the 'exclude' command on line 1 of etc/system",
      'value expected on line 1 of etc/system',
    ]);
    expect(messagesOf('exclude: /foo')).toEqual(['value expected on line 1 of etc/system']);
  });

  test('SYS-12: all text up to a blank', () => {
    const text = 'rootdev: /sbus@1,f8000000/esp@0:a\nswapdev:\n';
    expectClean(text);
    expect(directivesOf(parseSystemFile(text))).toEqual(['rootdev=/sbus@1,f8000000/esp@0:a', 'swapdev=']);
    expect(messagesOf('rootdev /a')).toEqual(["A colon (:) must follow the 'rootdev' command on line 1 of etc/system"]);
    expect(messagesOf('swapdev: /a b')).toEqual(["extraneous input ignored starting at 'b' on line 1 of etc/system"]);
  });

  test('SYS-13: the path of modules', () => {
    for (const text of ['/a /b:/c', '/a:/b /c', '/a : /b::/c:', '/a\t/b /c']) {
      expect(directivesOf(parseSystemFile(`moddir: ${text}\nset d=1`))).toEqual(['moddir=/a:/b:/c']);
    }
    expect(directivesOf(parseSystemFile('moddir: /a # b'))).toEqual(['moddir=/a:#:b']);
    expect(messagesOf('moddir: /a @b\n')).toEqual(['value too long on line 1 of etc/system']);
    expect(messagesOf('moddir /a\n')).toEqual(["A colon (:) must follow the 'moddir' command on line 1 of etc/system"]);
    expectClean(`moddir: /${'a'.repeat(254)}\n`);
    expect(messagesOf(`moddir: /${'a'.repeat(255)}\n`)).toEqual(['value too long on line 1 of etc/system']);
    expect(messagesOf(`moddir: /${'a'.repeat(200)} ${'b'.repeat(60)}\n`)).toEqual([
      'value too long on line 1 of etc/system',
    ]);
  });

  test('SYS-14: set32 is checked and dropped', () => {
    expectClean('set32 a=1\nset64 b=2');
    expect(settingsOf('set32 a=1\nset64 b=2')).toMatchObject([{ name: 'b', line: 2 }]);
    expect(messagesOf('set32 a=b')).toEqual(["bad rvalue 'b' on line 1 of etc/system"]);
    expect(messagesOf('set32 a=1 b')).toEqual(["extraneous input ignored starting at 'b' on line 1 of etc/system"]);
  });

  test.each([
    ['0', 0n],
    ['~0', 0n],
    ['-0', 0n],
    ['~0x0', 0xffff_ffff_ffff_ffffn],
    ['~00', 0xffff_ffff_ffff_ffffn],
    ['-1', 0xffff_ffff_ffff_ffffn],
    ['017', 15n],
    ['0x', 0n],
    ['0xFf', 255n],
    ['18446744073709551616', 0n],
    ['18446744073709551617', 1n],
    ['0x1ffffffffffffffff', 0xffff_ffff_ffff_ffffn],
    ['02000000000000000000001', 1n],
    ['-18446744073709551615', 1n],
  ])('SYS-15: %s', (text, value) => {
    expectClean(`set a=${text}`);
    expect(settingsOf(`set a=${text}`)[0]?.value).toBe(value);
  });

  test('SYS-15: a digit that its base has not', () => {
    expect(messagesOf('set a=08')).toEqual(["invalid number '08' on line 1 of etc/system"]);
    expect(messagesOf('set a=~09')).toEqual(["invalid number '~09' on line 1 of etc/system"]);
  });

  test('SYS-16: a refused statement, and the line end as the wrong word', () => {
    const text = 'set a=b set c=1\nset d=\nset lost=1\nset e\nset gone=2\nset f=3\nfoo';
    expect(messagesOf(text)).toEqual([
      "bad rvalue 'b' on line 1 of etc/system",
      "bad rvalue '\n' on line 2 of etc/system",
      'unsupported operator \n on line 3 of etc/system',
      "unknown command 'foo' on line 5 of etc/system",
    ]);
    expect(settingsOf(text)).toMatchObject([{ name: 'f', line: 4 }]);
  });

  test.each([
    ['set a=5 b', "extraneous input ignored starting at 'b'"],
    ['set a=5b c', "extraneous input ignored starting at 'b'"],
    ['set a=5-3', "extraneous input ignored starting at '-3'"],
    ['set a=5 6', "Unexpected token '6'"],
    ['set a=5;', "Unexpected token ';'"],
    ['set a=5 = 6', "Unexpected token '='"],
    ['set a=5 "b"', "Unexpected token 'b'"],
    ['set a=5 @', "Unexpected token '@'"],
  ])('SYS-17: %s', (text, message) => {
    expect(messagesOf(`${text}\n`)).toEqual([`${message} on line 1 of etc/system`]);
    expect(valuesOf(`${text}\nset b=7`)).toEqual(['5', '7']);
  });

  test('SYS-18: operators', () => {
    expect(messagesOf('set a 5')).toEqual(['unsupported operator 5 on line 1 of etc/system']);
    expect(messagesOf('set m:a 5')).toEqual(['unsupported operator a on line 1 of etc/system']);
    expect(messagesOf('set m: =5')).toEqual(['value expected on line 1 of etc/system']);
    expect(messagesOf('set a|"b"')).toEqual(["illegal operator 'b' used on a string on line 1 of etc/system"]);
    expect(settingsOf('set m : a & 5')).toMatchObject([{ module: 'm', name: 'a', op: '&', value: 5n }]);
  });

  test('SYS-19: long messages are cut', () => {
    expect(messagesOf(`set a=${'b'.repeat(256)}`)).toEqual([`bad rvalue '${'b'.repeat(243)} on line 1 of etc/system`]);
  });
});
