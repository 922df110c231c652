import { type Printed, printed } from '../../../../shared/command/printed.ts';
import type { PrstatCommand } from '../../../../shared/command/prstat-command.ts';
import { secondNs } from '../../../../shared/lib/time.ts';
import type { ListedProcess } from '../processors/process-scheduler.ts';
import { hostActivity, loadWords } from './host-activity.ts';
import type { Session } from './session.ts';

const windowNs = 5 * secondNs;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

function timeOf(ranNs: number): string {
  const seconds = Math.floor(ranNs / secondNs);
  return `${Math.floor(seconds / 3600)}:${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
}

const stateOf = ({ state, processor }: ListedProcess): string => {
  if (state === 'running') return `cpu${processor}`;
  return state === 'runnable' ? 'run' : 'sleep';
};

function line(listed: ListedProcess, processors: number): string {
  const { pid, user, priority, nice, ranNs, recentNs, name, isKernel } = listed;
  const share = ((recentNs * 100) / (windowNs * Math.max(1, processors))).toFixed(1);
  return [
    `${String(pid).padStart(6)} ${user.padEnd(8)}    0K    0K ${stateOf(listed).padEnd(6)} ${String(priority).padStart(3)}`,
    ` ${(isKernel ? 'SYS' : String(nice)).padStart(4)} ${timeOf(ranNs).padStart(9)} ${share}% ${name}/1`,
  ].join('');
}

const keys: Readonly<Record<PrstatCommand['key'], (listed: ListedProcess) => number>> = {
  cpu: ({ recentNs }) => recentNs,
  time: ({ ranNs }) => ranNs,
  // Lower is better.
  pri: ({ priority }) => -priority,
};

/** Runs prstat: one report. */
export function runPrstat(session: Session, { key, ascending, most, pids, users }: PrstatCommand): Printed {
  const activity = hostActivity(session);
  const { processes, processors } = activity;
  const selected = processes.filter(
    ({ pid, user }) => (pids === null || pids.includes(pid)) && (users === null || users.includes(user)),
  );
  const sign = ascending ? 1 : -1;
  const sortValue = keys[key];
  const sorted = [...selected].sort((one, other) => sign * (sortValue(one) - sortValue(other)) || one.pid - other.pid);
  return printed(
    0,
    '   PID USERNAME  SIZE   RSS STATE  PRI NICE      TIME  CPU PROCESS/NLWP',
    ...sorted.slice(0, most).map((each) => line(each, processors.length)),
    `Total: ${selected.length} processes, ${selected.length} lwps, load averages: ${loadWords(activity)}`,
  );
}
