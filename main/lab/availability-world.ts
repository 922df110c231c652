import { assertPresent } from '../../shared/lib/assert.ts';
import type { DrillHost, EccInject, MemoryInject } from '../../shared/model/drill.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';
import type { Policy } from '../../shared/model/policies.ts';
import { Engine } from '../simulation/engine/engine.ts';
import type { PlainState } from '../simulation/engine/room.ts';
import { Hardware } from '../simulation/hardware/hardware.ts';
import { printRegister, registerOf } from '../simulation/hardware/register.ts';
import { noLoggingDelay } from '../simulation/solaris/logging-delay.ts';
import { PolicyRun } from '../simulation/solaris/policies/policy-run.ts';
import { Solaris } from '../simulation/solaris/solaris.ts';
import { syslogdAlarmNs } from '../simulation/solaris/syslogd.ts';
import type { AvailabilityCase, AvailabilityEvent } from './availability-case.ts';
import { WatchedHost } from './watched-host.ts';

type EccEvent = AvailabilityEvent & { readonly type: 'ecc' };
type MemoryEvent = AvailabilityEvent & { readonly type: 'memory' };

/** Events of the log that are made before they are handed on. */
const eventsAtOnce = 10_000;

/** Seconds of a case in nanoseconds: all nine decimals, which a multiplication would not leave alone. */
const nanosecondsOf = (seconds: number): number => Number(seconds.toFixed(9).replace('.', ''));

/** When it takes effect: an error, when it is logged. */
const instantOf = (event: AvailabilityEvent): number =>
  nanosecondsOf(('loggedAt' in event ? event.loggedAt : undefined) ?? event.at);

const errIdOf = ({ at }: AvailabilityEvent): string => printRegister(registerOf(BigInt(nanosecondsOf(at))));

/** Its system controller takes indictments, and does nothing about them. */
function hostOf(given: AvailabilityCase): DrillHost {
  const { host: name, platform, node, cpuType, release, bootedAt, physmemPages, system, cpus } = given;
  const processors = cpus.map(({ id }) => id);
  const host = { name, platform, node, cpuType, release, bootedAt, physmemPages, system, processors };
  return { ...host, firmware: 'ignores-indictments', ...(given.kernelPatch && { kernelPatch: given.kernelPatch }) };
}

/** What the two kinds of errors have in common as injects. */
function commonOf(event: EccEvent | MemoryEvent, host: string) {
  const { cpu: processor, afsr, afar, faultPc, mode, tl: trapLevel, protected: isProtected } = event;
  return {
    at: '0s',
    host,
    processor,
    errId: errIdOf(event),
    afsr,
    afar,
    faultPc,
    mode,
    trapLevel,
    ...(isProtected && { protected: true }),
  };
}

/** What an error of a cache may have in addition. */
const optionsOf = ({ dump, trap, shadow, module }: EccEvent) => ({
  ...(dump && { dump }),
  ...(trap && { trap }),
  ...(shadow && { shadow }),
  ...(module && { module }),
});

/** One host of its own, with the rooms of the simulation down to Solaris, to which a case happens. */
export class AvailabilityWorld {
  readonly #engine = new Engine({ seed: 0 });
  readonly #solaris: Solaris;
  readonly #host: string;
  readonly #given: AvailabilityCase;

  constructor(given: AvailabilityCase) {
    this.#given = given;
    const { cpus, events, bootedAt, syslogAlarmAt } = given;
    const host = hostOf(given);
    this.#host = host.name;
    // A case lists the processors that exist: boards are not filled up.
    const hardware = new Hardware(this.#engine, [host], ({ processors }) =>
      [...processors].sort((one, other) => one - other),
    );
    const firstAlarmNs = syslogAlarmAt === undefined ? syslogdAlarmNs : nanosecondsOf(syslogAlarmAt);
    this.#solaris = new Solaris(this.#engine, hardware, bootedAt, { delay: noLoggingDelay, firstAlarmNs });
    const perform = this.#engine.handler('lab.event', (index) =>
      this.#perform(assertPresent(events[index], 'an event of the case'), index),
    );
    for (const { id, state, interrupts, processorSet: set, boundThreads } of cpus) {
      const prepared = state === 'on-line' && !interrupts ? 'no-intr' : state;
      this.#solaris.prepare(host.name, id, { state: prepared, set, boundThreads });
    }
    const started = { title: '', seed: 0, startsAt: bootedAt, zone: 'UTC' };
    hardware.boot(this.#engine.append('run.started', 'run', started, []));
    events.forEach((event, index) => {
      this.#engine.schedule(instantOf(event), perform, index);
    });
  }

