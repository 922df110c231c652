import type { PbindCommand } from '../../../../shared/command/pbind-command.ts';
import { type Printed, printed } from '../../../../shared/command/printed.ts';
import { isProcess } from '../processors/processes.ts';
import { bindProcess, processorOf, unbindProcess } from '../processors/processor-bindings.ts';
import { type ErrorName, errorWords } from './error-words.ts';
import { findProcessor, type Session } from './session.ts';

/** `process id 1234: 64`, or that it is not bound. */
const bindingLine = (process: number, to: number | null): string => `process id ${process}: ${to ?? 'not bound'}`;

/** `process id 1234: was not bound, now 64`. */
export const changedBindingLine = (process: number, from: number | null, to: number | null): string =>
  `process id ${process}: was ${from ?? 'not bound'}, now ${to ?? 'not bound'}`;

/** What is known of all bound processes, one line each. */
export const boundLines = (processes: readonly number[], to: (process: number) => number | null): readonly string[] =>
  processes.map((process) => bindingLine(process, to(process)));

function bindOne(session: Session, command: PbindCommand, process: number): ErrorName | string {
  const { machine, host } = session;
  const before = processorOf(machine, host, process);
  if (command.action === 'query') return isProcess(process) ? bindingLine(process, before) : 'ESRCH';
  const to = command.action === 'bind' ? command.processor : null;
  const error =
    to === null ? unbindProcess(machine, host, process) : bindProcess(machine, findProcessor(session, to), process);
  return error ?? changedBindingLine(process, before, to);
}

/** Runs pbind. A word that is no process id is told, but does not count as an error. */
export function runPbind(session: Session, command: PbindCommand): Printed {
  const { machine, host } = session;
  const { program, action, processes } = command;
  if (processes.length === 0) {
    const bound = machine.processes.bound(host, 'processor');
    return printed(0, ...boundLines(bound, (process) => processorOf(machine, host, process)));
  }
  let exit = 0;
  const lines = processes.map(({ process, word }) => {
    if (process === null) return `${program}: invalid process ID: ${word}`;
    const done = bindOne(session, command, process);
    if (!(done in errorWords)) return done;
    exit = 1;
    return `${program}: cannot ${action} pid ${process}: ${errorWords[done as ErrorName]}`;
  });
  return printed(exit, ...lines);
}
