import { type Printed, printed } from '../../../../shared/command/printed.ts';
import type { ProcessTarget } from '../../../../shared/command/process-target.ts';
import type { ProcessorTarget } from '../../../../shared/command/processor-target.ts';
import type { PsrsetCommand, SetTarget } from '../../../../shared/command/psrset-command.ts';
import type { Processor } from '../../hardware/hardware.ts';
import { changeState } from '../processors/change-state.ts';
import { isProcess } from '../processors/processes.ts';
import {
  assignProcessor,
  bindProcessToSet,
  createSet,
  destroySet,
  type Outcome,
} from '../processors/processor-sets.ts';
import { noSet } from '../processors/processor-table.ts';
import { type ErrorName, errorWords } from './error-words.ts';
import { boundLines, changedBindingLine } from './run-pbind.ts';
import { findProcessor, inRange, type Session, shellProcess } from './session.ts';

type Action = PsrsetCommand['action'];
const setOrNull = (set: number): number | null => (set === noSet ? null : set);

/** psrset at work: what it has printed so far. Its exit code is that of the last word that failed. */
class Psrset {
  readonly lines: string[] = [];
  exit = 0;
  readonly #session: Session;
  readonly #program: string;

  constructor(session: Session, program: string) {
    this.#session = session;
    this.#program = program;
  }

  fail(exit: number, problem: string): void {
    this.exit = exit;
    this.lines.push(`${this.#program}: ${problem}`);
  }

  refuse(what: string, error: ErrorName): void {
    this.fail(1, `${what}: ${errorWords[error]}`);
  }

  /** Assigns, removes or prints the processors that words name. */
  processors(action: Action, set: number, targets: readonly ProcessorTarget[]): void {
    for (const target of targets) {
      if (target.kind === 'invalid') {
        this.fail(target.what === 'ID' ? 1 : 2, `invalid processor ${target.what} ${target.word}`);
      } else if (target.kind === 'one') {
        this.#processor(action, set, target.processor);
      } else {
        this.#range(action, set, target);
      }
    }
  }

  destroy(set: number): void {
    const { machine, host } = this.#session;
    const error = destroySet(machine, host, set);
    if (error !== null) this.refuse(`could not remove processor set ${set}`, error);
    else this.lines.push(`removed processor set ${set}`);
  }

  info(set: number): void {
    const { machine, host } = this.#session;
    if (!machine.table.sets(host).includes(set)) {
      this.refuse(`cannot get info for processor set ${set}`, 'EINVAL');
      return;
    }
    const numbers = machine.table.runningIn(host, set).map(({ processor }) => processor);
    const word = numbers.length === 0 ? 'empty' : `processor${numbers.length > 1 ? 's' : ''}`;
    this.lines.push([`user processor set ${set}:`, word, ...numbers].join(' '));
  }

  /** Lets the processors of a set that run take interrupts, or none. */
  interrupts(set: number, state: 'on-line' | 'no-intr'): void {
    const { machine, host, atNs } = this.#session;
    if (!machine.table.sets(host).includes(set)) {
      this.refuse(`cannot set interrupt status for processor set ${set}`, 'EINVAL');
      return;
    }
    for (const processor of machine.table.runningIn(host, set)) {
      const error = changeState(machine, { processor, state, forced: false, caller: shellProcess, atNs });
      if (error !== null) this.refuse(`processor ${processor.processor}`, error);
    }
  }

  /** Whether a command can run in a set: some processor must. It is refused where none does. */
  canExecute(set: number): boolean {
    const { machine, host } = this.#session;
    if (machine.table.sets(host).includes(set) && machine.table.runningIn(host, set).length > 0) return true;
    this.fail(2, `cannot exec in processor set ${set}: ${errorWords.EINVAL}`);
    return false;
  }

  /** Binds processes to a set, unbinds them from theirs, or tells where they are. */
  processes(action: Action, set: number, targets: readonly ProcessTarget[]): void {
    const { machine, host } = this.#session;
    for (const { pid, word } of targets) {
      if (pid === null) {
        // Like pbind it does not count that as an error.
        this.lines.push(`${this.#program}: invalid process ID: ${word}`);
        continue;
      }
      const { error, before } = action === 'query' ? this.#query(pid) : bindProcessToSet(machine, host, pid, set);
      if (error !== null) this.refuse(`cannot ${action} pid ${pid}`, error);
      else if (action === 'query') this.lines.push(...boundLines([pid], () => setOrNull(before)));
      else this.lines.push(changedBindingLine(pid, setOrNull(before), setOrNull(set)));
    }
  }

