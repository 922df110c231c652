import { describe, expect, test } from 'vitest';
import { dayNs, hourNs, longestRunNs, minuteNs, secondNs } from '../../../shared/lib/time.ts';
import type { AppliedCommand } from '../../../shared/model/commands.ts';
import { type Drill, type DrillInput, drillSchema } from '../../../shared/model/drill.ts';
import type { SimulationState } from '../simulation.ts';
import { PlayedRun } from './played-run.ts';

type Injects = DrillInput['injects'];
type Host = DrillInput['hosts'][number];

const drillOf = (system: string, injects: Injects, changes: Partial<Host> = {}): Drill =>
  drillSchema.parse({
    version: 1,
    title: 'Test',
    startsAt: '2003-10-23T11:36:55Z',
    hosts: [
      {
        ...{ name: 'sf15k-domc', platform: 'starcat', cpuType: 'US-III', release: 'solaris9', system },
        ...{ bootedAt: '2003-10-23T11:20:49.5Z', processors: [64], ...changes },
      },
    ],
    people: [
      { id: 'dana', name: 'Dana' },
      { id: 'ravi', name: 'Ravi' },
    ],
    injects,
  });

const at = (time: string, more: object): Injects[number] =>
  ({ at: time, host: 'sf15k-domc', processor: 64, ...more }) as Injects[number];
const ecc = (time: string, name: string, afsr: string): Injects[number] =>
  at(time, { kind: 'ecc', name, afsr, afar: '0x000000a1.f06b4000', faultPc: '0x10152880' });
const corrected = ['1s', '2s', '3s'].map((time) => ecc(time, 'WDC', '0x00000040.000001f0'));
const multiple = ecc('10s', 'UCC', '0x00300400.00000031');
const uncorrectable = ecc('20s', 'WDU', '0x00000020.0000017a');
const bind = at('0s', { kind: 'bind-thread' });

const reasonsOf = (system: string, injects: Injects, changes: Partial<Host> = {}): readonly string[] =>
  new PlayedRun(drillOf(system, injects, changes))
    .advance(minuteNs)
    .of('processor.offlined')
    .map(({ data }) => data.reason);

describe('SYS-28: messages at boot', () => {
  test('they are log lines whose cause is the boot', () => {
    const run = new PlayedRun(drillOf('foo\nset maxusers=5000\nset bar=1\nset autoup=0\n', [bind])).advance(0);
    const [booted] = run.of('host.booted');
    const logged = run.of('message.logged');
    expect(logged.map(({ data }) => data.text)).toEqual([
      "genunix: [ID 107833 kern.warning] WARNING: unknown command 'foo' on line 1 of etc/system",
      expect.stringMatching(
        /^genunix: \[ID \d{6} kern\.notice\] sorry, variable 'bar' is not defined in the 'kernel'$/,
      ),
      expect.stringMatching(/^unix: \[ID \d{6} kern\.warning\] WARNING: autoup <= 0; defaulting to 30$/),
      expect.stringMatching(/^unix: \[ID \d{6} kern\.notice\] NOTICE: maxusers limited to 4096$/),
    ]);
    for (const { causes, subject } of logged) {
      expect({ causes, subject }).toEqual({ causes: [booted?.seq], subject: 'sf15k-domc' });
    }
  });

  test('there are no more than a thousand, and none without a file', () => {
    expect(new PlayedRun(drillOf('foo\n'.repeat(5_000), [bind])).advance(0).of('message.logged')).toHaveLength(1_000);
    expect(new PlayedRun(drillOf('', [bind])).advance(0).of('message.logged')).toEqual([]);
  });
});

describe('SYS-29: automatic_cpu_removal', () => {
  const serd = 'more than 2 xxC Events in 24:00:00 (hh:mm:ss)';
  test.each([
    ['1', corrected, [serd]],
    ['6', corrected, []],
    ['2', [multiple], ['UCC Event with ME set']],
    ['5', [multiple], []],
    ['4', [uncorrectable], ['xxU Event']],
    ['3', [uncorrectable], []],
    ['0', [...corrected, multiple, uncorrectable], []],
    ['0xfffffff8', [...corrected, multiple, uncorrectable], []],
    ['-1', corrected, [serd]],
    ['"all"', [uncorrectable], []],
  ] as const)('%s', (value, injects, reasons) => {
    expect(reasonsOf(`set automatic_cpu_removal = ${value}`, [...injects])).toEqual(reasons);
  });

  test('a UCC with ME counts as a UCC where category B is off', () => {
    const run = new PlayedRun(drillOf('set automatic_cpu_removal & ~2', [multiple])).advance(minuteNs);
    expect(run.of('serd.counted')).toHaveLength(1);
  });

  test('a US-IIIi starts with none and can be told to', () => {
    expect(reasonsOf('', corrected, { cpuType: 'US-IIIi' })).toEqual([]);
    expect(reasonsOf('set automatic_cpu_removal | 1', corrected, { cpuType: 'US-IIIi' })).toEqual([serd]);
  });
});

