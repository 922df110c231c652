import { describe, expect, test } from 'vitest';
import { printed } from '../lib/message-class.ts';
import type { Release } from '../model/drill.ts';
import { KernelVariables } from './apply-settings.ts';
import { parseSystemFile } from './parse-system-file.ts';
import { readSystemFile } from './read-system-file.ts';

const read = (text: string, release: Release = 'solaris9') => readSystemFile(text, release, 'US-III');
const messagesOf = (text: string, release?: Release): readonly string[] =>
  read(text, release).messages.map(({ messageClass, text: body }) => printed(messageClass, body));
const effectiveOf = (text: string, release?: Release): Record<string, bigint> =>
  Object.fromEntries(read(text, release).effective);

describe('what is there twice', () => {
  const applied = 'applied as the current setting.';
  test.each([
    ['set autoup=10\nset autoup=20', `autoup is set more than once in /etc/system. "set autoup = 20" ${applied}`],
    ['set autoup=10\nset autoup=0x20', `autoup is set more than once in /etc/system. "set autoup = 0x20" ${applied}`],
    [
      'set moddebug=9\nset moddebug=-1',
      `moddebug is set more than once in /etc/system. "set moddebug = -1" ${applied}`,
    ],
    [
      'set moddebug=8\nset moddebug=1\nset moddebug|0x2',
      `moddebug is set more than once in /etc/system. "set moddebug = 0x3" ${applied}`,
    ],
    [
      'set moddebug|4\nset moddebug=1\nset moddebug&3',
      `moddebug is set more than once in /etc/system. "set moddebug = 1" ${applied}`,
    ],
    ['set m:a="b"\nset64 m:a="c"', `m:a is set more than once in /etc/system. "set m:a = c" ${applied}`],
  ])('SYS-20: %j', (text, message) => {
    expect(messagesOf(text)).toEqual([`WARNING: ${message}`]);
  });

  test('SYS-20: what is only combined, or belongs to another module, is not repeated', () => {
    expect(messagesOf('set moddebug=1\nset moddebug|2\nset moddebug&3\nset m:moddebug=1\nset n:moddebug=1')).toEqual(
      [],
    );
  });

  test('SYS-21: directives', () => {
    const text = [
      ...['rootdev: /a', 'exclude: drv/b', 'swapfs: c', 'exclude: drv/d', 'rootdev: /e', 'exclude: drv/b'],
      ...['swapfs: f', 'forceload: drv/b', 'forceload: drv/g'],
    ].join('\n');
    expect(messagesOf(text)).toEqual([
      'WARNING: "rootdev" appears more than once in /etc/system.',
      'NOTICE: "exclude: drv/b" appears more than once in /etc/system.',
      'WARNING: "swapfs" appears more than once in /etc/system.',
      'WARNING: forceload of drv/b failed',
    ]);
  });
});

