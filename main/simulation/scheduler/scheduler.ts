import { assert, assertPresent } from '../../../shared/lib/assert.ts';
import { minuteNs } from '../../../shared/lib/time.ts';
import type { DrillHost } from '../../../shared/model/drill.ts';
import type { Engine } from '../engine/engine.ts';
import type { PlainState, Room } from '../engine/room.ts';
import type { Hardware, Processor } from '../hardware/hardware.ts';
import type { HostActivity, ProcessScheduler } from '../solaris/processors/process-scheduler.ts';
import type { Solaris } from '../solaris/solaris.ts';
import { startBootTasks } from './boot-tasks.ts';
import { hostActivity } from './host-activity.ts';
import type { Program } from './programs.ts';
import { RunningHost } from './running-host.ts';
import { schedulerSettings } from './scheduler-settings.ts';
import { SchedulerTaps } from './scheduler-taps.ts';
import { schedulerView } from './scheduler-view.ts';

/** What a process does that somebody binds to a processor and nobody else knows of. */
const boundProgram: Program = [
  { kind: 'run', ns: 800_000 },
  { kind: 'sleep', ticks: 400 },
  { kind: 'loop', step: 0, times: 0 },
];
const initPid = 1;
const mostCaughtUpNs = 15 * minuteNs;

/**
 * The schedulers of all hosts that are up. Nothing in them happens by an event of the engine: whoever looks or acts has
 * them catch up with the clock first, so that nobody pays for what nobody sees.
 */
export class Scheduler implements Room, ProcessScheduler {
  readonly name = 'scheduler';
  readonly taps: SchedulerTaps;
  readonly #engine: Engine;
  readonly #hardware: Hardware;
  readonly #solaris: Solaris;
  /** By host, all processors that it can have: a processor's place here is its number in the host's scheduler. */
  readonly #processors: ReadonlyMap<string, readonly Processor[]>;
  #running = new Map<string, RunningHost>();

