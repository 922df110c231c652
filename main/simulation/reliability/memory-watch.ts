import { assertPresent } from '../../../shared/lib/assert.ts';
import { humanDuration } from '../../../shared/lib/duration.ts';
import { isUncorrectableMemoryError } from '../../../shared/lib/memory-errors.ts';
import type { EventKind, LoggedEvent } from '../../../shared/model/events.ts';
import type { Engine, HandlerId } from '../engine/engine.ts';
import type { PlainState, Room } from '../engine/room.ts';
import type { ActiveAlert, Alerts, Part } from './alerts.ts';
import type { DetectionRule } from './detection-rules.ts';
import {
  moduleOverflowedRule,
  pageLimitReachedRule,
  pageRetiredRule,
  uncorrectableMemoryErrorRule,
} from './memory-rules.ts';
import { quietNs } from './quiet.ts';

/** A module with an alert, or all memory of a host where the module is not known. */
interface Watched {
  readonly part: Part;
  readonly quietSinceNs: number;
  /** When it is looked whether it has been quiet, 0 while nothing waits for that. */
  readonly checkAtNs: number;
  /** The event that says why it is calm: the last about it. */
  readonly newest: number;
}

type PageOutcome = 'memory-page.retired' | 'memory-page.cleared' | 'memory-page.refused';

/** A page that has been asked for and not been dealt with yet. */
interface WaitingPage {
  readonly page: string;
  readonly module: string;
}

interface MemoryWatchState {
  readonly watched: readonly Watched[];
  readonly waiting: readonly WaitingPage[];
}

/** `sf15k-domc/memory` stands for pages of a host of which no module is known. */
const memoryOf = (host: string): string => `${host}/memory`;

const partOf = (host: string, module: string): Part =>
  module === ''
    ? { subject: memoryOf(host), host, processor: null, name: `memory of ${host}` }
    : { subject: `${host}/${module}`, host, processor: null, name: `memory module ${module} of ${host}` };

/** Alerts about memory modules with errors and the pages that are retired for them. */
export class MemoryWatch implements Room {
  readonly name = 'memory-watch';
  readonly #engine: Engine;
  readonly #alerts: Alerts;
  readonly #checkQuiet: HandlerId;
  readonly #indexes = new Map<string, number>();
  /** Modules by host and page. */
  readonly #waiting = new Map<string, string>();
  #watched: Watched[] = [];

