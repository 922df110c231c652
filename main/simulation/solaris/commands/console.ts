import { type ConsoleCommand, parseCommand, parseWords } from '../../../../shared/command/parse-command.ts';
import { type Printed, printed } from '../../../../shared/command/printed.ts';
import type { PsrsetCommand } from '../../../../shared/command/psrset-command.ts';
import { assertPresent } from '../../../../shared/lib/assert.ts';
import { phaseWords } from '../../../../shared/lib/host-phase.ts';
import type { DrillHost } from '../../../../shared/model/drill.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Hardware, Processor } from '../../hardware/hardware.ts';
import type { HostLife } from '../host-life.ts';
import type { Machine } from '../processors/take-off-line.ts';
import { syslogMessage } from '../syslog-message.ts';
import type { Syslogd } from '../syslogd.ts';
import { answerFirmware } from './firmware-prompt.ts';
import { type CfgadmDone, runCfgadm } from './run-cfgadm.ts';
import { runKstat } from './run-kstat.ts';
import { runCat, runDmesg, runFact, runTail, runUname } from './run-look.ts';
import { runPbind } from './run-pbind.ts';
import { runPrstat } from './run-prstat.ts';
import { runPrtdiag } from './run-prtdiag.ts';
import { runPs } from './run-ps.ts';
import { type LoggedChange, runPsradm } from './run-psradm.ts';
import { runPsrinfo } from './run-psrinfo.ts';
import { runPsrset } from './run-psrset.ts';
import { runRenice } from './run-renice.ts';
import { runStat } from './run-stat.ts';
import type { Session } from './session.ts';

/** What a command does besides printing. */
interface Done extends Printed, Partial<Pick<CfgadmDone, 'begun' | 'messages'>> {
  readonly changes?: readonly LoggedChange[];
  readonly reboots?: boolean;
}

/** What commands act on. */
export interface ConsolePorts extends Omit<Session, 'host' | 'atNs'> {
  readonly syslogd: Syslogd;
  readonly life: HostLife;
  /** A processor was taken out of service; `cause` is the event that says so. */
  readonly leftService: (processor: Processor) => void;
}

/** A line on a host's console, why it is there, and the person who typed it, empty for nobody in the run. */
interface TypedLine {
  readonly host: DrillHost;
  readonly line: string;
  readonly cause: number;
  readonly person: string;
}

function perform(session: Session, command: ConsoleCommand): Done {
  switch (command.name) {
    case 'psradm':
      return runPsradm(session, command);
    case 'psrinfo':
      return runPsrinfo(session, command);
    case 'psrset':
      return performInSet(session, command) ?? runPsrset(session, command);
    case 'pbind':
      return runPbind(session, command);
    case 'cfgadm':
      return runCfgadm(session, command);
    case 'kstat':
      return runKstat(session, command);
    case 'prtdiag':
      return runPrtdiag(session);
    case 'cat':
      return runCat(session, command);
    case 'tail':
      return runTail(session, command);
    case 'dmesg':
      return runDmesg(session);
    case 'uname':
      return runUname(session, command);
    case 'ps':
      return runPs(session, command);
    case 'prstat':
      return runPrstat(session, command);
    case 'mpstat':
    case 'vmstat':
      return runStat(session, command);
    case 'renice':
      return runRenice(session, command);
    case 'reboot':
      return { ...printed(0), reboots: true };
    default:
      return runFact(session, command);
  }
}

/** `psrset -e`: what its command does in a set that runs; null where it is no such command, or refused. */
function performInSet(session: Session, command: PsrsetCommand): Done | null {
  if (command.action !== 'execute' || runPsrset(session, command).exit !== 0) return null;
  const inner = parseWords(command.words, session.host.release);
  if (!('exit' in inner)) return perform(session, inner);
  if (inner.exit !== notFound) return inner;
  return printed(2, `${command.program}: cannot exec command ${command.words[0]}: No such file or directory`);
}

/** The shell's exit code for a program that is not there. */
const notFound = 127;

/** What one line may print: a screenful of screens. */
const mostOutput = 65_536;
const cutSentence = `[cut here: a line prints ${mostOutput} characters at most]`;

/** The consoles of all hosts: runs a line as root and tells what came of it. */
export class Console {
  readonly #engine: Engine;
  readonly #hardware: Hardware;
  readonly #ports: ConsolePorts;

