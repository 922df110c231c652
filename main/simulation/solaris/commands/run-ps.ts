import { type Printed, printed } from '../../../../shared/command/printed.ts';
import { type PsCommand, type PsField, psFields } from '../../../../shared/command/ps-command.ts';
import { civilTimeOf, formatSyslogTime } from '../../../../shared/lib/civil-time.ts';
import { secondNs } from '../../../../shared/lib/time.ts';
import type { ListedProcess } from '../processors/process-scheduler.ts';
import { hostActivity } from './host-activity.ts';
import { type Session, shellProcess } from './session.ts';

const daySeconds = 86_400;
/** Nice values are told from 0 to 39. */
const niceOffset = 20;
const userIds: Readonly<Record<string, number>> = { root: 0, oracle: 101, app: 102 };
/** What comes last in a line is as wide as it is. */
const openFields: ReadonlySet<PsField> = new Set(['fname', 'comm', 'args']);
const leftFields: ReadonlySet<PsField> = new Set(['tty', ...openFields]);

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** `00:02`, `01:00:02` or `2-01:00:02`. */
function longTime(seconds: number): string {
  const [days, hours] = [Math.floor(seconds / daySeconds), Math.floor(seconds / 3600) % 24];
  const rest = `${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
  if (days > 0) return `${days}-${twoDigits(hours)}:${rest}`;
  return hours > 0 ? `${twoDigits(hours)}:${rest}` : rest;
}

const shortTime = (seconds: number): string => `${Math.floor(seconds / 60)}:${twoDigits(seconds % 60)}`;
const wholeSeconds = (ns: number): number => Math.floor(ns / secondNs);

/** One process on one host, in the words of ps. */
class PsLine {
  readonly #session: Session;
  readonly #process: ListedProcess;
  readonly #processors: number;

  constructor(session: Session, listed: ListedProcess, processors: number) {
    this.#session = session;
    this.#process = listed;
    this.#processors = processors;
  }

  /** What stands in a column. */
  value(field: PsField): string {
    const { pid, parent, user, priority, nice, isKernel, ranNs, recentNs, boundTo, name, command } = this.#process;
    const values: Readonly<Record<PsField, () => string | number>> = {
      user: () => user,
      uid: () => userIds[user] ?? 0,
      pid: () => pid,
      ppid: () => parent,
      pri: () => priority,
      pcpu: () => ((recentNs * 100) / (5 * secondNs * Math.max(1, this.#processors))).toFixed(1),
      nice: () => (isKernel ? 'SY' : nice + niceOffset),
      class: () => (isKernel ? 'SYS' : 'TS'),
      time: () => longTime(wholeSeconds(ranNs)),
      etime: () => longTime(this.#sinceStartSeconds()),
      stime: () => this.startTime(),
      s: () => ({ running: 'O', runnable: 'R', sleeping: 'S' })[this.#process.state],
      c: () => 0,
      lwp: () => 1,
      nlwp: () => 1,
      psr: () => boundTo ?? '-',
      pset: () => this.#set(),
      tty: () => this.terminal(),
      fname: () => name.slice(0, 8),
      comm: () => command.split(' ')[0] ?? name,
      args: () => command,
    };
    return String(values[field]());
  }

  time(): string {
    return shortTime(wholeSeconds(this.#process.ranNs));
  }

  terminal(): string {
    return this.#process.pid === shellProcess ? 'console' : '?';
  }

  /** `11:20:49` on its first day, `Oct 23` later. */
  startTime(): string {
    const { bootTimes, host, atNs } = this.#session;
    const { startedNs } = this.#process;
    const started = startedNs === 0 ? bootTimes.bootedAt(host) : bootTimes.instantAt(startedNs);
    if (bootTimes.instantAt(atNs).epochSeconds - started.epochSeconds >= daySeconds)
      return formatSyslogTime(started).slice(0, 6);
    const { hour, minute, second } = civilTimeOf(started);
    return [hour, minute, second].map(twoDigits).join(':');
  }

  #sinceStartSeconds(): number {
    const { bootTimes, host, atNs } = this.#session;
    const { startedNs } = this.#process;
    const ns = startedNs === 0 ? Number(bootTimes.sinceBootNs(host, atNs)) : atNs - startedNs;
    return wholeSeconds(ns);
  }

  #set(): string {
    const { set } = this.#session.machine.processes.binding(this.#session.host, this.#process.pid);
    return set < 0 ? '-' : String(set);
  }
}

function fullLine(line: PsLine, { user, pid, parent, boundTo }: ListedProcess, shows: boolean, args: string): string {
  const processor = shows ? ` ${String(boundTo ?? '-').padStart(3)}` : '';
  const ids = `${user.padStart(8)} ${String(pid).padStart(5)} ${String(parent).padStart(5)}${processor}`;
  return `${ids}  0 ${line.startTime().padStart(8)} ${line.terminal().padEnd(7)} ${line.time().padStart(5)} ${args}`;
}

const placed = (field: PsField, word: string, isLast: boolean): string => {
  const [, width] = psFields[field];
  if (isLast && leftFields.has(field)) return word;
  return leftFields.has(field) ? word.padEnd(width) : word.padStart(width);
};

function isSelected({ selects }: PsCommand, { pid, user }: ListedProcess): boolean {
  if (selects === 'all') return true;
  if (selects === 'own') return pid === shellProcess;
  return selects.pids.includes(pid) || selects.users.includes(user);
}

/** Runs ps: 1 where it lists nobody. */
export function runPs(session: Session, command: PsCommand): Printed {
  const { processes, processors } = hostActivity(session);
  const selected = processes.filter((each) => isSelected(command, each));
  const lines = selected.map((each) => ({ each, line: new PsLine(session, each, processors.length) }));
  const exit = selected.length > 0 ? 0 : 1;
  const { form, showsProcessor } = command;
  const bound = showsProcessor ? ' PSR' : '';
  if (form === 'full') {
    const rows = lines.map(({ each, line }) => fullLine(line, each, showsProcessor, each.command));
    return printed(exit, `     UID   PID  PPID${bound}  C    STIME TTY      TIME CMD`, ...rows);
  }
  if (form === 'short') {
    const rows = lines.map(({ each: { pid, boundTo, name }, line }) => {
      const processor = showsProcessor ? ` ${String(boundTo ?? '-').padStart(3)}` : '';
      return `${String(pid).padStart(6)}${processor} ${line.terminal().padEnd(7)} ${line.time().padStart(5)} ${name}`;
    });
    return printed(exit, `   PID${bound} TTY      TIME CMD`, ...rows);
  }
  const { fields } = form;
  const row = (word: (index: number, field: PsField) => string): string =>
    fields.map(({ field }, index) => placed(field, word(index, field), index === fields.length - 1)).join(' ');
  const header = fields.every((each) => each.header === '') ? [] : [row((index) => fields[index]?.header ?? '')];
  return printed(exit, ...header, ...lines.map(({ line }) => row((_, field) => line.value(field))));
}
