import { type ConsoleCommand, parseCommand } from '../../../../shared/command/parse-command.ts';
import { type Printed, printed } from '../../../../shared/command/printed.ts';
import { assertPresent } from '../../../../shared/lib/assert.ts';
import type { DrillHost } from '../../../../shared/model/drill.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Hardware, Processor } from '../../hardware/hardware.ts';
import type { BootTimes } from '../boot-times.ts';
import type { Machine } from '../processors/take-off-line.ts';
import { syslogMessage } from '../syslog-message.ts';
import type { Syslogd } from '../syslogd.ts';
import { runPbind } from './run-pbind.ts';
import { type LoggedChange, runPsradm } from './run-psradm.ts';
import { runPsrinfo } from './run-psrinfo.ts';
import { runPsrset } from './run-psrset.ts';
import type { Session } from './session.ts';

/** What a command does besides printing. */
interface Done extends Printed {
  readonly changes?: readonly LoggedChange[];
}

/** What is told when a command has effects beyond processors and processes. */
interface ConsoleEffects {
  /** A processor was taken out of service; `cause` is the event that says so. */
  readonly leftService: (processor: Processor) => void;
  readonly reboot: (host: DrillHost, cause: number) => void;
}

function perform(session: Session, command: ConsoleCommand): Done {
  switch (command.name) {
    case 'psradm':
      return runPsradm(session, command);
    case 'psrinfo':
      return runPsrinfo(session, command);
    case 'psrset':
      return runPsrset(session, command);
    case 'pbind':
      return runPbind(session, command);
    case 'reboot':
      return printed(0);
  }
}

/** The consoles of all hosts: runs a line as root and tells what came of it. */
export class Console {
  readonly #engine: Engine;
  readonly #syslogd: Syslogd;
  readonly #hardware: Hardware;
  readonly #machine: Machine;
  readonly #bootTimes: BootTimes;
  readonly #effects: ConsoleEffects;

  constructor(
    engine: Engine,
    syslogd: Syslogd,
    hardware: Hardware,
    machine: Machine,
    bootTimes: BootTimes,
    effects: ConsoleEffects,
  ) {
    this.#engine = engine;
    this.#syslogd = syslogd;
    this.#hardware = hardware;
    this.#machine = machine;
    this.#bootTimes = bootTimes;
    this.#effects = effects;
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
    const command = parseCommand(line, host.release);
    const { table, processes } = this.#machine;
    const before = new Map(
      table.of(host).map((each) => [each, { was: table.state(each), bound: processes.boundTo(each) }]),
    );
    const session = { machine: this.#machine, host, atNs: this.#engine.nowNs, bootTimes: this.#bootTimes };
    const done: Done = 'exit' in command ? command : perform(session, command);
    const ran = this.#engine.append(
      'console.ran',
      hostName,
      { host: hostName, line, exit: done.exit, output: done.output, person },
      [cause],
    );
    for (const processor of table.inOrderOfChange(table.of(host))) {
      const { was, bound } = assertPresent(before.get(processor), 'a processor of the host');
      if (processes.boundTo(processor) !== bound) processes.setChangedBy(processor, ran);
      this.#tellChange(processor, was, done.changes ?? [], ran);
    }
    if ('name' in command && command.name === 'reboot') this.#effects.reboot(host, ran);
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
    const state = this.#machine.table.state(processor);
    if (state === was) return;
    const data = { host: processor.host.name, processor: processor.processor, was, state };
    const changed = this.#engine.append('processor.changed', processor.subject, data, [ran]);
    if (!this.#machine.table.isRunning(processor)) this.#effects.leftService(processor);
    for (const each of logged) {
      if (each.processor !== processor) continue;
      this.#syslogd.write(processor, syslogMessage('psradm', 'user', 'info', '%s', each.sentence), changed);
    }
  }
}
