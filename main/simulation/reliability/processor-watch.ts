import { assertPresent } from '../../../shared/lib/assert.ts';
import { humanDuration } from '../../../shared/lib/duration.ts';
import { processorOfHost } from '../../../shared/lib/format.ts';
import type { LoggedEvent } from '../../../shared/model/events.ts';
import type { Engine, HandlerId } from '../engine/engine.ts';
import type { PlainState, Room } from '../engine/room.ts';
import type { Alerts } from './alerts.ts';
import type { DetectionRule } from './detection-rules.ts';
import { offliningGaveUpRule, processorOfflinedRule } from './processor-rules.ts';
import { quietNs } from './quiet.ts';

/** A processor that has gone off-line, watched for errors that it still reports. */
interface OfflineProcessor {
  readonly subject: string;
  readonly host: string;
  readonly processor: number;
  readonly offlinedBy: number;
  readonly quietSinceNs: number;
  /** When it is looked whether it has been quiet, 0 while nothing waits for that. */
  readonly checkAtNs: number;
  /** Brought back on-line since. */
  readonly isBack: boolean;
}

/** No-intr processors run too, they only take no interrupts. */
const isRunning = (state: string): boolean => state === 'on-line' || state === 'no-intr';

/** Alerts about processors that go off-line, or do not although they should. */
export class ProcessorWatch implements Room {
  readonly name = 'processor-watch';
  readonly #engine: Engine;
  readonly #alerts: Alerts;
  readonly #checkQuiet: HandlerId;
  readonly #indexes = new Map<string, number>();
  #offline: OfflineProcessor[] = [];

  constructor(engine: Engine, alerts: Alerts) {
    this.#engine = engine;
    this.#alerts = alerts;
    this.#checkQuiet = engine.handler('reliability.check-processor', (index) => this.#clearIfQuiet(index));
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
    return this.#offline.map((processor) => ({ ...processor }));
  }

  restore(state: PlainState): void {
    this.#offline = [...(state as unknown as readonly OfflineProcessor[])];
    this.#indexes.clear();
    this.#offline.forEach(({ subject }, index) => {
      this.#indexes.set(subject, index);
    });
  }

  #detect<Kind extends 'processor.offlined' | 'offlining.gave-up'>(rule: DetectionRule<Kind>): void {
    this.#engine.on(rule.kind, (event) => {
      const { host, processor } = event.data;
      this.#alerts.raise(
        rule,
        { subject: event.subject, host, processor, name: processorOfHost(host, processor) },
        event,
      );
    });
  }

  #watch({ data, subject, seq, at }: LoggedEvent<'processor.offlined' | 'processor.changed'>): void {
    const { host, processor } = data;
    const index = this.#indexes.get(subject) ?? this.#offline.length;
    this.#indexes.set(subject, index);
    const checkAtNs = this.#offline[index]?.checkAtNs ?? 0;
    this.#offline[index] = { subject, host, processor, offlinedBy: seq, quietSinceNs: at, checkAtNs, isBack: false };
    this.#checkWhenQuiet(index);
  }

  /** It is off-line no longer: that it was is over, that it could not be taken off-line is not. */
  #comesBack({ data, subject, seq }: LoggedEvent<'processor.changed' | 'processor.configured'>): void {
    const index = this.#indexes.get(subject) ?? -1;
    const offline = this.#offline[index];
    if (offline === undefined || offline.isBack) return;
    this.#offline[index] = { ...offline, isBack: true };
    const evidence = `${processorOfHost(data.host, data.processor)} is on-line again`;
    const isOver = (alert: { subject: string; rule: string }): boolean =>
      alert.subject === subject && alert.rule === processorOfflinedRule.rule;
    this.#alerts.clear(isOver, evidence, seq);
  }

  #notQuiet({ subject, at }: LoggedEvent<'ecc.reported'>): void {
    const index = this.#indexes.get(subject) ?? -1;
    const offline = this.#offline[index];
    if (offline === undefined || offline.isBack) return;
    this.#offline[index] = { ...offline, quietSinceNs: at };
    this.#checkWhenQuiet(index);
  }

  /** One look waits for a processor at a time, however many errors it reports. */
  #checkWhenQuiet(index: number): void {
    const offline = assertPresent(this.#offline[index], 'a processor that went off-line');
    if (offline.checkAtNs > this.#engine.nowNs) return;
    const checkAtNs = offline.quietSinceNs + quietNs;
    this.#offline[index] = { ...offline, checkAtNs };
    this.#engine.schedule(checkAtNs, this.#checkQuiet, index);
  }

  #clearIfQuiet(index: number): void {
    const offline = assertPresent(this.#offline[index], 'a processor that went off-line');
    if (offline.isBack) return;
    if (this.#engine.nowNs < offline.quietSinceNs + quietNs) {
      this.#checkWhenQuiet(index);
      return;
    }
    const { subject, host, processor, offlinedBy } = offline;
    const name = processorOfHost(host, processor);
    const evidence = `${name} is off-line and has reported no error for ${humanDuration(quietNs)}`;
    this.#alerts.clear((alert) => alert.subject === subject, evidence, offlinedBy);
  }
}