  constructor(engine: Engine, hardware: Hardware, solaris: Solaris) {
    this.#engine = engine;
    this.#hardware = hardware;
    this.#solaris = solaris;
    this.#processors = new Map(
      hardware.hosts.map((host) => [host.name, hardware.processors.filter((each) => each.host === host)]),
    );
    this.taps = new SchedulerTaps(engine, {
      running: (host) => this.#caughtUp(host),
      ids: (host) => this.#ids(host),
    });
    engine.on('host.booted', ({ data: { host } }) => this.#boot(host));
    engine.on('host.went-down', ({ data: { host } }) => this.#stop(host));
    engine.on('processor.offlined', ({ seq, data: { host, processor } }) => this.#follow(host, processor, seq));
    engine.on('processor.changed', ({ seq, data: { host, processor } }) => this.#follow(host, processor, seq));
    engine.on('processor.configured', ({ seq, data: { host, processor } }) => this.#follow(host, processor, seq));
    engine.register(this);
    engine.registerView('scheduler', (host) => this.#view(host));
  }

  boundTo(processor: Processor): number {
    return this.#running.get(processor.host.name)?.boundCount(this.#placeOf(processor)) ?? 0;
  }

  bind(host: DrillHost, pid: number, processor: Processor | null): void {
    const running = this.#running.get(host.name);
    if (running === undefined) return;
    const place = processor === null ? null : this.#placeOf(processor);
    running.act(this.#engine.nowNs, () => {
      const task = running.taskOf(pid) ?? (place === null ? null : startUnknown(running, pid));
      if (task !== null) running.bind(task, place);
    });
  }

  activity({ name }: DrillHost): HostActivity | null {
    const running = this.#caughtUp(name);
    return running === null ? null : hostActivity(running, this.#ids(name));
  }

  renice(host: DrillHost, pid: number, nice: number): void {
    assert(nice >= -20 && nice <= 19, 'a nice value');
    const running = assertPresent(this.#running.get(host.name), 'the host is up');
    const task = assertPresent(running.taskOf(pid), 'the process exists');
    running.act(this.#engine.nowNs, () => running.scheduler.renice(task, nice));
  }

  save(): PlainState {
    return [...this.#running].map(([host, running]) => {
      // So that who looks later has little to wait for, while a snapshot takes no time worth telling.
      running.catchUp(Math.min(this.#engine.nowNs, running.scheduler.core.nowNs + mostCaughtUpNs));
      return [host, running.startedNs, running.save()];
    });
  }

  restore(saved: PlainState): void {
    const hosts = saved as readonly (readonly [string, number, PlainState])[];
    this.#running = new Map(
      hosts.map(([name, startedNs, state]) => {
        const running = this.#newHost(name, startedNs);
        running.restore(state);
        return [name, running];
      }),
    );
  }

  /** A kernel comes up: its tasks start anew on the processors that it has. */
  #boot(name: string): void {
    const { nowNs } = this.#engine;
    const running = this.#newHost(name, nowNs);
    this.#running.set(name, running);
    running.act(nowNs, () => {
      for (const [place, processor] of this.#ofHost(name).entries()) {
        if (!this.#solaris.isRunning(processor)) running.takeOffLine(place);
      }
      startBootTasks(running, this.#hostNamed(name), this.#engine.random(`scheduler ${name}`));
    });
  }

  #stop(name: string): void {
    this.#running.delete(name);
    this.taps.lost(name);
  }

  /** A processor may have gone off-line or come back: `cause` is the event that says so. */
  #follow(host: string, number: number, cause: number): void {
    const running = this.#running.get(host);
    if (running === undefined) return;
    const processor = this.#hardware.processor(host, number);
    const place = this.#placeOf(processor);
    const isOnLine = this.#solaris.isRunning(processor);
    if (running.isOnLine(place) === isOnLine) return;
    const { nowNs } = this.#engine;
    if (isOnLine) running.act(nowNs, () => running.bringOnLine(place));
    else this.#rehome(running, processor, cause);
  }

  #rehome(running: RunningHost, processor: Processor, cause: number): void {
    const { host, subject } = processor;
    let moved: ReadonlyMap<number, number> = new Map();
    running.act(this.#engine.nowNs, () => {
      moved = running.takeOffLine(this.#placeOf(processor));
    });
    const tasks = [...moved.values()].reduce((sum, count) => sum + count, 0);
    if (tasks === 0) return;
    const ids = this.#ids(host.name);
    const targets = [...moved].map(([place, count]) => `${ids[place]} (${count})`).join(', CPU');
    const data = { host: host.name, processor: processor.processor, tasks, targets };
    this.#engine.append('scheduler.rehomed', subject, data, [cause]);
  }

  #view(name: string): PlainState {
    const running = this.#caughtUp(name);
    return schedulerView(name, this.#engine.nowNs, running, this.#ids(name)) as unknown as PlainState;
  }

  /** The scheduler of a host as it is just before now; null where the host is not up. */
  #caughtUp(name: string): RunningHost | null {
    const running = this.#running.get(name) ?? null;
    running?.catchUp(this.#engine.nowNs);
    running?.scheduler.settleAll();
    return running;
  }

  #newHost(name: string, startedNs: number): RunningHost {
    const host = this.#hostNamed(name);
    const profile = schedulerSettings((variable) => this.#solaris.setVariable(host, variable));
    return new RunningHost(profile, this.#ofHost(name).length, startedNs);
  }

  #ofHost(name: string): readonly Processor[] {
    return assertPresent(this.#processors.get(name), 'a host of the run');
  }

  #ids(name: string): readonly number[] {
    return this.#ofHost(name).map(({ processor }) => processor);
  }

  #placeOf(processor: Processor): number {
    // The processors of a host stand together in the run's list.
    return processor.index - assertPresent(this.#ofHost(processor.host.name)[0], 'a host has a processor').index;
  }

  #hostNamed(name: string): DrillHost {
    return assertPresent(
      this.#hardware.hosts.find((host) => host.name === name),
      'a host of the run',
    );
  }
}

/** Starts a process that somebody names and nobody knows: it mostly sleeps. */
function startUnknown(running: RunningHost, pid: number): number {
  const { core } = running.scheduler;
  const places = Array.from({ length: core.processors }, (_, place) => place);
  const processor = assertPresent(
    places.find((place) => running.isOnLine(place)),
    'a processor is on-line',
  );
  const name = `worker${pid}`;
  const about = { pid, parent: initPid, user: 'app', name, command: name, nice: 0, isKernel: false };
  return running.start({ ...about, program: boundProgram, processor });
}
