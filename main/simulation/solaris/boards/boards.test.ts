import { describe, expect, test } from 'vitest';
import { minuteNs, secondNs } from '../../../../shared/lib/time.ts';
import { consoleDrill, consoleHost, type Injects, typed, uncorrectable } from '../commands/console-bench.ts';
import { PlayedRun } from '../played-run.ts';

const host = consoleHost.name;
/** SB2 has the kernel, SB3 its 4 GB and the processors 96 to 99. */
const play = (injects: Injects, changes = {}, untilNs = 20 * minuteNs): PlayedRun =>
  new PlayedRun(consoleDrill(injects, { processors: [64, 96], ...changes })).advance(untilNs);
const outputs = (run: PlayedRun): unknown[] => run.of('console.ran').map(({ data }) => [data.exit, data.output]);
const boardsOf = (run: PlayedRun): unknown[] =>
  run.of('board.changed').map(({ at, data }) => [at / secondNs, data.board, data.state]);

describe('cfgadm lists', () => {
  test('DR-1: every board, with -a its processors and its memory, and as -v tells them', () => {
    const [exit, output] = outputs(play([typed(1, 'cfgadm -alv')]))[0] as [number, string];
    expect(exit).toBe(0);
    expect(output.split('\n').slice(0, 3)).toEqual([
      'Ap_Id                          Type         Receptacle   Occupant     Condition',
      'SB2                            CPU          connected    configured   ok',
      'SB2::cpu0                      cpu          connected    configured   ok',
    ]);
    expect(output).toContain('  cpuid 99, speed 900 MHz, ecache 8 MBytes');
    expect(output).toContain('  base address 0x4000000000, 4194304 KBytes total, permanent');
    expect(outputs(play([typed(1, 'cfgadm -a N0.SB1')], { platform: 'serengeti', processors: [0, 4] }))[0]).toEqual([
      0,
      expect.stringContaining('N0.SB1::cpu3                   cpu          connected    configured   ok'),
    ]);
  });

  test('DR-2: a board without power does not tell of its parts; one that is not there is no attachment point', () => {
    const run = play([typed(1, 'cfgadm -c disconnect SB3'), typed(90, 'cfgadm -a SB3'), typed(91, 'cfgadm SB7')]);
    expect(outputs(run).slice(1)).toEqual([
      [0, expect.stringMatching(/\nSB3 +CPU +disconnected +unconfigured +unknown$/)],
      [1, 'cfgadm: SB7: Attachment point not found'],
    ]);
  });
});