describe('SYS-30: how often it tries again', () => {
  const busy = [bind, uncorrectable];
  const play = (system: string, untilNs: number, changes: Partial<Host> = {}): PlayedRun =>
    new PlayedRun(drillOf(system, busy, changes)).advance(untilNs);
  const first = 21.08 * secondNs;

  test('the interval, on either release', () => {
    for (const release of ['solaris8', 'solaris9'] as const) {
      const run = play('set cpu_remove_retry_seconds=7\nset cpu_remove_retry_attempts=3', hourNs, { release });
      expect(run.of('offlining.failed').map(({ at: atNs }) => (atNs - first) / secondNs)).toEqual([0, 7.08, 14.16]);
      expect(run.of('offlining.gave-up').map(({ at: atNs }) => (atNs - first) / secondNs)).toEqual([21.24]);
    }
  });

  test('no retries: the first failure gives up', () => {
    const run = play('set cpu_remove_retry_attempts=0', hourNs);
    expect(run.of('offlining.failed')).toEqual([]);
    expect(run.of('offlining.gave-up')).toMatchObject([{ at: first, data: { attempts: 1 } }]);
  });

  test('no seconds: each attempt takes its own time', () => {
    const run = play('set cpu_remove_retry_seconds=0', hourNs);
    expect(run.of('offlining.failed')).toHaveLength(24);
    expect(run.of('offlining.gave-up')[0]?.at).toBe(first + 24 * 0.08 * secondNs);
  });

  test('a negative number of retries wraps: it never gives up, and time goes on', () => {
    const run = play('set cpu_remove_retry_attempts=-1\nset cpu_remove_retry_seconds=0', 10 * minuteNs);
    const failed = run.of('offlining.failed');
    expect(failed.length).toBe(Math.floor((10 * minuteNs - first) / (0.08 * secondNs)) + 1);
    expect(failed[0]?.data.retriesLeft).toBe(0xffff_ffff);
    expect(run.of('offlining.gave-up')).toEqual([]);
  });

  test.each(['-1', '0xffffffff', '9007199', '99999999999999999999'])(
    '%s seconds: the next attempt is exact or never',
    (value) => {
      const run = play(`set cpu_remove_retry_seconds=${value}`, longestRunNs);
      expect(run.of('offlining.failed')).toHaveLength(1);
      const next = run.of('offlining.failed')[0]?.data.nextAttemptNs ?? 0;
      expect(Number.isSafeInteger(next) && next > longestRunNs).toBe(true);
    },
  );

  test('a run with a file of its own is saved and restored as any other', () => {
    const drill = drillOf('set cpu_remove_retry_seconds=11\nset nothing=1', busy);
    const run = new PlayedRun(drill).advance(minuteNs);
    const state: SimulationState = run.engine.save();
    const rest = run.advance(dayNs).log.filter(({ at: atNs }) => atNs > minuteNs);
    expect(rest.length).toBeGreaterThan(20);
    expect(PlayedRun.restored(drill, state).advance(dayNs).log).toEqual(rest);
  });
});

describe('BOOT-3: what is saved acts from the next boot on', () => {
  const save = (host: string, text: string, atNs: number): AppliedCommand => ({
    ...{ run: 'run-1', number: 1, actor: 'dana', role: 'responder' as const, atNs },
    command: { kind: 'system-file.save', host, text },
  });
  const reboot = { at: '1m', kind: 'command', host: 'sf15k-domc', line: 'reboot' } as const;
  const late = ['1h', '1h1s', '1h2s'].map((time) => ecc(time, 'WDC', '0x00000040.000001f0'));

  test('until then the kernel goes on with what it has read', () => {
    const run = new PlayedRun(drillOf('set automatic_cpu_removal=6', [...corrected, reboot, ...late])).advance(0);
    run.engine.apply(save('sf15k-domc', 'foo\n', 0));
    expect(run.advance(minuteNs - 1).of('processor.offlined')).toEqual([]);
    expect(run.engine.view('system-file', 'sf15k-domc')).toEqual({
      saved: 'foo\n',
      running: 'set automatic_cpu_removal=6',
    });
    run.advance(2 * hourNs);
    expect(run.of('processor.offlined')).toHaveLength(1);
    expect(run.lines().some((line) => line.endsWith("unknown command 'foo' on line 1 of etc/system"))).toBe(true);
    expect(run.engine.view('system-file', 'sf15k-domc')).toEqual({ saved: 'foo\n', running: 'foo\n' });
  });

  test('a host that is not there is refused in a sentence', () => {
    const run = new PlayedRun(drillOf('', [bind])).advance(0);
    run.engine.apply(save('nowhere', '', 0));
    const [refused] = run.advance(1).of('command.refused');
    expect(refused?.data.problem).toBe('there is no host nowhere in this run');
  });
});
