import { describe, expect, test } from 'vitest';
import { analyse } from './analysis.ts';

const marksOf = (text: string): readonly string[] =>
  analyse(text, 'solaris9', 'US-III').marks.map(({ kind, text: words }) => `${kind}: ${words}`);

describe('what the editor says about a file', () => {
  test.each([
    ['set cpu_remove_retry_attempts=240', []],
    [
      'set cpu_remove_retry_attempts=240000',
      ['hint: cpu_remove_retry_attempts = 240,000 is out of its range: 0 to 100,000 retries'],
    ],
    // A mask is no value: only what is assigned is held against the range.
    ['set cpu_remove_retry_attempts|0xfffff', []],
    ['set cpu_remove_retry_attempts=0x1000000f0', ['hint: cpu_remove_retry_attempts has 4 bytes: it becomes 240']],
    [
      'set cpu_remove_retry_attempts=-1',
      ['hint: cpu_remove_retry_attempts = 4,294,967,295 (-1 cut to 4 bytes) is out of its range: 0 to 100,000 retries'],
    ],
    ['set rstchown=1', ['stored: stored only']],
    [
      'set automatic_cpu_removal="7"',
      ['hint: automatic_cpu_removal is a number: a string leaves the address at which the kernel keeps it'],
    ],
    [
      'set nfs:nfs3_nra=4',
      ['hint: no module nfs is ever loaded here: the kernel keeps this without a word, and nothing sets it'],
    ],
    ['set no_such=1', ["warning: sorry, variable 'no_such' is not defined in the 'kernel'"]],
    ['exclude: drv/a\nexclude: drv/a', ['note: NOTICE: "exclude: drv/a" appears more than once in /etc/system.']],
    ['rootfs: nfs', ['obstacle: would not boot: rootfs: nfs names a file system that the root disk has not']],
  ])('%j', (text, marks) => {
    expect(marksOf(text)).toEqual(marks);
  });

  test('marks are in the order of the file', () => {
    const { marks } = analyse('set zzz=1\nfrob\nset rstchown=1\n', 'solaris8', 'US-III');
    expect(marks.map(({ from }) => from)).toEqual([0, 10, 15]);
  });
});