describe('a board leaves and comes back', () => {
  test('DR-3: its processors go off-line at once and are gone with it, and come back on-line', () => {
    const run = play([
      typed(1, 'cfgadm -c disconnect SB3'),
      typed(2, 'psrinfo 96'),
      typed(100, 'psrinfo'),
      typed(101, 'psradm -n 96'),
      typed(110, 'cfgadm -c configure SB3'),
      typed(200, 'psrinfo -s 96'),
    ]);
    expect(outputs(run).slice(1)).toEqual([
      [0, '96\toff-line  since 10/23/2003 11:36:56'],
      [0, expect.not.stringContaining('96')],
      [1, 'psradm: processor 96: Invalid argument'],
      [0, ''],
      [0, '1'],
    ]);
    const states = run.of('processor.changed').filter(({ data }) => data.processor === 97);
    expect(states.map(({ data }) => data.state)).toEqual(['off-line', 'powered-off']);
    expect(run.of('processor.configured').filter(({ data }) => data.processor === 97)).toHaveLength(2);
    expect(run.lines().filter((line) => line.includes('cpu3'))).toEqual([
      'dr: [ID 427603 kern.notice] OS unconfigure dr@0:SB3::cpu3',
      'dr: [ID 606818 kern.notice] OS configure dr@0:SB3::cpu3',
    ]);
  });

  test('DR-4: that takes its time: processors, memory, power, and the test of the board', () => {
    const run = play([typed(1, 'cfgadm -c disconnect SB3'), typed(110, 'cfgadm -c configure SB3')]);
    // 8 s for four processors, 16 s for 4 GB, 5 s for the power; 60 s for the test, 8 s for the processors.
    expect(boardsOf(run)).toEqual([
      [30, 'SB3', 'unconfigured'],
      [30, 'SB3', 'disconnected'],
      [178, 'SB3', 'unconfigured'],
      [178, 'SB3', 'configured'],
    ]);
    const [began] = run.of('board.began');
    expect(began?.data).toEqual({ host, board: 'SB3', action: 'disconnect', untilNs: 30 * secondNs });
    expect(run.causesOf(run.of('board.changed')[0]?.seq ?? 0)).toContain(run.of('console.ran')[0]?.seq);
  });

  test('DR-4: meanwhile it is busy, and what is so already is done at once', () => {
    const lines = ['cfgadm -c unconfigure SB3', 'cfgadm -c configure SB3', 'cfgadm -c configure SB2'];
    expect(outputs(play(lines.map((line, index) => typed(index + 1, line))))).toEqual([
      [0, ''],
      [1, 'cfgadm: Component system is busy, try again: configure SB3'],
      [0, ''],
    ]);
  });

  test('DR-5: the board with the memory of the kernel stays', () => {
    expect(outputs(play([typed(1, 'cfgadm -c unconfigure SB2')]))).toEqual([
      [1, 'cfgadm: Hardware specific failure: unconfigure SB2: No available memory target: dr@0:SB2::memory'],
    ]);
  });

  test('DR-6: a processor that stays on-line keeps all of them, unless by force', () => {
    const bound = [typed(1, 'pbind -b 98 1234'), typed(2, 'cfgadm -c unconfigure SB3'), typed(3, 'psrinfo -s 96')];
    const run = play([...bound, typed(4, 'cfgadm -f -c unconfigure SB3'), typed(5, 'pbind -q 1234')]);
    expect(outputs(run).slice(1)).toEqual([
      [1, 'cfgadm: Hardware specific failure: unconfigure SB3: Failed to off-line: dr@0:SB3::cpu2'],
      [0, '1'],
      [0, ''],
      [0, 'process id 1234: not bound'],
    ]);
    expect(run.lines().slice(0, 2)).toEqual([
      'dr: [ID 801593 kern.warning] WARNING: dr@0:SB3::cpu2: Failed to off-line',
      'dr: [ID 904835 kern.warning] WARNING: dr_pre_release_cpu: thread(s) bound to cpu 98',
    ]);
  });

  test('DR-6: so does one that somebody brings on-line and binds meanwhile', () => {
    const meanwhile = [typed(2, 'psradm -n 96'), typed(3, 'pbind -b 96 1234')];
    const run = play([typed(1, 'cfgadm -c unconfigure SB3'), ...meanwhile, typed(60, 'psrinfo -s 96')]);
    expect(run.of('board.failed').map(({ data }) => data.problem)).toEqual(['Failed to off-line: dr@0:SB3::cpu0']);
    expect(outputs(run).at(-1)).toEqual([0, '1']);
    expect(boardsOf(run)).toEqual([]);
  });

  test('DR-7: one that the kernel took off-line comes back, unless its system controller honours the indictment', () => {
    const out = [uncorrectable(1, 97), typed(10, 'cfgadm -c disconnect SB3'), typed(60, 'cfgadm -c configure SB3')];
    expect(outputs(play([...out, typed(200, 'psrinfo -s 97')])).at(-1)).toEqual([0, '1']);
    const honoured = { platform: 'serengeti', processors: [0, 4], firmware: 'honours-indictments' };
    const lines = [typed(10, 'cfgadm -c disconnect N0.SB1'), typed(60, 'cfgadm -c configure N0.SB1')];
    const run = play([uncorrectable(1, 5), ...lines, typed(200, 'psradm -n 5')], honoured);
    expect(outputs(run).at(-1)).toEqual([1, 'psradm: processor 5: Operation not supported']);
  });

  test('DR-8: errors on a board that is out have no effect; a boot uses every board that has power', () => {
    const errors = [uncorrectable(100, 97), typed(110, 'reboot'), typed(600, 'psrinfo -p')];
    const off = play([typed(1, 'cfgadm -c disconnect SB3'), ...errors]);
    expect(off.of('ecc.reported')).toEqual([]);
    expect(outputs(off).at(-1)).toEqual([0, '4']);
    expect(outputs(play([typed(1, 'cfgadm -c unconfigure SB3'), ...errors])).at(-1)).toEqual([0, '8']);
    // Half done, and not done any more.
    const half = play([typed(1, 'cfgadm -c unconfigure SB3'), typed(5, 'reboot'), typed(600, 'psrinfo -p')]);
    expect(boardsOf(half)).toEqual([]);
    expect(outputs(half).at(-1)).toEqual([0, '8']);
  });
});

test.each([
  ['cfgadm -c eject SB3', 3, 'Usage:'],
  ['cfgadm -c unconfigure', 3, 'Usage:'],
  ['cfgadm -z', 3, 'cfgadm: illegal option -- z'],
  ['cfgadm -o unassign -c disconnect SB3', 3, 'cfgadm: option -o is not simulated'],
  ['cfgadm -c unconfigure SB3::cpu0', 1, 'cfgadm: SB3::cpu0: single components are not simulated, name the board'],
])('DR-9: %s is refused', (line, exit, first) => {
  const [code, output] = outputs(play([typed(1, line)]))[0] as [number, string];
  expect([code, output.split('\n')[0]]).toEqual([exit, first]);
});