  constructor(engine: Engine, hardware: Hardware, ports: ConsolePorts) {
    this.#engine = engine;
    this.#hardware = hardware;
    this.#ports = ports;
    engine.onCommand('console.run', ({ actor, command: { host, line } }, cause) =>
      this.#type(host, line, cause, actor),
    );
  }

  /** Runs a line on the console of a host, which must exist; `cause` is why, `person` who typed it. */
  run(hostName: string, line: string, cause: number, person = ''): void {
    const host = assertPresent(
      this.#hardware.hosts.find(({ name }) => name === hostName),
      'a host of the run',
    );
    const typed = { host, line, cause, person };
    if (this.#ports.life.isUp(host)) this.#runCommand(typed);
    else if (this.#ports.life.phase(hostName) === 'stopped') this.#askFirmware(typed);
    else this.#refuse(typed);
  }

  #runCommand(typed: TypedLine): void {
    const { host, line } = typed;
    const command = parseCommand(line, host.release);
    const { table, processes } = this.#ports.machine;
    const before = new Map(
      table.of(host).map((each) => [each, { was: table.state(each), bound: processes.boundTo(each) }]),
    );
    const { boards } = this.#ports;
    const session: Session = { ...this.#ports, host, atNs: this.#engine.nowNs };
    const done: Done = 'exit' in command ? command : perform(session, command);
    const ran = this.#tellRan(typed, done);
    for (const processor of table.inOrderOfChange(table.of(host))) {
      const { was, bound } = assertPresent(before.get(processor), 'a processor of the host');
      if (processes.boundTo(processor) !== bound) processes.setChangedBy(processor, ran);
      this.#tellChange(processor, was, done.changes ?? [], ran);
    }
    for (const { board, action } of done.begun ?? []) boards.begin(board, action, ran);
    for (const message of done.messages ?? []) this.#ports.syslogd.write({ host }, message, ran);
    if (done.reboots === true) this.#reboot(host, ran);
  }

  #reboot(host: DrillHost, ran: number): void {
    this.#ports.syslogd.write({ host }, syslogMessage('reboot', 'auth', 'crit', '%sed by %s', 'rebooted by root'), ran);
    this.#ports.life.reboot(host, ran);
  }

  /** The host has stopped: its firmware reads what is typed. */
  #askFirmware(typed: TypedLine): void {
    const { host, line } = typed;
    const answer = answerFirmware(line, host.platform);
    const ran = this.#tellRan(typed, answer);
    if (answer.boot !== null) this.#ports.life.boot(host, answer.boot, ran);
  }

  /** Nobody reads what is typed. */
  #refuse(typed: TypedLine): void {
    const { name } = typed.host;
    const words = phaseWords(this.#ports.life.phase(name));
    this.#tellRan(typed, printed(1, `${name} ${words}: its console takes no commands until it is up`));
  }

  #tellRan({ host: { name: host }, line, cause, person }: TypedLine, { exit, output: whole }: Printed): number {
    const output = whole.length > mostOutput ? `${whole.slice(0, mostOutput)}\n${cutSentence}` : whole;
    return this.#engine.append('console.ran', host, { host, line, exit, output, person }, [cause]);
  }

  /** Runs what a person has typed, or answers in a sentence why it cannot be. */
  #type(host: string, line: string, cause: number, person: string): string | null {
    if (this.#hardware.hosts.every(({ name }) => name !== host)) return `there is no host ${host} in this run`;
    this.run(host, line, cause, person);
    return null;
  }

  #tellChange(
    processor: Processor,
    was: ReturnType<Machine['table']['state']>,
    logged: readonly LoggedChange[],
    ran: number,
  ): void {
    const state = this.#ports.machine.table.state(processor);
    if (state === was) return;
    const data = { host: processor.host.name, processor: processor.processor, was, state };
    const changed = this.#engine.append('processor.changed', processor.subject, data, [ran]);
    if (!this.#ports.machine.table.isRunning(processor)) this.#ports.leftService(processor);
    for (const each of logged) {
      if (each.processor !== processor) continue;
      this.#ports.syslogd.write(processor, syslogMessage('psradm', 'user', 'info', '%s', each.sentence), changed);
    }
  }
}
