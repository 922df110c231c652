import { assert } from '../../../shared/lib/assert.ts';
import type { EventValue, LoggedEvent } from '../../../shared/model/events.ts';
import { kindEntry } from './event-kinds.ts';
import { finishHash } from './string-hash.ts';
import { sumOfText, type TextSum } from './text-hash.ts';

/** Words are hashed a full chunk at a time, so that the lanes live in registers. */
const chunkWords = 4096;
/** More than any event has: its values take at most three words each. */
const longestEventWords = 256;

const firstSeed = 0x2f0b_4a27;
const secondSeed = 0x6a09_e667;

/** What stands before a value, so that no value of one type looks like one of another. */
const mark = { null: 1, false: 2, true: 3, number: 4, string: 5, event: 6 } as const;

/** The rest of its word says how long a text is, or which kind an event. */
const markBits = 3;

const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
const double = new Float64Array(1);
const doubleWords = new Int32Array(double.buffer);
const lowIndex = littleEndian ? 0 : 1;

type EventFields = { readonly [field: string]: EventValue };

/** The digest so far as plain numbers. */
export interface DigestState {
  readonly first: number;
  readonly second: number;
  readonly count: number;
}

/**
 * A running digest over events: two lanes of 32 bits, each a murmur-like hash of every event's instant, kind, subject,
 * data in the order of its schema, and causes. The same events give the same 16 hexadecimal digits on any machine.
 */
export class Digest {
  readonly #chunk = new Int32Array(chunkWords);
  #used = 0;
  #first: number;
  #second: number;
  #count: number;

  constructor(state: DigestState = { first: firstSeed, second: secondSeed, count: 0 }) {
    this.#first = state.first;
    this.#second = state.second;
    this.#count = state.count;
  }

  /** `sum` is that of the event's `text` where it is known; it says nothing that the text does not. */
  add(event: LoggedEvent, sum?: TextSum): void {
    if (this.#used > chunkWords - longestEventWords) this.#hashChunk();
    const { kind, at, subject, causes } = event;
    const entry = kindEntry(kind);
    this.#chunk[this.#used++] = mark.event | (entry.word << markBits);
    this.#addNumber(at);
    this.#addString(subject);
    this.#addData(event.data as EventFields, entry.fields, sum);
    this.#addNumber(causes.length);
    for (let index = 0; index < causes.length; index++) this.#addNumber(causes[index] as number);
  }

  /** 16 hexadecimal digits over everything added so far. More may be added afterwards. */
  text(): string {
    const { first, second, count } = this.save();
    const high = finishHash(first ^ count);
    const low = finishHash(second ^ count ^ high);
    return hexadecimal(high) + hexadecimal(low);
  }

  save(): DigestState {
    this.#hashChunk();
    return { first: this.#first, second: this.#second, count: this.#count };
  }

  #addData(data: EventFields, fields: readonly string[], sum: TextSum | undefined): void {
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index] as string;
      if (sum !== undefined && field === 'text') this.#addString(data.text as string, sum);
      else this.#addValue(data[field]);
    }
  }

  #addValue(value: EventValue | undefined): void {
    assert(value !== undefined, 'every field of an event is there');
    if (typeof value === 'string') this.#addString(value);
    else if (typeof value === 'number') this.#addNumber(value);
    else this.#chunk[this.#used++] = value === null ? mark.null : value ? mark.true : mark.false;
  }

  #addNumber(value: number): void {
    assert(Number.isFinite(value), 'a number of an event is finite');
    double[0] = value;
    this.#chunk[this.#used++] = mark.number;
    this.#chunk[this.#used++] = doubleWords[lowIndex] as number;
    this.#chunk[this.#used++] = doubleWords[1 - lowIndex] as number;
  }

  /** A text becomes two words, after its length. */
  #addString(text: string, { first, second }: TextSum = sumOfText(text)): void {
    this.#chunk[this.#used++] = mark.string | (text.length << markBits);
    this.#chunk[this.#used++] = first;
    this.#chunk[this.#used++] = second;
  }

  #hashChunk(): void {
    const chunk = this.#chunk;
    const used = this.#used;
    // A field may hold any number; as integers they stay in registers.
    let first = this.#first | 0;
    let second = this.#second | 0;
    for (let index = 0; index < used; index++) {
      const word = chunk[index] as number;
      let mixed = Math.imul(word, 0xcc9e2d51);
      first ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
      first = (Math.imul((first << 13) | (first >>> 19), 5) + 0xe6546b64) | 0;
      mixed = Math.imul(word, 0x239b961b);
      second ^= Math.imul((mixed << 16) | (mixed >>> 16), 0xab0e9789);
      second = (Math.imul((second << 17) | (second >>> 15), 5) + 0x561ccd1b) | 0;
    }
    this.#first = first;
    this.#second = second;
    this.#count = (this.#count + used) | 0;
    this.#used = 0;
  }
}

function hexadecimal(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
