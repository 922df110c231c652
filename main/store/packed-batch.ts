import { assert, assertPresent } from '../../shared/lib/assert.ts';
import { type EventKind, eventKinds, type LoggedEvent } from '../../shared/model/events.ts';
import type { EventBatch } from './store-api.ts';

const numbersAnEvent = 4;
const textsAnEvent = 4;
/** JSON never has a line end inside. */
const separator = '\n';
const kindIndexes = new Map(eventKinds.map((kind, index) => [kind, index]));

/**
 * A batch as it crosses to the store's thread: one list of numbers and one text, ready to be rows. That costs a third
 * of the events as objects, and the rows' JSON is made before the border.
 */
export interface PackedBatch extends Omit<EventBatch, 'events'> {
  /** An event's seq, observed number, instant and kind, one after the other. */
  readonly numbers: Float64Array;
  /** An event's subject, data, causes and observed causes, each as JSON on a line of its own. */
  readonly texts: string;
}

/** A row of the log before it is written; `data`, `causes` and `observedCauses` are JSON. */
export interface BatchRow {
  readonly seq: number;
  readonly observed: number;
  readonly at: number;
  readonly kind: EventKind;
  readonly subject: string;
  readonly data: string;
  readonly causes: string;
  readonly observedCauses: string;
}

/** Packs a batch for `unpackRows`. */
export function packBatch({ events, ...rest }: EventBatch): PackedBatch {
  const numbers = new Float64Array(numbersAnEvent * events.length);
  const texts: string[] = [];
  for (const [index, event] of events.entries()) {
    const { seq, observed, at, kind, subject, data, causes, observedCauses } = event;
    assert(causes.length === observedCauses.length, 'an appended event has causes of two lengths');
    const kindIndex = assertPresent(kindIndexes.get(kind), 'an appended event has an unknown kind');
    numbers.set([seq, observed, at, kindIndex], numbersAnEvent * index);
    texts.push(JSON.stringify(subject), JSON.stringify(data), `[${causes}]`, `[${observedCauses}]`);
  }
  return { ...rest, numbers, texts: texts.join(separator) };
}

/** The rows of a packed batch. */
export function unpackRows({ numbers, texts }: PackedBatch): BatchRow[] {
  const lines = texts.split(separator);
  const count = numbers.length / numbersAnEvent;
  assert(count === 0 || lines.length === textsAnEvent * count, 'a packed batch is not whole');
  const rows: BatchRow[] = [];
  for (let index = 0; index < count; index += 1) {
    const number = (which: number): number => numbers[numbersAnEvent * index + which] as number;
    const text = (which: number): string => lines[textsAnEvent * index + which] as string;
    const kind = assertPresent(eventKinds[number(3)], 'a packed event has an unknown kind');
    const subject = JSON.parse(text(0)) as string;
    const row = { seq: number(0), observed: number(1), at: number(2), kind, subject };
    rows.push({ ...row, data: text(1), causes: text(2), observedCauses: text(3) });
  }
  return rows;
}

/** The event that a row is of. */
export const eventOfRow = ({ data, causes, observedCauses, ...row }: BatchRow): LoggedEvent => ({
  ...row,
  data: JSON.parse(data) as LoggedEvent['data'],
  causes: JSON.parse(causes) as number[],
  observedCauses: JSON.parse(observedCauses) as number[],
});
