import { type Printed, printed } from '../../../../shared/command/printed.ts';
import type { ProcessorTarget } from '../../../../shared/command/processor-target.ts';
import type { AskedState, PsradmCommand } from '../../../../shared/command/psradm-command.ts';
import type { Processor } from '../../hardware/hardware.ts';
import { changeState } from '../processors/change-state.ts';
import { type ErrorName, errorWords } from './error-words.ts';
import { findProcessor, inRange, type Session, shellProcess } from './session.ts';

/** A sentence for the system's log about a processor that psradm has changed. */
export interface LoggedChange {
  readonly processor: Processor;
  readonly sentence: string;
}

const verbs: Readonly<Record<AskedState, string>> = {
  'on-line': 'brought',
  'off-line': 'taken',
  'no-intr': 'set to',
  spare: 'marked',
  faulted: 'marked',
};

/** psradm at work: what it has printed and logged so far. */
class Psradm {
  readonly lines: string[] = [];
  readonly changes: LoggedChange[] = [];
  exit = 0;
  readonly #session: Session;
  readonly #command: PsradmCommand;

  constructor(session: Session, command: PsradmCommand) {
    this.#session = session;
    this.#command = command;
  }

  fail(exit: number, line: string): void {
    this.exit = exit;
    this.lines.push(line);
  }

  /** Brings one processor into the state that was asked for. */
  change(processor: Processor): void {
    const { state, force, verbose } = this.#command;
    const { machine, atNs } = this.#session;
    const number = processor.processor;
    const was = machine.table.state(processor);
    if (was === 'faulted' && !force) {
      this.fail(1, `psradm: processor ${number} in faulted state; add -F option to force change`);
      return;
    }
    const error = changeState(machine, { processor, state, forced: force, caller: shellProcess, atNs });
    if (error !== null) {
      this.refuse(number, error);
    } else if (was === state) {
      if (verbose) this.lines.push(`processor ${number} already ${state}.`);
    } else {
      const sentence = `processor ${number} ${verbs[state]} ${state}.`;
      if (verbose) this.lines.push(sentence);
      this.changes.push({ processor, sentence });
    }
  }

  refuse(number: number, error: ErrorName): void {
    this.fail(1, `psradm: processor ${number}: ${errorWords[error]}`);
  }
}

function changeTarget(psradm: Psradm, session: Session, target: ProcessorTarget): void {
  if (target.kind === 'invalid') {
    psradm.fail(2, `psradm: invalid processor ${target.what} ${target.word}`);
  } else if (target.kind === 'one') {
    const processor = findProcessor(session, target.processor);
    if (processor === null) psradm.refuse(target.processor, 'EINVAL');
    else psradm.change(processor);
  } else {
    const processors = inRange(session, target);
    for (const each of processors) psradm.change(each);
    if (processors.length === 0) psradm.fail(1, `psradm: no processors in range ${target.first}-${target.last}`);
  }
}

/** Runs psradm. Its exit code is that of the last processor or word that failed. */
export function runPsradm(
  session: Session,
  command: PsradmCommand,
): Printed & { readonly changes: readonly LoggedChange[] } {
  const psradm = new Psradm(session, command);
  if (command.targets === 'all') {
    for (const each of session.machine.table.of(session.host)) psradm.change(each);
  } else {
    for (const target of command.targets) changeTarget(psradm, session, target);
  }
  return { ...printed(psradm.exit, ...psradm.lines), changes: psradm.changes };
}
