import type { SchedulerTap, SchedulerTapStatus } from '../../../shared/model/scheduler-views.ts';
import type { Engine } from '../engine/engine.ts';
import type { PlainState } from '../engine/room.ts';
import { bothTraces } from './both-traces.ts';
import type { RunningHost } from './running-host.ts';
import { HostTap, tappedName } from './scheduler-tap.ts';

interface Ports {
  /** The scheduler of a host as it is now, null where the host is not up. */
  readonly running: (host: string) => RunningHost | null;
  /** The ids of a host's processors, by their places. */
  readonly ids: (host: string) => readonly number[];
}

interface Tapped {
  readonly tap: HostTap;
  readonly running: RunningHost;
  readonly sinceNs: number;
  readonly untilNs: number | null;
}

/**
 * Traces of hosts that somebody has started. They change nothing of a run and are no part of its state: a restored run
 * has none.
 */
export class SchedulerTaps {
  readonly #engine: Engine;
  readonly #ports: Ports;
  readonly #tapped = new Map<string, Tapped>();

  constructor(engine: Engine, ports: Ports) {
    this.#engine = engine;
    this.#ports = ports;
    engine.registerTap('scheduler', {
      start: (host) => this.#start(host),
      stop: (host) => this.#stop(host),
      status: (host) => this.#status(host),
      read: (host) => this.#read(host) as unknown as PlainState,
    });
  }

  /** A host went down: what its tap has recorded stays. */
  lost(host: string): void {
    this.#stop(host);
  }

  #start(host: string): null {
    this.#stop(host);
    const running = this.#ports.running(host);
    if (running === null) return null;
    const tap = new HostTap(running, this.#ports.ids(host));
    running.scheduler.core.trace = bothTraces(running.watch, tap);
    this.#tapped.set(host, { tap, running, sinceNs: this.#engine.nowNs, untilNs: null });
    return null;
  }

  #stop(host: string): null {
    const tapped = this.#tapped.get(host);
    if (tapped === undefined || tapped.untilNs !== null) return null;
    // What happened up to now belongs to it.
    this.#ports.running(host);
    tapped.running.scheduler.core.trace = tapped.running.watch;
    this.#tapped.set(host, { ...tapped, untilNs: this.#engine.nowNs });
    return null;
  }

  /** How much the tap holds, null where none was started. A full one has nothing after its last row. */
  #status(host: string): SchedulerTapStatus | null {
    this.#ports.running(host);
    const tapped = this.#tapped.get(host);
    if (tapped === undefined) return null;
    const { tap, sinceNs, untilNs } = tapped;
    const last = tap.isFull ? tap.lastRowNs : (untilNs ?? this.#engine.nowNs);
    return { on: untilNs === null, full: tap.isFull, rows: tap.rows, sinceNs, untilNs: last };
  }

  #read(host: string): SchedulerTap {
    this.#ports.running(host);
    const tapped = this.#tapped.get(host);
    const processors = [...this.#ports.ids(host)];
    const { nowNs } = this.#engine;
    if (tapped === undefined) {
      const none = { on: false, full: false, sinceNs: nowNs, untilNs: nowNs };
      return { host, ...none, processors, tasks: [], switches: [], events: [] };
    }
    const { tap, running, sinceNs, untilNs } = tapped;
    const { length } = running.scheduler.core.tasks;
    return {
      ...{ host, on: untilNs === null, full: tap.isFull, sinceNs, untilNs: untilNs ?? nowNs },
      processors,
      tasks: Array.from({ length }, (_, task) => tappedName(running, task)),
      switches: [...tap.switches],
      events: [...tap.events],
    };
  }
}
