import { describe, expect, test } from 'vitest';
import { minuteNs, secondNs } from '../../../shared/lib/time.ts';
import type { AppliedCommand } from '../../../shared/model/commands.ts';
import { consoleDrill, consoleHost, type Injects, typed, uncorrectable } from './commands/console-bench.ts';
import { PlayedRun } from './played-run.ts';

const host = consoleHost.name;
const play = (injects: Injects, changes = {}, untilNs = 15 * minuteNs): PlayedRun =>
  new PlayedRun(consoleDrill(injects, changes)).advance(untilNs);
const phasesOf = (run: PlayedRun): unknown[] =>
  run.of('host.phase-began').map(({ at, data }) => [at / secondNs, data.phase, data.untilNs / secondNs]);
const save = (text: string, atNs: number): AppliedCommand => ({
  ...{ run: 'run-1', number: 1, actor: 'dana', role: 'responder' as const, atNs },
  command: { kind: 'system-file.save', host, text },
});
const outputs = (run: PlayedRun): unknown[] => run.of('console.ran').map(({ data }) => [data.exit, data.output]);
/** Down at 60 s, the kernel starts at 220 s, and is up at 310 s. */
const rebooted = typed(60, 'reboot');

describe('reboot', () => {
  test('BOOT-4: takes its time, longer the more boards there are to test', () => {
    const run = play([rebooted]);
    expect(phasesOf(run)).toEqual([
      [60, 'going-down', 70],
      [70, 'testing', 220],
      [220, 'booting', 310],
    ]);
    const [, booted] = run.of('host.booted');
    expect(booted).toMatchObject({ at: 310 * secondNs, data: { bootedAt: '2003-10-23T11:40:35.000Z' } });
    expect(run.causesOf(booted?.seq ?? 0)).toContain(run.of('console.ran')[0]?.seq);
    const bigger = play([rebooted], { processors: [64, 96, 128] });
    expect(bigger.of('host.booted').at(-1)?.at).toBe(370 * secondNs);
  });

  test('BOOT-1: brings every processor up on-line, without sets and bindings, and is logged', () => {
    const before = ['psrset -c 64 65', 'psrset -b 1 1234', 'pbind -b 67 77', 'psradm -F 66'];
    const after = ['psrinfo', 'psrset', 'psrset -q', 'pbind'];
    const run = play([
      ...before.map((line, index) => typed(index + 1, line)),
      rebooted,
      ...after.map((line, index) => typed(400 + index, line)),
    ]);
    const since = '\ton-line   since 10/23/2003 11:40:35';
    expect(outputs(run).slice(-4)).toEqual([
      [0, ['64', '65', '66', '67'].map((number) => number + since).join('\n')],
      ...[0, 0, 0].map((exit) => [exit, '']),
    ]);
    expect(run.lines()).toContain('reboot: [ID 662345 auth.crit] rebooted by root');
    expect(run.of('processor.configured')).toHaveLength(8);
  });

  test('BOOT-6: the kernel that comes up says who it is before anything else', () => {
    const run = play([rebooted], { system: 'foo' });
    expect(run.lines().slice(-3)).toEqual([
      'genunix: [ID 540533 kern.notice] ^MSunOS Release 5.9 Version Generic 64-bit',
      'genunix: [ID 913632 kern.notice] Copyright 1983-2003 Sun Microsystems, Inc.  All rights reserved.',
      "genunix: [ID 107833 kern.warning] WARNING: unknown command 'foo' on line 1 of etc/system",
    ]);
  });

  test('BOOT-5: meanwhile nothing is logged, done or bound', () => {
    const while_ = [61, 80, 250];
    const bind = { at: '100s', kind: 'bind-thread', host, processor: 65 } as const;
    const lines = while_.map((second) => typed(second, 'psradm -f 65'));
    const run = play([rebooted, ...lines, bind, ...while_.map((second) => uncorrectable(second + 1, 65))]);
    expect(outputs(run).slice(1)).toEqual([
      [1, `${host} is going down: its console takes no commands until it is up`],
      [1, `${host} is in its power-on self-test: its console takes no commands until it is up`],
      [1, `${host} is booting: its console takes no commands until it is up`],
    ]);
    expect([...run.of('ecc.reported'), ...run.of('processor.changed'), ...run.of('processor.offlined')]).toEqual([]);
    expect(run.engine.view('processor', `${host}/65`)).toMatchObject({ onLine: true, boundThreads: 0 });
    run.engine.apply(save('set maxusers=40', run.engine.nowNs));
    expect(run.advance(run.engine.nowNs + 1).of('system-file.saved')).toHaveLength(1);
  });

  test('BOOT-3: its file cannot be saved meanwhile', () => {
    const run = play([rebooted], {}, minuteNs);
    expect(run.engine.view('processor', `${host}/65`)).toMatchObject({ onLine: false });
    run.engine.apply(save('set maxusers=40', run.engine.nowNs));
    const [refused] = run.advance(run.engine.nowNs + 1).of('command.refused');
    expect(refused?.data.problem).toBe(`${host} does not run: its /etc/system can be saved once it is up again`);
  });
});

