import type { EventDataOf, EventKind, LoggedEvent } from '../../../shared/model/events.ts';
import type { Engine } from '../engine/engine.ts';
import type { PlainState, Room } from '../engine/room.ts';
import type { DetectionRule } from './detection-rules.ts';

/** What an alert is about: its subject names it, `sf15k-domc/64` or `sf15k-domc/SB2/P1/B0/D0 J14300`. */
export interface Part {
  readonly subject: string;
  readonly host: string;
  /** Null where it is not about a processor. */
  readonly processor: number | null;
  /** In words: `CPU64 of sf15k-domc`. */
  readonly name: string;
}

/** An alert whose cause lasts. */
export interface ActiveAlert extends Omit<Part, 'name'> {
  readonly alert: string;
  readonly rule: string;
  readonly raisedBy: number;
}

interface AlertsState {
  readonly alerts: number;
  readonly active: readonly ActiveAlert[];
}

/** So many alerts of one rule about one part last. A processor that nobody can take off-line raises one after the other. */
const mostLasting = 16;

/** The alerts of every rule, numbered in one row, and those that last. */
export class Alerts implements Room {
  readonly name = 'alerts';
  readonly #engine: Engine;
  #alerts = 0;
  #active: readonly ActiveAlert[] = [];

  constructor(engine: Engine) {
    this.#engine = engine;
    engine.register(this);
  }

  /** Raises an alert about a part because an event met a rule. */
  raise<Kind extends EventKind>(rule: DetectionRule<Kind>, part: Part, { data, seq }: LoggedEvent<Kind>): void {
    const alert = `ALERT-${++this.#alerts}`;
    const { subject, host, processor } = part;
    this.#active = [...this.#active, { alert, rule: rule.rule, subject, host, processor, raisedBy: seq }];
    const raised: EventDataOf<'alert.raised'> = {
      ...{ alert, rule: rule.rule, severity: rule.severity, host, processor },
      title: rule.titleOf(data, part.name),
      evidence: rule.evidenceOf(data),
    };
    const raisedAs = this.#engine.append('alert.raised', subject, raised, [seq]);
    this.#supersede(rule.rule, subject, alert, raisedAs);
  }

  /** The same, unless the rule's last alert about the part lasts. Answers whether one was raised. */
  raiseOnce<Kind extends EventKind>(rule: DetectionRule<Kind>, part: Part, event: LoggedEvent<Kind>): boolean {
    if (this.#active.some((each) => each.subject === part.subject && each.rule === rule.rule)) return false;
    this.raise(rule, part, event);
    return true;
  }

  isActive(subject: string): boolean {
    return this.#active.some((each) => each.subject === subject);
  }

  /** Clears the alerts that are over because of event `over`. */
  clear(isOver: (alert: ActiveAlert) => boolean, evidence: string, over: number): void {
    const cleared = this.#active.filter(isOver);
    if (cleared.length === 0) return;
    this.#active = this.#active.filter((alert) => !cleared.includes(alert));
    for (const { alert, rule, subject, host, processor, raisedBy } of cleared) {
      const causes = raisedBy === over ? [raisedBy] : [raisedBy, over];
      this.#engine.append('alert.cleared', subject, { alert, rule, host, processor, evidence }, causes);
    }
  }

  /** Clears the oldest where too many tell the same. The newest goes on to tell it, so nothing calms down by that. */
  #supersede(rule: string, subject: string, newest: string, raisedAs: number): void {
    const same = this.#active.filter((each) => each.subject === subject && each.rule === rule);
    const [oldest] = same;
    if (oldest === undefined || same.length <= mostLasting) return;
    this.clear((each) => each === oldest, `${newest} tells the same, and so do ${mostLasting - 1} before it`, raisedAs);
  }

  save(): PlainState {
    return { alerts: this.#alerts, active: this.#active.map((alert) => ({ ...alert })) };
  }

  restore(state: PlainState): void {
    const { alerts, active } = state as unknown as AlertsState;
    this.#alerts = alerts;
    this.#active = active;
  }
}