describe('what it does', () => {
  test('SYS-22: messages come in the order of the boot', () => {
    const text = [
      ...['set shmsys:nothing=1', 'forceload: nowhere', 'set maxusers=9999', 'set autoup=0', 'set nothing=1'],
      ...['set autoup=0', 'wrong'],
    ].join('\n');
    expect(messagesOf(text)).toEqual([
      "WARNING: unknown command 'wrong' on line 7 of etc/system",
      'WARNING: autoup is set more than once in /etc/system. "set autoup = 0" applied as the current setting.',
      "sorry, variable 'nothing' is not defined in the 'kernel'",
      'WARNING: autoup <= 0; defaulting to 30',
      'NOTICE: maxusers limited to 4096',
      'WARNING: forceload of nowhere failed',
      "sorry, variable 'nothing' is not defined in the 'shmsys' module",
    ]);
  });

  test('SYS-23: values are cut to the variable and combined with what it holds', () => {
    expect(effectiveOf('set kmem_flags=0x1ffffffff\nset lotsfree=-1\nset shmsys:shminfo_shmmax=~0x0')).toEqual({
      kmem_flags: 0xffff_ffffn,
      lotsfree: 0xffff_ffff_ffff_ffffn,
      'shmsys:shminfo_shmmax': 0xffff_ffff_ffff_ffffn,
    });
    expect(effectiveOf('set automatic_cpu_removal & ~0x4')).toEqual({ automatic_cpu_removal: 3n });
    expect(effectiveOf('set max_nprocs | 5')).toEqual({ max_nprocs: 5n });
    const internal = readSystemFile('set automatic_cpu_removal | 4', 'solaris9', 'US-IIIi');
    expect(internal.effective.get('automatic_cpu_removal')).toBe(4n);
  });

  test('SYS-23: variables of other sizes', () => {
    const sizes = [0, 1, 2, 3, 32].map((bytes) => [`v${bytes}`, { bytes, value: 0n }] as const);
    const variables = new KernelVariables({ symbols: new Map(sizes), modules: new Set() });
    for (const statement of parseSystemFile(sizes.map(([name]) => `set ${name}=-1`).join('\n')).statements) {
      if (statement.kind === 'setting') variables.apply(statement);
    }
    expect(Object.fromEntries(variables.changed)).toEqual({ v0: 0xffff_ffffn, v1: 0xffn, v2: 0xffffn });
    expect(variables.messages.map(({ text }) => text)).toEqual([
      "Symbol v0 has size of 0 in symbol table. Assuming it is an 'int'",
      'Trying to set a variable that is of size 3',
      'Trying to set a variable that is of size 32',
    ]);
  });

  test('SYS-24: variables of the release, and of modules', () => {
    expect(messagesOf('set priority_paging=1', 'solaris8')).toEqual([]);
    expect(messagesOf('set priority_paging=1')).toEqual([
      "sorry, variable 'priority_paging' is not defined in the 'kernel'",
    ]);
    expect(read('set nowhere:a=1')).toMatchObject({ messages: [], effective: new Map() });
    expect(effectiveOf('set rlim_fd_max=2000\nset a=1')).toEqual({ rlim_fd_max: 2000n });
  });

  test('SYS-25: a string is an address', () => {
    expect(effectiveOf('set automatic_cpu_removal="all"\nset lotsfree="all"')).toEqual({
      automatic_cpu_removal: 0n,
      lotsfree: 0x300_0000_0000n,
    });
  });

  test('SYS-26: checks', () => {
    const text =
      'set autoup=-1\nset tune_t_fsflushr=0x80000000\nset physmem=2000000\nset maxusers=4097\nset rlim_fd_max=100';
    expect(messagesOf(text)).toEqual([
      'WARNING: autoup <= 0; defaulting to 30',
      'WARNING: tune_t_fsflushr <= 0; defaulting to 5',
      'NOTICE: physmem limited to 1048576',
      'NOTICE: maxusers limited to 4096',
    ]);
    expect(effectiveOf(text)).toEqual({
      ...{ autoup: 30n, tune_t_fsflushr: 5n, physmem: 1_048_576n, maxusers: 4096n },
      ...{ rlim_fd_max: 100n, rlim_fd_cur: 100n },
    });
    // As a signed number it is negative, and so not too large.
    expect(messagesOf('set maxusers=0x80000000\nset physmem=1000\nset autoup=1')).toEqual([]);
    expect(effectiveOf('set rlim_fd_cur=2000', 'solaris8')).toEqual({ rlim_fd_cur: 1024n });
  });

  test('SYS-27: forced loading', () => {
    expect(
      messagesOf('forceload: sys/shmsys\nforceload: drv/foo\nforceload: drv\nforceload: foo/drv\nexclude: drv/foo'),
    ).toEqual([
      'WARNING: forceload of drv/foo failed',
      'WARNING: forceload of drv failed',
      'WARNING: forceload of foo/drv failed',
    ]);
  });
});