describe('a panic', () => {
  const panicked = (): PlayedRun => {
    const run = play([uncorrectable(10, 65)], {}, 20 * secondNs);
    const cause = run.of('ecc.reported')[0]?.seq ?? 0;
    run.solaris.panic(host, '[AFT1] errID 0x0 UE Error(s)', cause);
    return run.advance(15 * minuteNs);
  };

  test('BOOT-7: writes its dump, is tested and boots, and savecore tells of it', () => {
    const run = panicked();
    expect(phasesOf(run)).toEqual([
      [20, 'dumping', 56],
      [56, 'testing', 206],
      [206, 'booting', 296],
    ]);
    const [down] = run.of('host.went-down');
    expect(down?.data).toEqual({ host, reason: 'panic: [AFT1] errID 0x0 UE Error(s)', panicked: true });
    expect(run.causesOf(run.of('host.booted').at(-1)?.seq ?? 0)).toContain(run.of('ecc.reported')[0]?.seq);
    expect(run.lines().slice(-9)).toEqual([
      'genunix: [ID 672855 kern.notice] syncing file systems...',
      'genunix: [ID 904073 kern.notice]  done',
      expect.stringMatching(/^genunix: \[ID 353387 kern\.notice\] dumping to \/dev\/dsk/),
      'genunix: [ID 409368 kern.notice] ^M100% done: 52428 pages dumped, compression ratio 3.23, ',
      'genunix: [ID 851671 kern.notice] dump succeeded',
      expect.stringMatching(/540533/),
      expect.stringMatching(/Copyright/),
      'savecore: [ID 570001 auth.error] reboot after panic: [AFT1] errID 0x0 UE Error(s)',
      `savecore: [ID 748169 auth.error] saving system crash dump in /var/crash/${host}/*.0`,
    ]);
  });
});

describe('a file that does not boot', () => {
  const reason = 'moddir: /opt leaves out /kernel, where the modules are that mount the root file system';
  const stopped = (lines: Injects): PlayedRun => {
    const run = play([rebooted, ...lines], { system: 'set maxusers=50' }, 0);
    run.engine.apply(save('moddir: /opt', 0));
    return run.advance(15 * minuteNs);
  };

  test('BOOT-8: the host stops at the prompt of its firmware', () => {
    const run = stopped([]);
    expect(phasesOf(run).at(-1)).toEqual([220, 'failing', 240]);
    expect(run.of('host.stopped').map(({ at, data }) => [at / secondNs, data.problem])).toEqual([[240, reason]]);
    expect(run.of('host.booted')).toHaveLength(1);
    expect(run.engine.view('host', host)).toMatchObject({ phase: 'stopped', problem: reason });
    expect(run.solaris.isSettled()).toBe(true);
  });

  test('BOOT-9: it boots with the file of the boot before, and what is saved stays', () => {
    const run = stopped([typed(300, 'ls -l'), typed(301, 'boot'), typed(330, 'boot -s'), typed(331, 'boot -a')]);
    expect(outputs(run).slice(1)).toEqual([
      [1, 'ls ?'],
      [0, ''],
      [1, '-s ?'],
      [0, expect.stringContaining('Name of system file [etc/system]: etc/system.booted')],
    ]);
    expect(run.of('host.stopped').map(({ at }) => at / secondNs)).toEqual([240, 321]);
    expect(run.of('host.booted').at(-1)?.at).toBe(421 * secondNs);
    expect(run.of('system-file.bypassed').map(({ data }) => data.text)).toEqual(['set maxusers=50']);
    expect(run.engine.view('system-file', host)).toEqual({ saved: 'moddir: /opt', running: 'set maxusers=50' });
  });

  test('BOOT-9: where that does not boot either, the file is empty', () => {
    const run = play([rebooted, typed(300, 'boot -a')], { system: 'rootfs: nfs' });
    expect(run.engine.view('system-file', host)).toEqual({ saved: 'rootfs: nfs', running: '' });
  });
});
