import type { DrillHost } from '../../../shared/model/drill.ts';

/** A process as a host starts it at boot. Its bursts and sleeps are drawn around their means. */
export interface UsualTask {
  readonly pid: number;
  readonly parent: number;
  readonly user: string;
  readonly name: string;
  /** As `ps -f` tells it. */
  readonly command: string;
  readonly nice: number;
  readonly isKernel: boolean;
  readonly burstUs: number;
  readonly sleepMs: number;
}

/** pid, parent, user, command line, burst in microseconds, sleep in milliseconds. */
type Row = readonly [pid: number, parent: number, user: string, command: string, burstUs: number, sleepMs: number];

const kernelRows: readonly Row[] = [
  [0, 0, 'root', 'sched', 40, 60_000],
  [2, 0, 'root', 'pageout', 60, 60_000],
  [3, 0, 'root', 'fsflush', 2_500, 5_000],
];

const daemonRows: readonly Row[] = [
  [1, 0, 'root', '/etc/init -', 120, 300_000],
  [51, 1, 'root', '/usr/lib/sysevent/syseventd', 200, 120_000],
  [59, 1, 'root', '/usr/lib/picl/picld', 900, 2_000],
  [151, 1, 'root', '/usr/sbin/rpcbind', 150, 60_000],
  [175, 1, 'root', '/usr/sbin/inetd -s', 180, 30_000],
  [190, 1, 'root', '/usr/sbin/syslogd', 250, 10_000],
  [193, 1, 'root', '/usr/sbin/cron', 400, 60_000],
  [203, 1, 'root', '/usr/sbin/nscd', 350, 5_000],
  [220, 1, 'root', '/usr/lib/utmpd', 120, 300_000],
  [231, 1, 'root', '/usr/lib/sendmail -bd -q15m', 300, 60_000],
  [246, 1, 'root', '/usr/lib/snmp/snmpdx -y -c /etc/snmp/conf', 800, 5_000],
  [262, 1, 'root', '/usr/lib/ssh/sshd', 200, 60_000],
  [281, 1, 'root', '/usr/lib/saf/sac -t 300', 150, 300_000],
  [400, 1, 'root', '-ksh', 300, 300_000],
];

const serviceRows: readonly Row[] = [
  [510, 1, 'oracle', 'ora_pmon_PROD', 600, 3_000],
  [512, 1, 'oracle', 'ora_dbw0_PROD', 1_800, 3_000],
  [514, 1, 'oracle', 'ora_lgwr_PROD', 450, 700],
  [516, 1, 'oracle', 'ora_ckpt_PROD', 500, 3_000],
  [518, 1, 'oracle', 'ora_smon_PROD', 900, 30_000],
  ...[620, 624, 628, 632].map((pid): Row => [pid, 601, 'app', 'java -server -Xmx2g AppServer', 6_000, 1_200]),
];

/** `/usr/sbin/inetd -s` is called `inetd`. */
const nameOf = (command: string): string => {
  const [program = ''] = command.split(' ');
  return program.slice(program.lastIndexOf('/') + 1);
};

const usual = ([pid, parent, user, command, burstUs, sleepMs]: Row, isKernel: boolean): UsualTask => ({
  ...{ pid, parent, user, command, burstUs, sleepMs, isKernel },
  name: nameOf(command),
  nice: 0,
});

/** What every host runs: threads of the kernel and daemons; and services, unless its drill says what it runs. */
export const usualTasks = ({ load }: DrillHost): readonly UsualTask[] => [
  ...kernelRows.map((row) => usual(row, true)),
  ...daemonRows.map((row) => usual(row, false)),
  ...(load === undefined ? serviceRows.map((row) => usual(row, false)) : []),
];
