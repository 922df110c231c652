import { humanDuration } from '../../../shared/lib/duration.ts';
import { countOf, processorName } from '../../../shared/lib/format.ts';
import type { ScheduledProcessor, ScheduledTask, SchedulerView } from '../../../shared/model/scheduler-views.ts';

/** A task that waits for a processor, and for how long it has. */
export interface Waiting {
  readonly task: ScheduledTask;
  readonly forNs: number;
}

/** How long a task has waited; null while it does not. */
export function waitedNs(task: ScheduledTask, atNs: number): number | null {
  const [wait] = task.waits;
  return task.state === 'runnable' && wait !== undefined && wait.toNs === null ? atNs - wait.fromNs : null;
}

/** Every task that waits, the longest first. */
export function waitingTasks({ tasks, atNs }: SchedulerView): Waiting[] {
  const waiting: Waiting[] = [];
  for (const task of tasks) {
    if (task.state === 'runnable') waiting.push({ task, forNs: waitedNs(task, atNs) ?? 0 });
  }
  return waiting.sort((one, other) => other.forNs - one.forNs || one.task.task - other.task.task);
}

/** Processes of one name are told apart by their pid. */
const taskName = ({ name, pid }: ScheduledTask): string => `${name} (${pid})`;

/** A reason as a sentence: `It woke while java ran.` What begins with a name keeps it as it is. */
export const asSentence = (reason: string): string =>
  `${reason.replace(/^it(?=s? )/, 'It')}${/[.!?]$/.test(reason) ? '' : '.'}`;

/** The answer to the screen's question: does anybody wait for a processor? */
export function waitingSentence(view: SchedulerView): string {
  const { host, up, tasks } = view;
  if (!up) return `${host} is down: no task runs there`;
  const waiting = waitingTasks(view);
  const [longest] = waiting;
  if (longest === undefined) {
    const running = tasks.filter(({ state }) => state === 'running').length;
    if (running === 0) return `Nobody waits on ${host}: all ${countOf(tasks.length, 'task')} sleep`;
    const [runs, sleeps] = [running === 1 ? 'runs' : 'run', tasks.length - running === 1 ? 'sleeps' : 'sleep'];
    return `Nobody waits on ${host}: ${countOf(running, 'task')} ${runs}, ${tasks.length - running} ${sleeps}`;
  }
  const { task, forNs } = longest;
  const processors = new Set(waiting.map((each) => each.task.processor));
  const place = processors.size === 1 ? processorName(task.processor) : `${processors.size} processors of ${host}`;
  if (waiting.length === 1) return `${taskName(task)} waits for ${place}, for ${humanDuration(forNs)} now`;
  return `${countOf(waiting.length, 'task')} wait for ${place}, the longest, ${taskName(task)}, for ${humanDuration(forNs)}`;
}

/** Why the task that waits longest does; else what the host is made of. */
export function waitingReason(view: SchedulerView): string | null {
  const [longest] = waitingTasks(view);
  const why = longest?.task.waits[0]?.why;
  return why === undefined ? null : asSentence(why);
}

/** `4 processors, 3 on-line, 37 tasks`. */
export function makeupOf({ processors, tasks, profile, load }: SchedulerView): string {
  const onLine = processors.filter((processor) => processor.onLine).length;
  const all = countOf(processors.length, 'processor');
  const made = onLine === processors.length ? all : `${all}, ${onLine} on-line`;
  const loads = load.map((average) => average.toFixed(2)).join(' ');
  return `${made}, ${countOf(tasks.length, 'task')}, load ${loads}, profile ${profile}`;
}

/** What each state is called where a task is looked at. */
export const stateWords: Record<ScheduledTask['state'], string> = {
  running: 'runs',
  runnable: 'waits',
  sleeping: 'sleeps',
  uninterruptible: 'sleeps, uninterruptible',
};

export const policyWords: Record<ScheduledTask['policy'], string> = {
  other: 'time-sharing',
  fifo: 'real-time, first in first out',
  'round-robin': 'real-time, round robin',
};

/** `+3`, `-5`, `0`: with a real minus, as figures have it. */
export const signed = (value: number): string => (value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0');

/** Ticks as time: `102 ms`. */
export const ticksAsTime = (ticks: number, tickNs: number): string => humanDuration(Math.max(0, ticks) * tickNs);

/** Tasks that wait for a processor: all in its arrays but who runs. */
export const waitersOf = ({ queued, runs }: ScheduledProcessor): number => queued - (runs === null ? 0 : 1);

/** What a processor does, in words for somebody who does not see its row. */
export function processorSentence(processor: ScheduledProcessor, running: ScheduledTask | null): string {
  const name = processorName(processor.processor);
  if (!processor.onLine) return `${name} is off-line: nothing runs or waits there`;
  const waiters = waitersOf(processor);
  if (running === null) return `${name} idles`;
  if (waiters === 0) return `${name} runs ${taskName(running)}, and nobody waits for it`;
  return `${name} runs ${taskName(running)}, and ${countOf(waiters, 'task')} ${waiters === 1 ? 'waits' : 'wait'} for it`;
}

/** What the bonus comes from, in one sentence. */
export function bonusSentence(task: ScheduledTask): string {
  if (task.policy !== 'other') return 'A real-time task keeps its priority: sleep changes nothing.';
  const share = task.mostSleepAverage === 0 ? 0 : Math.round((100 * task.sleepAverage) / task.mostSleepAverage);
  const effect =
    task.bonus > 0
      ? `so it comes ${task.bonus} before its nice value`
      : task.bonus < 0
        ? `so it comes ${-task.bonus} after its nice value`
        : 'so its nice value alone counts';
  return `Its sleep average is ${share} % of the highest, ${effect}.`;
}

/** The dynamic priority and what it is made of; it is reckoned anew at wake-ups and expiries only. */
export function priorityWords({ priority, staticPriority, bonus }: ScheduledTask): string {
  const reckoned = Math.max(100, Math.min(139, staticPriority - bonus));
  if (priority !== reckoned) return `${priority}, by the bonus that it had when that was last reckoned`;
  const sign = bonus < 0 ? '+' : '−';
  return bonus === 0 ? String(priority) : `${priority} = ${staticPriority} ${sign} ${Math.abs(bonus)}`;
}
