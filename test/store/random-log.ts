import fc from 'fast-check';
import type { EventDataOf } from '../../shared/model/events.ts';
import { appendPage, appendStart, eccData, LogBuilder, lineData, onProcessor } from './log-builder.ts';

/** One thing that happens to the one processor, or to the incident about it. */
const step = fc.oneof(
  fc.record({ does: fc.constant('error' as const), injected: fc.boolean(), lines: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ does: fc.constantFrom('fire' as const, 'busy' as const, 'give-up' as const, 'off-line' as const) }),
  fc.record({ does: fc.constantFrom('alert' as const, 'calm' as const, 'raise' as const) }),
  fc.record({ does: fc.constantFrom('page' as const, 'unanswered' as const, 'exhausted' as const) }),
  fc.record({ does: fc.constantFrom('acknowledge' as const, 'unacknowledge' as const, 'note' as const) }),
  fc.record({ does: fc.constantFrom('resolve' as const, 'reopen' as const, 'silence' as const, 'bind' as const) }),
);
export type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
export const steps = fc.array(step, { maxLength: 60 });

const words = ['UCC Event', '50% of_it', 'back\\slash', 'Überlauf', 'a "quoted" part', 'NOTICE'];

/** A log that tells of the steps, in a form that the store must take whether or not it makes sense to a person. */
export function logOf(wanted: readonly Step[]): LogBuilder {
  const log = new LogBuilder();
  appendStart(log);
  const teller = new Teller(log);
  for (const each of wanted) {
    log.at += 1e9;
    teller.tell(each);
  }
  return log;
}

class Teller {
  readonly #log: LogBuilder;
  #last = 1;
  #incidents = 0;

  constructor(log: LogBuilder) {
    this.#log = log;
  }

  tell(step: Step): void {
    if (step.does === 'error') this.#error(step.injected, step.lines);
    else if (step.does === 'alert') this.#alert();
    else if (step.does === 'bind') this.#log.append('inject.bind-thread', 'cpu64', { ...onProcessor, inject: 1 }, [1]);
    else if (!this.#tellOfProcessor(step.does) && this.#incidents > 0) this.#tellOfIncident(step.does);
  }

  #error(injected: boolean, lines: number): void {
    const inject = { ...onProcessor, inject: 1, name: 'UCC' };
    const causes = injected ? [this.#log.append('inject.ecc', 'cpu64', inject, [1])] : [this.#last];
    const error = this.#log.append('ecc.reported', 'cpu64', eccData, causes);
    for (let line = 0; line < lines; line += 1) {
      const word = (offset: number): string => words[(error + line + offset) % words.length] ?? '';
      const text = line === 1 ? `${word(0)}\n${word(1)}\n    ${word(2)}` : word(0);
      this.#log.append('message.logged', onProcessor.host, lineData(text), [error]);
      if (line === 2) this.#repeatLine(error);
    }
    const count = (error % 3) + 1;
    this.#last = this.#log.append('serd.counted', 'cpu64', { ...onProcessor, count, limit: 2, windowNs: 1 }, [error]);
  }

  #repeatLine(error: number): void {
    const { host } = onProcessor;
    const lastAtNs = Math.max(0, this.#log.at - 1);
    const data = { host, times: 3, lastAtNs, level: 'info', text: 'last message repeated 3 times' };
    this.#log.append('message.repeated', host, data, [error]);
  }

  #tellOfProcessor(does: Step['does']): boolean {
    const failed = { ...onProcessor, reason: 'Excessive errors', error: 'EBUSY' };
    const last = [this.#last];
    if (does === 'fire') {
      this.#log.append('serd.fired', 'cpu64', { ...onProcessor, count: 3, limit: 2, windowNs: 1 }, last);
    } else if (does === 'busy') {
      const more = { attempt: 1, retriesLeft: 23, nextAttemptNs: this.#log.at + 5e9 };
      this.#last = this.#log.append('offlining.failed', 'cpu64', { ...failed, ...more }, last);
    } else if (does === 'give-up') {
      this.#last = this.#log.append('offlining.gave-up', 'cpu64', { ...failed, attempts: 24 }, last);
    } else if (does === 'off-line') {
      const data = { ...onProcessor, reason: 'Excessive errors', attempts: 1 };
      this.#last = this.#log.append('processor.offlined', 'cpu64', data, last);
    } else {
      return false;
    }
    return true;
  }

  #alert(): void {
    if (this.#incidents < 5 && this.#last % 2 === 0) {
      this.#incidents += 1;
      appendPage(this.#log, this.#last, this.#incidents);
      return;
    }
    const data = { alert: 'ALERT-9', rule: 'gave-up', severity: 'critical', title: 'Gave up', evidence: '' };
    this.#last = this.#log.append('alert.raised', 'cpu64', { ...data, ...onProcessor }, [this.#last]);
  }

  #tellOfIncident(does: Step['does']): void {
    const incident = `INC-${((this.#log.at / 1e9) % this.#incidents) + 1}`;
    const byAda: EventDataOf<'incident.resolved'> = { incident, person: 'ada' };
    const about = { incident, severity: 'critical', title: 'Worse' };
    const page = { page: 'PAGE-9', person: 'grace', step: 2, why: 'nobody answered' };
    const causes = [this.#last];
    if (does === 'calm') this.#log.append('incident.calmed', incident, { incident, evidence: 'quiet' }, causes);
    if (does === 'raise') this.#log.append('incident.raised', incident, about, causes);
    if (does === 'page') this.#log.append('page.sent', incident, { ...page, ...about }, causes);
    if (does === 'unanswered')
      this.#log.append('page.unanswered', incident, { page: 'PAGE-9', waitedNs: 1, ...byAda }, causes);
    if (does === 'exhausted') this.#log.append('escalation.exhausted', incident, { incident, pages: 2 }, causes);
    if (does === 'acknowledge') this.#log.append('incident.acknowledged', incident, { ...byAda, waitedNs: 1 }, causes);
    if (does === 'unacknowledge') this.#log.append('incident.unacknowledged', incident, byAda, causes);
    if (does === 'note') this.#log.append('incident.noted', incident, { ...byAda, text: 'noted' }, causes);
    if (does === 'resolve') this.#log.append('incident.resolved', incident, byAda, causes);
    if (does === 'reopen') this.#log.append('incident.reopened', incident, byAda, causes);
    if (does === 'silence') this.#log.append('incident.silenced', incident, byAda, causes);
  }
}
