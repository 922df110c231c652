import { type Printed, printed } from '../../../../shared/command/printed.ts';
import type { StatCommand } from '../../../../shared/command/stat-commands.ts';
import { secondNs } from '../../../../shared/lib/time.ts';
import type { HostActivity, ProcessorActivity } from '../processors/process-scheduler.ts';
import { hostActivity } from './host-activity.ts';
import type { Session } from './session.ts';

const right = (value: number, width: number): string => String(Math.round(value)).padStart(width);

interface Shares {
  readonly user: number;
  readonly system: number;
  readonly idle: number;
}

/** Per cent of the time, which come to 100. */
function sharesOf(userNs: number, systemNs: number, idleNs: number): Shares {
  const allNs = Math.max(1, userNs + systemNs + idleNs);
  const user = Math.round((userNs * 100) / allNs);
  const system = Math.min(100 - user, Math.round((systemNs * 100) / allNs));
  return { user, system, idle: 100 - user - system };
}

function processorLine(each: ProcessorActivity, seconds: number): string {
  const { processor, wakeUps, switches, involuntary, migrations, userNs, systemNs, idleNs } = each;
  const { user, system, idle } = sharesOf(userNs, systemNs, idleNs);
  const columns: readonly (readonly [number, number])[] = [
    ...([
      [processor, 3],
      [0, 4],
      [0, 3],
      [0, 4],
      [wakeUps / seconds, 5],
      [0, 4],
    ] as const),
    ...([
      [switches / seconds, 4],
      [involuntary / seconds, 4],
      [migrations / seconds, 4],
    ] as const),
    ...([
      [0, 4],
      [0, 4],
      [0, 5],
      [user, 4],
      [system, 3],
      [0, 3],
      [idle, 3],
    ] as const),
  ];
  return columns.map(([value, width]) => right(value, width)).join(' ');
}

function printProcessors({ processors }: HostActivity, seconds: number): Printed {
  const header = 'CPU minf mjf xcal  intr ithr  csw icsw migr smtx  srw syscl  usr sys  wt idl';
  return printed(0, header, ...processors.map((each) => processorLine(each, seconds)));
}

function printHost(session: Session, { processors, blocked }: HostActivity, seconds: number): Printed {
  const sum = (value: (each: ProcessorActivity) => number): number =>
    processors.reduce((total, each) => total + value(each), 0);
  const waiting = sum(({ queued }) => Math.max(0, queued - 1));
  const { user, system, idle } = sharesOf(
    sum(({ userNs }) => userNs),
    sum(({ systemNs }) => systemNs),
    sum(({ idleNs }) => idleNs),
  );
  const kilobytes = (session.host.physmemPages ?? usualPages) * kilobytesOfPage;
  const memory = `${right(kilobytes, 7)} ${right(kilobytes, 6)}`;
  const rates = `${right(sum(({ wakeUps }) => wakeUps) / seconds, 4)}    0 ${right(sum(({ switches }) => switches) / seconds, 4)}`;
  return printed(
    0,
    ' kthr      memory            page            disk          faults      cpu',
    ' r b w   swap  free  re  mf pi po fr de sr s0 s1 s2 s3   in   sy   cs us sy id',
    ` ${waiting} ${blocked} 0 ${memory}   0   0  0  0  0  0  0  0  0  0  0 ${rates} ${right(user, 2)} ${right(system, 2)} ${right(idle, 2)}`,
  );
}

const usualPages = 1_048_576;
const kilobytesOfPage = 8;

/** Runs mpstat or vmstat: one report, of the time since the host came up. */
export function runStat(session: Session, { name }: StatCommand): Printed {
  const activity = hostActivity(session);
  const seconds = Math.max(1, activity.elapsedNs / secondNs);
  return name === 'mpstat' ? printProcessors(activity, seconds) : printHost(session, activity, seconds);
}
