import { assertPresent } from '../../../shared/lib/assert.ts';
import { formatIso } from '../../../shared/lib/civil-time.ts';
import type { HostPhase } from '../../../shared/lib/host-phase.ts';
import type { DrillHost } from '../../../shared/model/drill.ts';
import type { Engine, HandlerId } from '../engine/engine.ts';
import type { PlainState, Room } from '../engine/room.ts';
import type { Hardware } from '../hardware/hardware.ts';
import { bannerMessages, dumpBeginMessages, dumpEndMessages, savecoreMessages } from './boot-messages.ts';
import type { BootTimes } from './boot-times.ts';
import { phaseNs } from './host-phases.ts';
import type { KernelMessage } from './kernel-message.ts';
import type { Kernels } from './kernels.ts';
import type { ProcessorTable } from './processors/processor-table.ts';
import type { Syslogd } from './syslogd.ts';

/** One host's life since it went down. */
interface Life {
  readonly phase: HostPhase;
  /** When the phase ends, 0 where it does not by itself. */
  readonly untilNs: number;
  /** The newest event of it, from which the next one stems; 0 for a host that has never gone down. */
  readonly newest: number;
  /** What its kernel died of, empty where it was told to go down. */
  readonly panic: string;
  /** Why it does not come up, empty where it does. */
  readonly problem: string;
  /** Whether it boots with the file that its kernel had read before. */
  readonly bypasses: boolean;
}

const running: Life = { phase: 'running', untilNs: 0, newest: 0, panic: '', problem: '', bypasses: false };

type HostName = Pick<DrillHost, 'name'>;

export interface HostLifePorts {
  readonly syslogd: Syslogd;
  readonly kernels: Kernels;
  readonly bootTimes: BootTimes;
  readonly table: ProcessorTable;
  /** A host goes down: nothing of what its kernel was about to do happens. */
  readonly stopped: (host: DrillHost) => void;
  /** A host's kernel comes up and finds its processors as POST has left them. */
  readonly started: (host: DrillHost) => void;
}

/** The lives of all hosts: they run, go down, are tested, boot, and run again; or stay at the firmware's prompt. */
export class HostLife implements Room {
  readonly name = 'host-life';
  readonly #engine: Engine;
  readonly #hardware: Hardware;
  readonly #ports: HostLifePorts;
  readonly #next: HandlerId;
  #lives: Life[];

  constructor(engine: Engine, hardware: Hardware, ports: HostLifePorts) {
    this.#engine = engine;
    this.#hardware = hardware;
    this.#ports = ports;
    this.#lives = hardware.hosts.map(() => running);
    this.#next = engine.handler('host-life.next', (index) => this.#goOn(index));
    engine.register(this);
    engine.registerView('host', (name) => this.#view(this.#indexOf(name)));
  }

  /** Whether the host runs: it takes commands and logs errors. */
  isUp({ name }: HostName): boolean {
    return this.phase(name) === 'running';
  }

  phase(host: string): HostPhase {
    return this.#life(this.#indexOf(host)).phase;
  }

  /** Whether no host is on its way up or down. */
  isSettled(): boolean {
    return this.#lives.every(({ phase }) => phase === 'running' || phase === 'stopped');
  }

  /** Takes a host that runs down and up again because of `cause`. */
  reboot({ name }: HostName, cause: number): void {
    const index = this.#indexOf(name);
    const host = this.#hostAt(index);
    this.#ports.syslogd.terminate(host);
    this.#goDown(index, 'going-down', { reason: 'rebooted by root', panic: '' }, cause);
  }

  /**
   * The kernel of a host dies because of `cause`: it writes its dump and boots; nothing happens to one that does not run.
   * `why` is the line that says of what, which savecore repeats after the boot. What the kernel has to say of it must
   * have been logged before.
   */
  panic({ name }: HostName, why: string, cause: number): void {
    const index = this.#indexOf(name);
    const host = this.#hostAt(index);
    if (!this.isUp(host)) return;
    this.#ports.syslogd.lose(host);
    const down = this.#goDown(index, 'dumping', { reason: `panic: ${why}`, panic: why }, cause);
    this.#write(host, dumpBeginMessages(), down);
  }

  /** The system controller resets a host because of `cause`: there is no time for a dump nor for a word. */
  reset({ name }: HostName, cause: number): void {
    const index = this.#indexOf(name);
    const host = this.#hostAt(index);
    if (!this.isUp(host)) return;
    this.#ports.syslogd.lose(host);
    this.#goDown(index, 'testing', { reason: 'reset by its system controller', panic: '' }, cause);
  }

  /** Boots a host that has stopped: with what is saved as `/etc/system`, or what its kernel read when it last came up. */
  boot({ name }: HostName, file: 'saved' | 'previous', cause: number): void {
    this.#startBooting(this.#indexOf(name), file, cause);
  }

  save(): PlainState {
    return [...this.#lives] as unknown as PlainState;
  }

  restore(state: PlainState): void {
    this.#lives = [...(state as unknown as readonly Life[])];
  }

  #goDown(
    index: number,
    phase: 'going-down' | 'dumping' | 'testing',
    { reason, panic }: { readonly reason: string; readonly panic: string },
    cause: number,
  ): number {
    const host = this.#hostAt(index);
    this.#ports.stopped(host);
    const data = { host: host.name, reason, panicked: panic !== '' };
    const down = this.#engine.append('host.went-down', host.name, data, [cause]);
    this.#lives[index] = { ...running, panic };
    this.#begin(index, phase, down);
    return down;
  }

  /** Goes into a phase that ends by itself. */
  #begin(index: number, phase: HostPhase, cause: number): void {
    const host = this.#hostAt(index);
    const untilNs = this.#engine.nowNs + phaseNs(phase, host, this.#boards(host));
    const newest = this.#engine.append('host.phase-began', host.name, { host: host.name, phase, untilNs }, [cause]);
    this.#lives[index] = { ...this.#life(index), phase, untilNs, newest };
    this.#engine.schedule(untilNs, this.#next, index);
  }

