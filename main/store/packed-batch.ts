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
    const number = numbersAnEvent * index;
    const text = textsAnEvent * index;
    rows.push({
      seq: numbers[number] as number,
      observed: numbers[number + 1] as number,
      at: numbers[number + 2] as number,
      kind: assertPresent(eventKinds[numbers[number + 3] as number], 'a packed event has an unknown kind'),
      subject: JSON.parse(lines[text] as string) as string,
      data: lines[text + 1] as string,
      causes: lines[text + 2] as string,
      observedCauses: lines[text + 3] as string,
    });
  }
  return rows;
}

/** The event that a row is of. */
export const eventOfRow = ({
  seq,
  at,
  kind,
  subject,
  data,
  causes,
  observed,
  observedCauses,
}: BatchRow): LoggedEvent => ({
  seq,
  at,
  kind,
  subject,
  data: JSON.parse(data) as LoggedEvent['data'],
  causes: JSON.parse(causes) as number[],
  observed,
  observedCauses: JSON.parse(observedCauses) as number[],
});
