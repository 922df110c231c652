import { describe, expect, test } from 'vitest';
import { bootObstacle } from './boot-obstacle.ts';

const obstacleOf = (text: string) => bootObstacle(text, 'solaris9', 'US-III');

describe('what does not boot', () => {
  test.each([
    ['SYS-31', 'rootfs: nfs', /^rootfs: nfs names/],
    ['SYS-31', 'rootdev: c0t0d0s0', /no path of a device/],
    ['SYS-32', 'moddir: /opt/modules /usr/kernel', /leaves out \/kernel/],
    ['SYS-32', 'exclude: fs/ufs', /keeps out a module .* ufs$/],
    ['SYS-32', '* why\nexclude: sched/TS # not this\nset autoup=40', /every process begins/],
    ['SYS-33', 'set physmem=4096', /leaves 4096 pages/],
    ['SYS-33', 'set physmem=0x100000\nset physmem&0xff\nset physmem|1', /leaves 1 pages/],
  ])('%s: %j', (_rule, text, reason) => {
    expect(obstacleOf(text)?.reason).toMatch(reason);
  });

  test('it is marked where it stands', () => {
    const text = '* a\nset autoup=40\nexclude: exec/elfexec\n';
    const { from = 0, to = 0 } = obstacleOf(text)?.place ?? {};
    expect(text.slice(from, to)).toBe('exclude: exec/elfexec');
  });
});

describe('what boots all the same', () => {
  test.each([
    ['SYS-31', 'rootfs: ufs\nrootdev: /devices/pci@8,600000/scsi@1/disk@0,0:a'],
    ['SYS-31: the last one holds', 'rootfs: nfs\nrootfs: ufs'],
    ['SYS-32', 'moddir: /platform/SUNW,Sun-Fire-15000/kernel:/usr/kernel'],
    ['SYS-32', 'moddir: /opt/kernel:/kernel\nexclude: drv/hme'],
    ['SYS-33', 'set physmem=8192'],
    ['SYS-33: cut to what there is', 'set physmem=-1'],
    [
      'SYS-34: mistakes are only told of',
      'frob\nset autoup=\nset a=1\nset no_such=1\nforceload: nowhere/x\nset autoup=0',
    ],
    ['an empty file', ''],
  ])('%s: %j', (_rule, text) => {
    expect(obstacleOf(text)).toBeNull();
  });
});