  /** A phase is over. */
  #goOn(index: number): void {
    const { phase, newest, problem } = this.#life(index);
    const host = this.#hostAt(index);
    if (phase === 'dumping') this.#write(host, dumpEndMessages(host), newest);
    if (phase === 'going-down' || phase === 'dumping') this.#begin(index, 'testing', newest);
    else if (phase === 'testing') this.#startBooting(index, 'saved', newest);
    else if (problem === '') this.#comeUp(index);
    else this.#stop(index);
  }

  /** The kernel starts, from now on its clock counts, and reads its file; what comes of that is seen at the end. */
  #startBooting(index: number, file: 'saved' | 'previous', cause: number): void {
    const host = this.#hostAt(index);
    const { bootTimes, kernels } = this.#ports;
    bootTimes.reboot(host, this.#engine.nowNs);
    const problem = file === 'saved' ? kernels.boot(host) : kernels.bootPrevious(host);
    this.#lives[index] = { ...this.#life(index), problem: problem ?? '', bypasses: file === 'previous' };
    this.#begin(index, problem === null ? 'booting' : 'failing', cause);
  }

  #comeUp(index: number): void {
    const host = this.#hostAt(index);
    const { newest, panic, bypasses } = this.#life(index);
    const { bootTimes, kernels, syslogd, table } = this.#ports;
    this.#lives[index] = { ...running, newest };
    this.#ports.started(host);
    syslogd.lose(host);
    if (bypasses) this.#bypass(host, kernels.runningText(host.name), newest);
    this.#write(host, bannerMessages(host), newest);
    const booted = this.#hardware.bootHost(host, formatIso(bootTimes.bootedAt(host)), newest, table.of(host));
    for (const { subject, processor } of table.of(host).filter((each) => !table.isRunning(each))) {
      const data = { host: host.name, processor, was: 'on-line', state: 'powered-off' };
      this.#engine.append('processor.changed', subject, data, [booted]);
    }
    if (panic !== '') this.#write(host, savecoreMessages(host, panic), booted);
  }

  #bypass({ name: host }: DrillHost, text: string, cause: number): void {
    this.#engine.append('system-file.bypassed', host, { host, text }, [cause]);
  }

  #stop(index: number): void {
    const { name } = this.#hostAt(index);
    const { newest, problem } = this.#life(index);
    const stopped = this.#engine.append('host.stopped', name, { host: name, problem }, [newest]);
    this.#lives[index] = { ...this.#life(index), phase: 'stopped', untilNs: 0, newest: stopped };
  }

  #write(host: DrillHost, messages: readonly KernelMessage[], cause: number): void {
    for (const message of messages) this.#ports.syslogd.write({ host }, message, cause);
  }

  /** How many boards POST has to test. */
  #boards(host: DrillHost): number {
    return new Set(this.#ports.table.of(host).map(({ place }) => place.board)).size;
  }

  #life(index: number): Life {
    return assertPresent(this.#lives[index], 'every host has a life');
  }

  #hostAt(index: number): DrillHost {
    return assertPresent(this.#hardware.hosts[index], 'an index of a host');
  }

  #indexOf(name: string): number {
    return this.#hardware.hosts.findIndex((host) => host.name === name);
  }

  #view(index: number): PlainState {
    const { phase, untilNs, problem } = this.#life(index);
    return { phase, untilNs, problem, bootedAt: formatIso(this.#ports.bootTimes.bootedAt(this.#hostAt(index))) };
  }
}
