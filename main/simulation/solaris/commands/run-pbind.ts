import type { PbindCommand } from '../../../../shared/command/pbind-command.ts';
import { type Printed, printed } from '../../../../shared/command/printed.ts';
import { isProcess } from '../processors/processes.ts';
import { bindProcess, processorOf, unbindProcess } from '../processors/processor-bindings.ts';
import { type ErrorName, errorWords } from './error-words.ts';
import { findProcessor, type Session } from './session.ts';

/** `process id 1234: 64`, or that it is not bound. */
const bindingLine = (pid: number, to: number | null): string => `process id ${pid}: ${to ?? 'not bound'}`;

/** `process id 1234: was not bound, now 64`. */
export const changedBindingLine = (pid: number, from: number | null, to: number | null): string =>
  `process id ${pid}: was ${from ?? 'not bound'}, now ${to ?? 'not bound'}`;

/** What is known of all bound processes, one line each. */
export const boundLines = (processes: readonly number[], to: (pid: number) => number | null): readonly string[] =>
  processes.map((pid) => bindingLine(pid, to(pid)));

function bindOne(session: Session, command: PbindCommand, pid: number): ErrorName | string {
  const { machine, host } = session;
  const before = processorOf(machine, host, pid);
  if (command.action === 'query') return isProcess(pid) ? bindingLine(pid, before) : 'ESRCH';
  const to = command.action === 'bind' ? command.processor : null;
  const error = to === null ? unbindProcess(machine, host, pid) : bindProcess(machine, findProcessor(session, to), pid);
  return error ?? changedBindingLine(pid, before, to);
}

/** Runs pbind. A word that is no process id is told, but does not count as an error. */
export function runPbind(session: Session, command: PbindCommand): Printed {
  const { machine, host } = session;
  const { program, action, processes } = command;
  if (processes.length === 0) {
    const bound = machine.processes.bound(host, 'processor');
    return printed(0, ...boundLines(bound, (pid) => processorOf(machine, host, pid)));
  }
  let exit = 0;
  const lines = processes.map(({ pid, word }) => {
    if (pid === null) return `${program}: invalid process ID: ${word}`;
    const done = bindOne(session, command, pid);
    if (!(done in errorWords)) return done;
    exit = 1;
    return `${program}: cannot ${action} pid ${pid}: ${errorWords[done as ErrorName]}`;
  });
  return printed(exit, ...lines);
}
