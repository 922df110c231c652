import {
  idleTask,
  type SchedulerEvent,
  type SchedulerRecord,
  type SwitchedTask,
  type TaskSwitch,
} from './scheduler-trace.ts';

/** Text that other tools read as words must not have spaces in it. */
const word = (name: string): string => name.replace(/[^\x21-\x7e]/g, '_').slice(0, 15);

const seconds = (us: number): string => (us / 1_000_000).toFixed(6);

function line(atUs: number, cpu: number, current: SwitchedTask, text: string): string {
  const task = `${word(current.name)}-${current.number}`;
  return `${task.padStart(22)} [${String(cpu).padStart(3, '0')}] .... ${seconds(atUs).padStart(12)}: ${text}\n`;
}

const switchText = ({ before, state, next }: TaskSwitch): string =>
  `sched_switch: prev_comm=${word(before.name)} prev_pid=${before.number} prev_prio=${before.priority} prev_state=${state} ==> ` +
  `next_comm=${word(next.name)} next_pid=${next.number} next_prio=${next.priority}`;

/** The events that ftrace has words for; null for the others. */
function eventText(event: SchedulerEvent, numberOf: (task: string) => number): string | null {
  const task = String(event.task);
  const who = `comm=${word(task)} pid=${numberOf(task)}`;
  switch (event.type) {
    case 'wake':
      return `sched_wakeup: ${who} prio=${event.prio} success=1 target_cpu=${String(event.cpu).padStart(3, '0')}`;
    case 'pull':
    case 'migrate_off':
      return `sched_migrate_task: ${who} prio=${event.prio} orig_cpu=${event.frm} dest_cpu=${event.to}`;
    case 'fork':
      return `sched_process_fork: ${who} child_comm=${word(String(event.child))} child_pid=${numberOf(String(event.child))}`;
    case 'exit':
      return `sched_process_exit: ${who} prio=${event.prio}`;
    default:
      return null;
  }
}

/**
 * What a scheduler did as ftrace writes it, which KernelShark, trace-cmd and Perfetto read. Of what happens at one
 * instant the events come before the switches that follow from them.
 */
export function* ftraceText({ processors, tasks, switches, events }: SchedulerRecord): Generator<string> {
  yield `# tracer: nop\n#\n# entries-in-buffer/entries-written: ${switches.length + events.length}/${switches.length + events.length}   #P:${processors.length}\n#\n`;
  yield '#           TASK-PID     CPU#  |||| TIMESTAMP    FUNCTION\n';
  const numbers = new Map(tasks.map((name, index) => [name, index + 1]));
  const numberOf = (task: string): number => numbers.get(task) ?? 0;
  const current: SwitchedTask[] = [];
  let next = 0;
  for (const each of switches) {
    for (; (events[next]?.t_us ?? Number.POSITIVE_INFINITY) <= each.atUs; next++)
      yield* eventLine(events[next] as SchedulerEvent);
    yield line(each.atUs, each.cpu, each.before, switchText(each));
    current[each.cpu] = each.next;
  }
  for (; next < events.length; next++) yield* eventLine(events[next] as SchedulerEvent);

  function* eventLine(event: SchedulerEvent): Generator<string> {
    const text = eventText(event, numberOf);
    const cpu = Number(event.cpu ?? event.to ?? 0);
    if (text !== null) yield line(event.t_us, cpu, current[cpu] ?? idleTask, text);
  }
}
