import { describe, expect, test } from 'vitest';
import { answerOf, consoleHost, typeLines } from './console-bench.ts';

const answer = (exit: number, ...lines: readonly string[]) => ({ exit, output: lines.join('\n') });

describe('psradm', () => {
  test('CMD-9: prints nothing unless asked to, and logs what it has changed', () => {
    const run = typeLines(['psradm -f 64', 'psradm -f 64']);
    expect(run.of('console.ran').map(({ data }) => [data.exit, data.output])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    expect(run.lines()).toEqual(['psradm: [ID 702911 user.info] processor 64 taken off-line.']);
  });

  test('CMD-9: -v tells every change in its own verb, and what was so already', () => {
    expect(answerOf('psradm -v -f 65 65')).toEqual(
      answer(0, 'processor 65 taken off-line.', 'processor 65 already off-line.'),
    );
    expect(answerOf('psradm -f 65', 'psradm -vn 65')).toEqual(answer(0, 'processor 65 brought on-line.'));
    expect(answerOf('psradm -vi 65')).toEqual(answer(0, 'processor 65 set to no-intr.'));
    expect(answerOf('psradm -vs 65')).toEqual(answer(0, 'processor 65 marked spare.'));
    expect(answerOf('psradm -vF 65')).toEqual(answer(0, 'processor 65 marked faulted.'));
  });

  test('CMD-10: the kernel refuses in its own words', () => {
    expect(answerOf('pbind -b 64 1234', 'psradm -f 64')).toEqual(answer(1, 'psradm: processor 64: Device busy'));
    expect(answerOf('psradm -f 99')).toEqual(answer(1, 'psradm: processor 99: Invalid argument'));
    expect(answerOf('psradm -F 64', 'psradm -n 64')).toEqual(
      answer(1, 'psradm: processor 64 in faulted state; add -F option to force change'),
    );
    expect(answerOf('psradm -F 64', 'psradm -F -n 64', 'psrinfo -s 64')).toEqual(answer(0, '1'));
  });

  test('CMD-11: goes on after what failed; the exit code is that of the last failure', () => {
    expect(answerOf('psradm -vf x 99 64')).toEqual(
      answer(
        1,
        'psradm: invalid processor ID x',
        'psradm: processor 99: Invalid argument',
        'processor 64 taken off-line.',
      ),
    );
    expect(answerOf('psradm -f 99 x').exit).toBe(2);
    expect(answerOf('psradm -f 9-4 64').exit).toBe(2);
  });

  test('CMD-12: a range and -a pass over processors that are not there', () => {
    expect(answerOf('psradm -vf 60-65')).toEqual(
      answer(0, 'processor 64 taken off-line.', 'processor 65 taken off-line.'),
    );
    expect(answerOf('psradm -f 0-63')).toEqual(answer(1, 'psradm: no processors in range 0-63'));
    const all = ['processor 64 set to no-intr.', 'processor 65 set to no-intr.', 'processor 66 set to no-intr.'];
    expect(answerOf('psradm -a -v -i')).toEqual(answer(1, ...all, 'psradm: processor 67: Device busy'));
  });

  test('CPU-3: forced, it unbinds what is bound to the processor', () => {
    expect(answerOf('pbind -b 64 1234', 'psradm -F -f 64', 'pbind -q 1234')).toEqual(
      answer(0, 'process id 1234: not bound'),
    );
  });
});

describe('psrinfo', () => {
  test('CMD-13: one line a processor, its state since it came into it, in UTC', () => {
    expect(answerOf('psradm -f 65', 'psradm -F 66', 'psrinfo')).toEqual(
      answer(
        0,
        '64\ton-line   since 10/23/2003 11:20:49',
        '65\toff-line  since 10/23/2003 11:36:56',
        '66\tfaulted   since 10/23/2003 11:36:57',
        '67\ton-line   since 10/23/2003 11:20:49',
      ),
    );
    expect(
      answerOf('psrinfo 67 64-65')
        .output.split('\n')
        .map((line) => line.slice(0, 2)),
    ).toEqual(['67', '64', '65']);
  });

  test('CMD-14: -v tells all, -s one digit, -p how many chips', () => {
    expect(answerOf('psrinfo -v 65')).toEqual(
      answer(
        0,
        'Status of virtual processor 65 as of: 10/23/2003 11:36:56',
        '  on-line since 10/23/2003 11:20:49.',
        '  The sparcv9 processor operates at 900 MHz,',
        '\tand has a sparcv9 floating point processor.',
      ),
    );
    expect(answerOf('psradm -f 65', 'psrinfo -s 65')).toEqual(answer(0, '0'));
    expect(answerOf('psradm -i 65', 'psrinfo -s 65')).toEqual(answer(0, '0'));
    expect(answerOf('psrinfo -p')).toEqual(answer(0, '4'));
    expect(answerOf('psrinfo -p 64 64 65')).toEqual(answer(0, '2'));
    expect(answerOf('psrinfo -pv 65')).toEqual(
      answer(
        0,
        'The physical processor has 1 virtual processor (65)',
        '  UltraSPARC-III (portid 65 impl 0x14 ver 0x54 clock 900 MHz)',
      ),
    );
  });

  test('CMD-15: a processor that is not there is an error, a range without one is not', () => {
    const [state] = answerOf('psrinfo 64').output.split('\n');
    expect(answerOf('psrinfo 99 064 x 64')).toEqual(
      answer(
        2,
        'psrinfo: processor 99: Invalid argument',
        'psrinfo: processor 064: Invalid argument',
        'psrinfo: processor x: Invalid argument',
        state ?? '',
      ),
    );
    expect(answerOf('psrinfo 0-9')).toEqual(answer(0, 'psrinfo: no processors in range 0-9'));
    expect(answerOf('psrinfo 9-0')).toEqual(answer(2, 'psrinfo: invalid processor range 9-0'));
  });
});

describe('psrset', () => {
  test('PSET-1: sets are numbered from 1, the lowest free number first', () => {
    expect(answerOf('psrset -c', 'psrset -c', 'psrset -d 1', 'psrset -c 66')).toEqual(
      answer(0, 'created processor set 1', 'processor 66: was not assigned, now 1'),
    );
    expect(answerOf('psrset -d 1')).toEqual(answer(1, 'psrset: could not remove processor set 1: Invalid argument'));
    const nine = Array.from({ length: 9 }, () => 'psrset -c');
    expect(answerOf(...nine)).toEqual(answer(1, 'psrset: could not create processor set: Not enough space'));
  });

  test('PSET-2: a set lists the processors that run in it, in the order in which they joined', () => {
    const made = ['psrset -c 66 64', 'psrset -c', 'psrset'];
    expect(answerOf(...made)).toEqual(
      answer(0, 'user processor set 1: processors 66 64', 'user processor set 2: empty'),
    );
    expect(answerOf('psrset -c 66 64', 'psradm -f 66', 'psrset -i 1 x 7')).toEqual(
      answer(
        1,
        'user processor set 1: processor 64',
        'psrset: invalid processor set ID x',
        'psrset: cannot get info for processor set 7: Invalid argument',
      ),
    );
    expect(answerOf('psrset -c 64 66', 'psradm -f 64', 'psradm -n 64', 'psrset')).toEqual(
      answer(0, 'user processor set 1: processors 66 64'),
    );
    expect(answerOf('psrset -c 64', 'psrset -p', 'psrset -p 64-65')).toEqual(
      answer(0, 'processor 64: 1', 'processor 65: not assigned'),
    );
  });

  test('PSET-3: one processor stays outside of all sets, and one inside a set that has threads', () => {
    expect(answerOf('psrset -c 64 65 66', 'psrset -a 1 67')).toEqual(
      answer(1, 'psrset: cannot assign processor 67: Device busy'),
    );
    const used = ['psrset -c 64', 'psrset -b 1 1234'];
    expect(answerOf(...used, 'psrset -r 64')).toEqual(answer(1, 'psrset: cannot remove processor 64: Device busy'));
    expect(answerOf(...used, 'psrset -u 1234', 'psrset -r 64')).toEqual(
      answer(0, 'processor 64: was 1, now not assigned'),
    );
  });

  test('PSET-4: a processor that does not run, or has threads bound to it, is not moved', () => {
    expect(answerOf('psrset -c', 'psradm -f 64', 'psrset -a 1 64 99')).toEqual(
      answer(
        1,
        'psrset: cannot assign processor 64: Invalid argument',
        'psrset: cannot assign processor 99: Invalid argument',
      ),
    );
    expect(answerOf('psrset -c', 'psradm -f 64', 'psrset -a 1 64-64')).toEqual(
      answer(1, 'psrset: no processors in range 64-64'),
    );
    expect(answerOf('psrset -c', 'pbind -b 64 1234', 'psrset -a 1 64')).toEqual(
      answer(1, 'psrset: cannot assign processor 64: Device busy'),
    );
    expect(answerOf('psrset -a 0 64')).toEqual(answer(1, 'psrset: cannot assign processor 64: Invalid argument'));
  });

  test('PSET-5: processes are bound to sets that run, not against their processor', () => {
    const made = ['psrset -c 64 65', 'psrset -b 1 1234'];
    expect(answerOf(...made)).toEqual(answer(0, 'process id 1234: was not bound, now 1'));
    expect(answerOf(...made, 'psrset -q')).toEqual(answer(0, 'process id 1234: 1'));
    expect(answerOf(...made, 'psrset -u 1234')).toEqual(answer(0, 'process id 1234: was 1, now not bound'));
    expect(answerOf(...made, 'psrset -d 1', 'psrset -q 1234 30000 x')).toEqual(
      answer(
        1,
        'process id 1234: not bound',
        'psrset: cannot query pid 30000: No such process',
        'psrset: invalid process ID: x',
      ),
    );
    expect(answerOf('psrset -c', 'psrset -b 1 1234')).toEqual(
      answer(1, 'psrset: cannot bind pid 1234: Invalid argument'),
    );
    expect(answerOf('psrset -c 64', 'psrset -b 1 3')).toEqual(answer(1, 'psrset: cannot bind pid 3: Not owner'));
    expect(answerOf('psrset -c 64', 'pbind -b 65 1234', 'psrset -b 1 1234')).toEqual(
      answer(1, 'psrset: cannot bind pid 1234: Device busy'),
    );
  });

  test('PSET-6: -f and -n keep interrupts away from the processors of a set, and let them in', () => {
    const quiet = ['psrset -c 64 65', 'psradm -f 65', 'psrset -f 1'];
    expect(answerOf(...quiet, 'psrinfo -s 64')).toEqual(answer(0, '0'));
    expect(answerOf(...quiet, 'psrset -n 1', 'psrinfo -s 64')).toEqual(answer(0, '1'));
    expect(typeLines(quiet).lines()).toHaveLength(1);
    expect(answerOf('psrset -f 4')).toEqual(
      answer(1, 'psrset: cannot set interrupt status for processor set 4: Invalid argument'),
    );
    const others = ['psradm -i 66 67', 'psrset -c 64 65'];
    expect(answerOf(...others, 'psrset -f 1')).toEqual(answer(1, 'psrset: processor 65: Device busy'));
  });

  test('PSET-6: -e runs a command in a set whose processors run', () => {
    expect(answerOf('psrset -c 64', 'psrset -e 1 psrinfo -s 64')).toEqual(answer(0, '1'));
    expect(answerOf('psrset -c', 'psrset -e 1 date')).toEqual(
      answer(2, 'psrset: cannot exec in processor set 1: Invalid argument'),
    );
    expect(answerOf('psrset -c 64', 'psrset -e 1 foo')).toEqual(
      answer(2, 'psrset: cannot exec command foo: No such file or directory'),
    );
    expect(typeLines(['psrset -c 64', 'psrset -e 1 reboot']).of('host.went-down')).toHaveLength(1);
  });

  test('CPU-2: the last processor of a set stays on-line', () => {
    expect(answerOf('psrset -c 64', 'psradm -f 64')).toEqual(answer(1, 'psradm: processor 64: Device busy'));
  });
});

describe('pbind', () => {
  test('CMD-16: tells each process from where to where it was bound', () => {
    const made = ['pbind -b 64 1234 77', 'pbind -b 65 1234'];
    expect(answerOf(...made)).toEqual(answer(0, 'process id 1234: was 64, now 65'));
    expect(answerOf(...made, 'pbind')).toEqual(answer(0, 'process id 77: 64', 'process id 1234: 65'));
    expect(answerOf(...made, 'pbind -u 77 1234 5')).toEqual(
      answer(
        0,
        'process id 77: was 64, now not bound',
        'process id 1234: was 65, now not bound',
        'process id 5: was not bound, now not bound',
      ),
    );
  });

  test('CMD-17: the processor must run and be in the set of the process, which must not be the kernel', () => {
    const refused = (why: string) => answer(1, `pbind: cannot bind pid 1234: ${why}`);
    expect(answerOf('pbind -b 99 1234')).toEqual(refused('Invalid argument'));
    expect(answerOf('psradm -f 64', 'pbind -b 64 1234')).toEqual(refused('Invalid argument'));
    expect(answerOf('psrset -c 64', 'pbind -b 64 1234')).toEqual(refused('Invalid argument'));
    expect(answerOf('pbind -b 64 0')).toEqual(answer(1, 'pbind: cannot bind pid 0: Not owner'));
    expect(answerOf('pbind -u 30000 x')).toEqual(
      answer(1, 'pbind: cannot unbind pid 30000: No such process', 'pbind: invalid process ID: x'),
    );
  });
});

test('CMD-18: what a line did is told after the line itself, which is its cause', () => {
  const run = typeLines(['psradm -f 64 65']);
  const [inject] = run.of('inject.command');
  const [ran] = run.of('console.ran');
  expect(ran).toMatchObject({ subject: consoleHost.name, causes: [inject?.seq] });
  const changes = run.of('processor.changed');
  expect(changes.map(({ data, causes }) => [data.processor, data.was, data.state, causes])).toEqual([
    [64, 'on-line', 'off-line', [ran?.seq]],
    [65, 'on-line', 'off-line', [ran?.seq]],
  ]);
  expect(run.of('message.logged').map(({ causes }) => causes)).toEqual(changes.map(({ seq }) => [seq]));
});

test('CMD-6: on Solaris 8 there is neither -F nor -s', () => {
  const [ran] = typeLines(['psradm -F -f 64'], { release: 'solaris8' }).of('console.ran');
  expect(ran?.data.output).toBe(
    [
      'psradm: illegal option -- F',
      'usage: ',
      '\tpsradm -f|-n|-i [-v] processor_id ...',
      '\tpsradm -a -f|-n|-i [-v]',
    ].join('\n'),
  );
});
