import { assert } from '../../../shared/lib/assert.ts';
import { type EventDataOf, type EventKind, hiddenCause, type LoggedEvent } from '../../../shared/model/events.ts';
import { Digest, type DigestState } from './digest.ts';
import type { KindEntry } from './event-kinds.ts';
import type { TextSum } from './text-hash.ts';

const mostCauses = 8;
const onlyHidden: readonly number[] = [hiddenCause];
/** The driver takes events out long before this; only the start of a large run comes near. */
const longestOutbox = 1_000_000;

export interface EventLogState {
  readonly events: number;
  readonly truthSeqs: Float64Array;
  readonly digest: { readonly first: number; readonly second: number; readonly count: number };
}

/**
 * Numbers events, keeps those that nobody has taken yet, and digests them in order. The log itself is kept by who takes
 * them.
 */
export class EventLog {
  #events = 0;
  #taken = 0;
  #truthSeqs = new Float64Array(64);
  #truths = 0;
  #outbox: LoggedEvent[] = [];
  /** The sums of the texts of those in the outbox, where they are known. */
  #sums: (TextSum | undefined)[] = [];
  #outboxStart = 0;
  #digest = new Digest();

  /** The number of events so far, which is the last one's seq. */
  get events(): number {
    return this.#events;
  }

  /** The number of events that have not been taken. */
  get waiting(): number {
    return this.#events - this.#taken;
  }

  append<Kind extends EventKind>(
    entry: KindEntry,
    at: number,
    kind: Kind,
    subject: string,
    data: EventDataOf<Kind>,
    causes: readonly number[],
    sum?: TextSum,
  ): LoggedEvent<Kind> {
    assert(this.waiting < longestOutbox, 'the driver takes events out of the outbox');
    this.#assertCauses(entry, causes);
    const seq = ++this.#events;
    if (entry.truth) this.#keepTruth(seq);
    const observed = entry.truth ? 0 : seq - this.#truths;
    const event = { seq, at, kind, subject, data, causes, observed, observedCauses: this.#observedCauses(causes) };
    this.#outbox.push(event);
    this.#sums.push(sum);
    return event;
  }

  /** Takes up to `limit` events out of the outbox, oldest first. */
  take(limit: number): LoggedEvent[] {
    const end = Math.min(this.#outboxStart + limit, this.#outbox.length);
    const taken = this.#outbox.slice(this.#outboxStart, end);
    for (let index = 0; index < taken.length; index++) {
      this.#digest.add(taken[index] as LoggedEvent, this.#sums[this.#outboxStart + index]);
    }
    this.#outboxStart = end;
    this.#taken += taken.length;
    if (end === this.#outbox.length) this.#emptyOutbox();
    return taken;
  }

  /** Digest over the events that have been taken. */
  takenDigest(): string {
    return this.#digest.text();
  }

  /** Digest over every event so far. */
  digest(): string {
    return this.#wholeDigest().text();
  }

  /** The state after the last event; what waits in the outbox is not part of it. */
  save(): EventLogState {
    const digest: DigestState = this.#wholeDigest().save();
    return { events: this.#events, truthSeqs: this.#truthSeqs.slice(0, this.#truths), digest: { ...digest } };
  }

  restore(state: EventLogState): void {
    this.#events = state.events;
    this.#taken = state.events;
    this.#truths = state.truthSeqs.length;
    this.#truthSeqs = new Float64Array(Math.max(64, this.#truths));
    this.#truthSeqs.set(state.truthSeqs);
    this.#emptyOutbox();
    this.#digest = new Digest(state.digest);
  }

  #wholeDigest(): Digest {
    if (this.waiting === 0) return this.#digest;
    const whole = new Digest(this.#digest.save());
    for (let index = this.#outboxStart; index < this.#outbox.length; index++) {
      whole.add(this.#outbox[index] as LoggedEvent, this.#sums[index]);
    }
    return whole;
  }

  #emptyOutbox(): void {
    this.#outbox = [];
    this.#sums = [];
    this.#outboxStart = 0;
  }

  #assertCauses(entry: KindEntry, causes: readonly number[]): void {
    assert(causes.length > 0 || entry.root, 'an event stems from another one unless its kind is a root');
    assert(causes.length <= mostCauses, 'an event has at most eight causes');
    for (let index = 0; index < causes.length; index++) {
      const cause = causes[index] as number;
      assert(Number.isInteger(cause) && cause >= 1 && cause <= this.#events, 'a cause is an earlier event');
      for (let other = 0; other < index; other++) assert(causes[other] !== cause, 'a cause is named once');
    }
  }

  #keepTruth(seq: number): void {
    if (this.#truths === this.#truthSeqs.length) {
      const wider = new Float64Array(2 * this.#truths);
      wider.set(this.#truthSeqs);
      this.#truthSeqs = wider;
    }
    this.#truthSeqs[this.#truths++] = seq;
  }

  #observedCauses(causes: readonly number[]): readonly number[] {
    if (this.#truths === 0) return causes;
    if (causes.length === 1) return this.#observedCause(causes[0] as number);
    const observed = new Array<number>(causes.length);
    for (let index = 0; index < causes.length; index++) observed[index] = this.#observedNumber(causes[index] as number);
    return observed;
  }

  /** Of one cause, as nearly all events have it: most stem from what an inject did, or from one after the last inject. */
  #observedCause(seq: number): readonly number[] {
    const observed = this.#observedNumber(seq);
    return observed === hiddenCause ? onlyHidden : [observed];
  }

  /** A seq in the responders' counting: less the truths before it, `hiddenCause` for a truth. */
  #observedNumber(seq: number): number {
    const truths = this.#truthSeqs;
    if (seq > (truths[this.#truths - 1] as number)) return seq - this.#truths;
    let low = 0;
    let high = this.#truths;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((truths[middle] as number) < seq) low = middle + 1;
      else high = middle;
    }
    return low < this.#truths && truths[low] === seq ? hiddenCause : seq - low;
  }
}
