import { assertPresent } from '../../../shared/lib/assert.ts';
import { humanDuration } from '../../../shared/lib/duration.ts';
import { processorOfHost } from '../../../shared/lib/format.ts';
import { secondNs } from '../../../shared/lib/time.ts';
import type { LoggedEvent } from '../../../shared/model/events.ts';
import type { Engine, HandlerId } from '../engine/engine.ts';
import type { PlainState, Room } from '../engine/room.ts';
import { type DetectionRule, offliningGaveUpRule, processorOfflinedRule } from './detection-rules.ts';

/** How long a processor that is off-line must report no error before its alerts are cleared. */
const quietNs = 120 * secondNs;

/** An alert whose cause lasts. */
interface ActiveAlert {
  readonly alert: string;
  readonly rule: string;
  readonly host: string;
  readonly processor: number;
  readonly raisedBy: number;
}

/** A processor that has gone off-line, watched for errors that it still reports. */
interface OfflineProcessor {
  readonly host: string;
  readonly processor: number;
  readonly offlinedBy: number;
  readonly quietSinceNs: number;
  /** Brought back on-line since. */
  readonly isBack: boolean;
}

interface ReliabilityState {
  readonly alerts: number;
  readonly active: readonly ActiveAlert[];
  readonly offline: readonly OfflineProcessor[];
}

interface OnProcessor {
  readonly host: string;
  readonly processor: number;
}

/** No-intr processors run too, they only take no interrupts. */
const isRunning = (state: string): boolean => state === 'on-line' || state === 'no-intr';

const isSame = (one: OnProcessor, other: OnProcessor): boolean =>
  one.host === other.host && one.processor === other.processor;

/** Detection rules: raises an alert when one fires and clears it when its cause is gone. */
export class Reliability implements Room {
  readonly name = 'reliability';
  readonly #engine: Engine;
  readonly #checkQuiet: HandlerId;
  #alerts = 0;
  #active: readonly ActiveAlert[] = [];
  #offline: OfflineProcessor[] = [];

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#checkQuiet = engine.handler('reliability.check-quiet', (index) => this.#clearIfQuiet(index));
    // Watched before the rule fires, so that the alert finds its processor in the table.
    engine.on('processor.offlined', (event) => this.#watch(event));
    engine.on('processor.changed', (event) => {
      if (isRunning(event.data.state)) this.#comesBack(event);
      else this.#watch(event);
    });
    // Also a host that boots brings its processors back.
    engine.on('processor.configured', (event) => this.#comesBack(event));
    engine.on('ecc.reported', (event) => this.#notQuiet(event));
    this.#detect(processorOfflinedRule);
    this.#detect(offliningGaveUpRule);
    engine.register(this);
  }

  save(): PlainState {
    const active = this.#active.map((alert) => ({ ...alert }));
    return { alerts: this.#alerts, active, offline: this.#offline.map((processor) => ({ ...processor })) };
  }

  restore(state: PlainState): void {
    const { alerts, active, offline } = state as unknown as ReliabilityState;
    this.#alerts = alerts;
    this.#active = active;
    this.#offline = [...offline];
  }

  #detect<Kind extends 'processor.offlined' | 'offlining.gave-up'>(rule: DetectionRule<Kind>): void {
    this.#engine.on(rule.kind, (event) => {
      const { host, processor } = event.data;
      const alert = `ALERT-${++this.#alerts}`;
      this.#active = [...this.#active, { alert, rule: rule.rule, host, processor, raisedBy: event.seq }];
      const title = rule.titleOf(event.data);
      const data = { alert, rule: rule.rule, severity: rule.severity, host, processor, title };
      this.#engine.append('alert.raised', event.subject, { ...data, evidence: rule.evidenceOf(event.data) }, [
        event.seq,
      ]);
    });
  }

  #watch({ data, seq, at }: LoggedEvent<'processor.offlined' | 'processor.changed'>): void {
    const { host, processor } = data;
    const known = this.#offline.findIndex((each) => isSame(each, data));
    const index = known === -1 ? this.#offline.length : known;
    this.#offline[index] = { host, processor, offlinedBy: seq, quietSinceNs: at, isBack: false };
    this.#engine.schedule(at + quietNs, this.#checkQuiet, index);
  }

  /** It is off-line no longer: that it was is over, that it could not be taken off-line is not. */
  #comesBack({ data, seq }: LoggedEvent<'processor.changed' | 'processor.configured'>): void {
    const index = this.#offline.findIndex((each) => isSame(each, data));
    const offline = this.#offline[index];
    if (offline === undefined || offline.isBack) return;
    this.#offline[index] = { ...offline, isBack: true };
    const evidence = `${processorOfHost(data.host, data.processor)} is on-line again`;
    this.#clear(offline, evidence, seq, ({ rule }) => rule === processorOfflinedRule.rule);
  }

  #notQuiet({ data, at }: LoggedEvent<'ecc.reported'>): void {
    const index = this.#offline.findIndex((each) => isSame(each, data));
    const offline = this.#offline[index];
    if (offline === undefined || offline.isBack) return;
    this.#offline[index] = { ...offline, quietSinceNs: at };
    this.#engine.schedule(at + quietNs, this.#checkQuiet, index);
  }

  #clearIfQuiet(index: number): void {
    const offline = assertPresent(this.#offline[index], 'a processor that went off-line');
    if (offline.isBack || this.#engine.nowNs < offline.quietSinceNs + quietNs) return;
    const { host, processor } = offline;
    const name = processorOfHost(host, processor);
    const evidence = `${name} is off-line and has reported no error for ${humanDuration(quietNs)}`;
    this.#clear(offline, evidence, offline.offlinedBy, () => true);
  }

  /** Clears those alerts of a processor that are over, because of event `over`. */
  #clear(
    { host, processor }: OnProcessor,
    evidence: string,
    over: number,
    isOver: (alert: ActiveAlert) => boolean,
  ): void {
    const isCleared = (alert: ActiveAlert): boolean => isSame(alert, { host, processor }) && isOver(alert);
    const cleared = this.#active.filter(isCleared);
    this.#active = this.#active.filter((alert) => !isCleared(alert));
    for (const { alert, rule, raisedBy } of cleared) {
      const causes = raisedBy === over ? [raisedBy] : [raisedBy, over];
      this.#engine.append('alert.cleared', `${host}/${processor}`, { alert, rule, host, processor, evidence }, causes);
    }
  }
}
