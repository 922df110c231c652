import { parseDuration } from '../../../shared/lib/duration.ts';
import type { Drill } from '../../../shared/model/drill.ts';
import type { EventKind, LoggedEvent } from '../../../shared/model/events.ts';
import { Engine } from '../engine/engine.ts';
import { Hardware } from '../hardware/hardware.ts';
import type { SimulationState } from '../simulation.ts';
import { Solaris } from './solaris.ts';

/** For tests: a drill's injects played through this room and those above it, without the rooms below. */
export class PlayedRun {
  readonly engine: Engine;
  readonly hardware: Hardware;
  readonly solaris: Solaris;
  readonly log: LoggedEvent[] = [];

  constructor(drill: Drill, seed = 1, saved: SimulationState | null = null) {
    this.engine = new Engine({ seed });
    this.hardware = new Hardware(this.engine, drill.hosts);
    this.solaris = new Solaris(this.engine, this.hardware, drill.startsAt);
    const inject = this.engine.handler('test.inject', (index) => this.#inject(drill, index));
    if (saved !== null) {
      this.engine.restore(saved);
      return;
    }
    const started = { title: drill.title, seed, startsAt: drill.startsAt, zone: drill.zone };
    this.hardware.boot(this.engine.append('run.started', 'run', started, []));
    drill.injects.forEach(({ at }, index) => {
      this.engine.schedule(parseDuration(at) ?? 0, inject, index);
    });
  }

  static restored(drill: Drill, saved: SimulationState): PlayedRun {
    return new PlayedRun(drill, 1, saved);
  }

  /** Lets everything happen up to an instant and takes it into the log. */
  advance(untilNs: number): this {
    this.engine.advance(untilNs, Number.POSITIVE_INFINITY);
    this.log.push(...this.engine.take(Number.POSITIVE_INFINITY));
    return this;
  }

  of<Kind extends EventKind>(kind: Kind): LoggedEvent<Kind>[] {
    return this.log.filter((event): event is LoggedEvent<Kind> => event.kind === kind);
  }

  /** What the hosts logged, without date and host. */
  lines(): string[] {
    return this.of('message.logged').flatMap(({ data }) => data.text.split('\n'));
  }

  /** The seqs of every event from which one stems, itself included. */
  causesOf(seq: number): Set<number> {
    const found = new Set<number>();
    const walk = (each: number): void => {
      if (found.has(each)) return;
      found.add(each);
      for (const cause of this.log[each - 1]?.causes ?? []) walk(cause);
    };
    walk(seq);
    return found;
  }

  #inject(drill: Drill, index: number): void {
    const inject = drill.injects[index];
    if (inject === undefined) return;
    if (inject.kind === 'command') {
      const { host, line } = inject;
      this.solaris.runCommand(
        host,
        line,
        this.engine.append('inject.command', host, { host, line, inject: index }, [1]),
      );
      return;
    }
    if (inject.kind === 'unretire-page') {
      const { host, address } = inject;
      const cause = this.engine.append('inject.unretire-page', host, { host, address, inject: index }, [1]);
      this.solaris.unretirePage(host, address, cause);
      return;
    }
    if (inject.kind === 'faulty-cell') {
      this.solaris.breakCell(inject, index);
      return;
    }
    const { host, processor } = inject;
    const subject = `${host}/${processor}`;
    if (inject.kind === 'ecc') {
      const data = { host, processor, inject: index, name: inject.name };
      this.solaris.reportError(inject, this.engine.append('inject.ecc', subject, data, [1]));
    } else if (inject.kind === 'memory') {
      const { name, class: kind, pageState } = inject;
      const data = { host, processor, inject: index, name, class: kind, pageState };
      this.solaris.reportMemoryError(inject, this.engine.append('inject.memory', subject, data, [1]));
    } else if (inject.kind === 'bind-thread') {
      const cause = this.engine.append('inject.bind-thread', subject, { host, processor, inject: index }, [1]);
      this.solaris.bindThread(host, processor, cause);
    } else {
      const cause = this.engine.append('inject.unbind-threads', subject, { host, processor, inject: index }, [1]);
      this.solaris.unbindThreads(host, processor, cause);
    }
  }
}