  /** Lets happen what happens until `seconds` after boot, and hands the log on. False where it has more events. */
  play(seconds: number, mostEvents: number, visit: (event: LoggedEvent) => void): boolean {
    let isDone = false;
    while (!isDone && this.#engine.events < mostEvents) {
      isDone = this.#engine.advance(nanosecondsOf(seconds), eventsAtOnce);
      this.#engine.take(Number.POSITIVE_INFINITY).forEach(visit);
    }
    return isDone;
  }

  /** Lets a policy of another system watch over the host, before anything has happened to it. */
  watch(policy: Policy): PolicyRun {
    const { host: name, physmemPages, cpus, cpuType } = this.#given;
    const host = new WatchedHost(this.#engine, this.#solaris, { name, physmemPages, cpus: cpus.map(({ id }) => id) });
    return new PolicyRun(this.#engine, host, cpuType, policy);
  }

  /** What a room shows of a processor. */
  processor(processor: number): PlainState {
    return this.#engine.view('processor', `${this.#host}/${processor}`);
  }

  /** What a room shows of the host's memory. */
  memory(): PlainState {
    return this.#engine.view('memory', this.#host);
  }

  #perform(event: AvailabilityEvent, index: number): void {
    if (event.type === 'ecc') this.#injectEcc(event, index);
    else if (event.type === 'memory') this.#injectMemory(event, index);
    else if (event.type === 'command') this.#runCommand(event.line, index);
    else this.#changeThreads(event, index);
  }

  #injectEcc(event: EccEvent, index: number): void {
    const { name, first } = event;
    const inject: EccInject = { ...commonOf(event, this.#host), kind: 'ecc', name, ...optionsOf(event) };
    const data = { host: this.#host, processor: event.cpu, inject: index, name };
    const cause = this.#engine.append('inject.ecc', this.#subject(event.cpu), data, []);
    this.#solaris.reportError(inject, cause, { trappedNs: nanosecondsOf(event.at), first });
  }

  #injectMemory(event: MemoryEvent, index: number): void {
    const { name, class: kind, module, pageState } = event;
    const common = commonOf(event, this.#host);
    const inject: MemoryInject = { ...common, kind: 'memory', name, class: kind, access: 'data', module, pageState };
    const data = { host: this.#host, processor: event.cpu, inject: index, name, class: kind, pageState };
    const cause = this.#engine.append('inject.memory', this.#subject(event.cpu), data, []);
    this.#solaris.reportMemoryError(inject, cause);
  }

  #changeThreads(event: AvailabilityEvent & { readonly type: 'bind' | 'unbind' }, index: number): void {
    const host = this.#host;
    const { cpu: processor, type } = event;
    const kind = type === 'bind' ? 'inject.bind-thread' : 'inject.unbind-threads';
    const cause = this.#engine.append(kind, this.#subject(processor), { host, processor, inject: index }, []);
    if (type === 'unbind') this.#solaris.unbindThreads(host, processor, cause);
    else for (let thread = 0; thread < event.threads; thread += 1) this.#solaris.bindThread(host, processor, cause);
  }

  #runCommand(line: string, index: number): void {
    const host = this.#host;
    const cause = this.#engine.append('inject.command', host, { host, line, inject: index }, []);
    this.#solaris.runCommand(host, line, cause);
  }

  #subject(processor: number): string {
    return `${this.#host}/${processor}`;
  }
}
