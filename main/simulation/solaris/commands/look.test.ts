import { describe, expect, test } from 'vitest';
import { minuteNs } from '../../../../shared/lib/time.ts';
import { PlayedRun } from '../played-run.ts';
import { answerOf, consoleDrill, consoleHost, type Injects, typed } from './console-bench.ts';

const host = consoleHost.name;
const memory = (seconds: number, more: object = {}): Injects[number] =>
  ({
    ...{ at: `${seconds}s`, kind: 'memory', host, processor: 64, name: 'CE', class: 'sticky' },
    ...{ afsr: '0x00000002.00000031', afar: '0x000000a1.d9698000', faultPc: '0x10152880' },
    ...{ module: 'SB2/P1/B0/D0 J14300', ...more },
  }) as Injects[number];
const lastOutput = (injects: Injects, changes = {}): string =>
  new PlayedRun(consoleDrill(injects, changes))
    .advance(30 * minuteNs)
    .of('console.ran')
    .at(-1)?.data.output ?? '';

describe('kstat', () => {
  const retired = [memory(1), memory(2, { class: 'persistent' })];

  test('CMD-20: a block a name, its statistics in order, and the times of both', () => {
    const lines = lastOutput([...retired, typed(20, 'kstat -n page_retire')]).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      'module: unix                            instance: 0     ',
      'name:   page_retire                     class:    misc                          ',
      '\tcrtime                          0.000000000',
      '\tpages_deferred                  0',
    ]);
    expect(lines).toContain('\tpages_retired                   1');
    expect(lines.at(-2)).toBe('\tsnaptime                        985.500000000');
  });

  test('CMD-20: -p a statistic a line, -l names, and what fits what is asked for', () => {
    const of = (line: string): string => lastOutput([...retired, typed(20, line)]);
    expect(of('kstat -p unix:0:page_retire:pages_retired')).toBe('unix:0:page_retire:pages_retired\t1');
    expect(of('kstat -p -s state -i 65')).toBe('cpu_info:65:cpu_info65:state\ton-line');
    expect(of('kstat -l mm:0:ecc-info:sticky_total')).toBe('mm:0:ecc-info:sticky_total');
    expect(of('kstat -p mm:::persistent_total')).toBe('mm:0:ecc-info:persistent_total\t1');
    expect(answerOf('kstat -q -m unix')).toEqual({ exit: 0, output: '' });
    expect(answerOf('kstat -m nothing').exit).toBe(1);
    expect(answerOf('kstat -m unix unix:0').exit).toBe(2);
    expect(answerOf('kstat a:b:c:d:e').exit).toBe(2);
  });
});

describe('files', () => {
  const logged = [typed(1, 'psradm -f 65'), typed(2, 'psradm -n 65')];
  const first = `Oct 23 11:36:56 ${host} psradm: [ID 702911 user.info] processor 65 taken off-line.`;
  const second = `Oct 23 11:36:57 ${host} psradm: [ID 702911 user.info] processor 65 brought on-line.`;

  test('CMD-21: cat prints what is saved and what syslogd has written', () => {
    expect(lastOutput([typed(1, 'cat /etc/system')], { system: 'set maxusers=40\n* end\n' })).toBe(
      'set maxusers=40\n* end',
    );
    expect(lastOutput([...logged, typed(3, 'cat /var/adm/messages')])).toBe(`${first}\n${second}`);
    expect(answerOf('cat /etc/passwd')).toEqual({ exit: 2, output: 'cat: cannot open /etc/passwd' });
  });

  test('CMD-21: tail the last lines, ten unless told otherwise; dmesg the date before them', () => {
    expect(lastOutput([...logged, typed(3, 'tail -1 /var/adm/messages')])).toBe(second);
    expect(answerOf('tail -0 /var/adm/messages')).toEqual({ exit: 0, output: '' });
    expect(answerOf('tail nothing')).toEqual({ exit: 2, output: 'tail: cannot open input' });
    expect(answerOf('tail').exit).toBe(2);
    const many = Array.from({ length: 20 }, (_, index) => typed(index + 1, `psradm ${index % 2 ? '-n' : '-f'} 65`));
    expect(lastOutput([...many, typed(50, 'tail /var/adm/messages')]).split('\n')).toHaveLength(10);
    expect(lastOutput([...logged, typed(3, 'dmesg')])).toBe(
      ['', 'Thu Oct 23 11:36:58 UTC 2003', first, second].join('\n'),
    );
  });

  test('CMD-21: the newest lines are kept, through a snapshot too', () => {
    const many = Array.from({ length: 900 }, (_, index) => typed(index + 1, `psradm ${index % 2 ? '-n' : '-f'} 65`));
    const drill = consoleDrill([...many, typed(1000, 'cat /var/adm/messages')]);
    const run = new PlayedRun(drill).advance(16 * minuteNs);
    const restored = PlayedRun.restored(drill, structuredClone(run.engine.save())).advance(20 * minuteNs);
    run.advance(20 * minuteNs);
    const output = run.of('console.ran').at(-1)?.data.output ?? '';
    expect(restored.of('console.ran').at(-1)?.data.output).toBe(output);
    expect(output.split('\n')).toHaveLength(400);
    expect(output.split('\n').at(-1)).toContain('processor 65 brought on-line.');
  });
});

describe('what the machine is', () => {
  test('CMD-22: prtdiag tells of processors and memory with power', () => {
    const lines = answerOf('prtdiag -v').output.split('\n');
    expect(lines[0]).toBe('System Configuration:  Sun Microsystems  sun4u Sun Fire 15000');
    expect(lines[2]).toBe('Memory size: 8192 Megabytes');
    expect(lines.filter((line) => line.startsWith('SB2/P'))).toHaveLength(4);
    expect(lines).toContain('SB2/P1         65    900   8.0  US-III    5.4');
    const out = [typed(1, 'cfgadm -c disconnect SB3'), typed(60, 'prtdiag')];
    expect(lastOutput(out, { processors: [64, 96] })).not.toContain('SB3');
  });

  test('CMD-23: uname, hostname, date, uptime and who -b', () => {
    expect(answerOf('uname -a').output).toBe(`SunOS ${host} 5.9 Generic sun4u sparc SUNW,Sun-Fire-15000`);
    expect(answerOf('/usr/bin/uname').output).toBe('SunOS');
    expect(answerOf('hostname').output).toBe(host);
    expect(answerOf('date -u').output).toBe('Thu Oct 23 11:36:56 UTC 2003');
    expect(answerOf('uptime').output).toBe(' 11:36am  up 16 min(s),  1 user,  load average: 0.00, 0.00, 0.00');
    expect(answerOf('who -b').output).toBe('   .        system boot  Oct 23 11:20');
    expect(answerOf('who').exit).toBe(1);
    const old = { bootedAt: '2003-10-21T09:00:00Z' };
    expect(lastOutput([typed(1, 'uptime')], old)).toContain('up 2 day(s), 2:36,');
  });
});

test('CMD-19: what a line prints is cut where it gets too long', () => {
  const system = Array.from({ length: 4000 }, () => '* a comment like any')
    .join('\n')
    .slice(0, 65_536);
  const output = lastOutput([typed(1, 'cat /etc/system /etc/system')], { system });
  expect(output.length).toBeLessThan(65_700);
  expect(output.split('\n').at(-1)).toBe('[cut here: a line prints 65536 characters at most]');
});