  constructor(engine: Engine, alerts: Alerts) {
    this.#engine = engine;
    this.#alerts = alerts;
    this.#checkQuiet = engine.handler('reliability.check-memory', (index) => this.#clearIfQuiet(index));
    engine.on('memory.reported', (event) => this.#takeError(event));
    engine.on('module.overflowed', (event) =>
      this.#detect(moduleOverflowedRule, partOf(event.data.host, event.data.module), event),
    );
    engine.on('memory-page.scheduled', ({ subject, data }) => {
      this.#waiting.set(`${subject} ${data.address}`, data.module);
    });
    engine.on('memory-page.retired', (event) => {
      this.#detect(pageRetiredRule, this.#dealtWith(event), event);
    });
    engine.on('memory-page.cleared', (event) => this.#dealtWith(event));
    engine.on('memory-page.refused', (event) => {
      this.#dealtWith(event);
      this.#alerts.raiseOnce(pageLimitReachedRule, partOf(event.data.host, ''), event);
    });
    engine.on('memory-page.returned', ({ data, seq }) => {
      const isOver = (alert: ActiveAlert): boolean =>
        alert.host === data.host && alert.rule === pageLimitReachedRule.rule;
      this.#alerts.clear(isOver, `a page of ${data.host} was returned to service: another can be retired`, seq);
    });
    engine.on('host.booted', (event) => this.#forget(event));
    engine.register(this);
  }

  save(): PlainState {
    const state: MemoryWatchState = {
      watched: [...this.#watched],
      waiting: [...this.#waiting].map(([page, module]) => ({ page, module })),
    };
    return state as unknown as PlainState;
  }

  restore(saved: PlainState): void {
    const { watched, waiting } = saved as unknown as MemoryWatchState;
    this.#watched = [...watched];
    this.#indexes.clear();
    watched.forEach(({ part }, index) => {
      this.#indexes.set(part.subject, index);
    });
    this.#waiting.clear();
    for (const { page, module } of waiting) this.#waiting.set(page, module);
  }

  #takeError(event: LoggedEvent<'memory.reported'>): void {
    const { name, host, unum } = event.data;
    const part = partOf(host, unum);
    if (isUncorrectableMemoryError(name)) this.#detect(uncorrectableMemoryErrorRule, part, event);
    const index = this.#indexes.get(part.subject);
    if (index !== undefined && this.#alerts.isActive(part.subject)) this.#watch(part, event.at, event.seq);
  }

  #detect<Kind extends EventKind>(rule: DetectionRule<Kind>, part: Part, event: LoggedEvent<Kind>): void {
    this.#alerts.raiseOnce(rule, part, event);
    this.#watch(part, event.at, event.seq);
  }

  /** A page waits no longer: answers its module. */
  #dealtWith({ subject, data, seq }: LoggedEvent<PageOutcome>): Part {
    const page = `${subject} ${data.address}`;
    const part = partOf(data.host, this.#waiting.get(page) ?? '');
    this.#waiting.delete(page);
    const index = this.#indexes.get(part.subject);
    if (index !== undefined) {
      this.#watched[index] = { ...this.#watchedAt(index), newest: seq };
      this.#checkWhenQuiet(index);
    }
    return part;
  }

  /** Starts the time anew in which the part must be quiet. */
  #watch(part: Part, atNs: number, seq: number): void {
    const index = this.#indexes.get(part.subject) ?? this.#watched.length;
    this.#indexes.set(part.subject, index);
    const checkAtNs = this.#watched[index]?.checkAtNs ?? 0;
    this.#watched[index] = { part, quietSinceNs: atNs, checkAtNs, newest: seq };
    this.#checkWhenQuiet(index);
  }

  /** One look waits for a part at a time, however many errors it reports. */
  #checkWhenQuiet(index: number): void {
    const watched = this.#watchedAt(index);
    const { nowNs } = this.#engine;
    if (watched.checkAtNs > nowNs) return;
    const checkAtNs = Math.max(watched.quietSinceNs + quietNs, nowNs);
    this.#watched[index] = { ...watched, checkAtNs };
    this.#engine.schedule(checkAtNs, this.#checkQuiet, index);
  }

  /** A page that waits for ever keeps its module's alerts: its errors may come back as long as it is in use. */
  #clearIfQuiet(index: number): void {
    const watched = this.#watchedAt(index);
    const { part, quietSinceNs, newest } = watched;
    this.#watched[index] = { ...watched, checkAtNs: 0 };
    if (!this.#alerts.isActive(part.subject)) return;
    if (this.#engine.nowNs < quietSinceNs + quietNs) {
      this.#checkWhenQuiet(index);
      return;
    }
    if (this.#hasWaitingPage(part)) return;
    const isOver = (alert: ActiveAlert): boolean =>
      alert.subject === part.subject && alert.rule !== pageLimitReachedRule.rule;
    const evidence = `${part.name} has reported no error for ${humanDuration(quietNs)} and none of its pages waits`;
    this.#alerts.clear(isOver, evidence, newest);
  }

  #hasWaitingPage({ subject, host }: Part): boolean {
    for (const [page, module] of this.#waiting) {
      if (page.startsWith(`${host} `) && partOf(host, module).subject === subject) return true;
    }
    return false;
  }

  /** A boot forgets pages and counts: what was wrong shows again if it still is. */
  #forget({ data, seq }: LoggedEvent<'host.booted'>): void {
    const { host } = data;
    for (const page of this.#waiting.keys()) if (page.startsWith(`${host} `)) this.#waiting.delete(page);
    const isOver = (alert: ActiveAlert): boolean =>
      alert.host === host && alert.processor === null && alert.subject !== host;
    this.#alerts.clear(isOver, `${host} has booted: all its memory is in use again`, seq);
  }

  #watchedAt(index: number): Watched {
    return assertPresent(this.#watched[index], 'memory that is watched');
  }
}