  #query(pid: number): Outcome {
    const { machine, host } = this.#session;
    return { error: isProcess(pid) ? null : 'ESRCH', before: machine.processes.binding(host, pid).set };
  }

  #processor(action: Action, set: number, number: number): void {
    const processor = findProcessor(this.#session, number);
    const error = processor === null ? 'EINVAL' : this.#move(action, set, processor);
    if (error !== null) this.#refuseMove(action, number, error);
  }

  /** Processors of the range that cannot be moved because they are off-line are passed over like those not there. */
  #range(action: Action, set: number, target: ProcessorTarget & { readonly kind: 'range' }): void {
    const errors = inRange(this.#session, target).map((processor) => {
      const error = this.#move(action, set, processor);
      if (error !== null && error !== 'EINVAL') this.#refuseMove(action, processor.processor, error);
      return error;
    });
    if (errors.some((error) => error !== 'EINVAL')) return;
    this.fail(1, `no processors in range ${target.first}-${target.last}`);
  }

  #move(action: Action, set: number, processor: Processor): ErrorName | null {
    const { machine } = this.#session;
    const { processor: number } = processor;
    if (action === 'print') {
      this.lines.push(`processor ${number}: ${setOrNull(machine.table.setOf(processor)) ?? 'not assigned'}`);
      return null;
    }
    const { error, before } = assignProcessor(machine, processor, set);
    if (error !== null) return error;
    const from = setOrNull(before) ?? 'not assigned';
    this.lines.push(`processor ${number}: was ${from}, now ${setOrNull(set) ?? 'not assigned'}`);
    return null;
  }

  #refuseMove(action: Action, number: number, error: ErrorName): void {
    const verb = { print: 'query', remove: 'remove' }[action as string] ?? 'assign';
    this.refuse(`cannot ${verb} processor ${number}`, error);
  }
}

/** Goes through words that name sets. */
function eachSet(psrset: Psrset, targets: readonly SetTarget[], visit: (set: number) => void): void {
  for (const { set, word } of targets) {
    if (set === null) psrset.fail(1, `invalid processor set ID ${word}`);
    else visit(set);
  }
}

/** The commands without a word: all sets, all processors in sets, all processes bound to sets. */
function runOnAll(session: Session, psrset: Psrset, action: Action): void {
  const { machine, host } = session;
  if (action === 'info') {
    for (const set of machine.table.sets(host)) psrset.info(set);
  } else if (action === 'print') {
    const inSets = machine.table.of(host).filter((each) => machine.table.setOf(each) !== noSet);
    const targets = inSets.map(({ processor }) => ({ kind: 'one', processor, word: '' }) as const);
    psrset.processors(action, noSet, targets);
  } else {
    const targets = machine.processes.bound(host, 'set').map((pid) => ({ pid, word: '' }));
    psrset.processes('query', noSet, targets);
  }
}

function create(session: Session, psrset: Psrset, targets: readonly ProcessorTarget[]): void {
  const set = createSet(session.machine, session.host);
  if (set === null) {
    psrset.refuse('could not create processor set', 'ENOMEM');
    return;
  }
  psrset.lines.push(`created processor set ${set}`);
  psrset.processors('assign', set, targets);
}

function isOnAll(command: PsrsetCommand): boolean {
  if (command.action === 'info') return command.sets.length === 0;
  if (command.action === 'print') return command.processors.length === 0;
  return command.action === 'query' && command.processes.length === 0;
}

function runOnWords(session: Session, psrset: Psrset, command: PsrsetCommand): void {
  switch (command.action) {
    case 'create':
      create(session, psrset, command.processors);
      break;
    case 'assign':
      psrset.processors('assign', command.set, command.processors);
      break;
    case 'remove':
    case 'print':
      psrset.processors(command.action, noSet, command.processors);
      break;
    case 'destroy':
      eachSet(psrset, command.sets, (set) => psrset.destroy(set));
      break;
    case 'info':
      eachSet(psrset, command.sets, (set) => psrset.info(set));
      break;
    case 'interrupts':
      psrset.interrupts(command.set, command.state);
      break;
    case 'execute':
      psrset.canExecute(command.set);
      break;
    case 'bind':
      psrset.processes('bind', command.set, command.processes);
      break;
    default:
      psrset.processes(command.action, noSet, command.processes);
  }
}

/** Runs psrset. */
export function runPsrset(session: Session, command: PsrsetCommand): Printed {
  const psrset = new Psrset(session, command.program);
  if (isOnAll(command)) runOnAll(session, psrset, command.action);
  else runOnWords(session, psrset, command);
  return printed(psrset.exit, ...psrset.lines);
}
