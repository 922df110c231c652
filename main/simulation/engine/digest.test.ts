import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type EventKind,
  type EventValue,
  eventKinds,
  eventSchemas,
  type LoggedEvent,
} from '../../../shared/model/events.ts';
import { Digest } from './digest.ts';
import { kindEntry } from './event-kinds.ts';

const values = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);

const events: fc.Arbitrary<LoggedEvent> = fc.constantFrom(...eventKinds).chain((kind) => {
  const fields = Object.keys(eventSchemas[kind].shape);
  return fc
    .record({
      at: fc.nat(Number.MAX_SAFE_INTEGER),
      subject: fc.string({ maxLength: 10 }),
      values: fc.tuple(...fields.map(() => values)),
      causes: fc.array(fc.integer({ min: 1, max: 1e9 }), { maxLength: 8 }),
    })
    .map(({ at, subject, causes, values: drawn }) => eventOf(kind, at, subject, pair(fields, drawn), causes));
});

function pair(fields: readonly string[], drawn: readonly EventValue[]): Record<string, EventValue> {
  return Object.fromEntries(fields.map((field, index) => [field, drawn[index] as EventValue]));
}

function eventOf(
  kind: EventKind,
  at: number,
  subject: string,
  data: Record<string, EventValue>,
  causes: readonly number[],
): LoggedEvent {
  // The digest reads fields by name; what is in them is the test's to draw.
  return { seq: 1, at, kind, subject, data: data as LoggedEvent['data'], causes, observed: 1, observedCauses: causes };
}

function digestOf(...list: readonly LoggedEvent[]): string {
  const digest = new Digest();
  for (const event of list) digest.add(event);
  return digest.text();
}

function different(value: EventValue): EventValue[] {
  if (typeof value === 'string') return [`${value} `, `x${value}`, value.length, null];
  if (typeof value === 'number') return [value === 0 ? 1 : -value, String(value), false, null];
  return [value === null ? false : null, value !== true, String(value), 0];
}

describe('Digest', () => {
  it('reads a word of every kind that no other has, whatever kinds stand before it', () => {
    const words = eventKinds.map((kind) => kindEntry(kind).word);
    expect(new Set(words).size).toBe(eventKinds.length);
    // Made of the name alone: these stay for ever.
    expect([kindEntry('run.started').word, kindEntry('ecc.reported').word]).toEqual([411487577, 322167072]);
  });

  it('changes when anything of an event changes', () => {
    fc.assert(
      fc.property(events, (event) => {
        const data = event.data as Record<string, EventValue>;
        const changed: LoggedEvent[] = [
          { ...event, at: event.at === 0 ? 1 : event.at - 1 },
          { ...event, subject: `${event.subject}.` },
          { ...event, causes: [...event.causes, 7] },
        ];
        if (event.causes.length > 0) changed.push({ ...event, causes: event.causes.slice(1) });
        for (const field of Object.keys(data)) {
          for (const value of different(data[field] as EventValue)) {
            changed.push({ ...event, data: { ...data, [field]: value } as LoggedEvent['data'] });
          }
        }
        const digests = changed.map((each) => digestOf(each));
        expect(digests).not.toContain(digestOf(event));
      }),
    );
  });

  it('tells kinds with the same fields apart', () => {
    const data = { host: 'a', processor: 1, count: 1, limit: 2, windowNs: 3 };
    expect(digestOf(eventOf('serd.counted', 1, 'a', data, [1]))).not.toBe(
      digestOf(eventOf('serd.fired', 1, 'a', data, [1])),
    );
  });

  it('depends on the order of events and not on when it is read or saved', () => {
    fc.assert(
      fc.property(fc.array(events, { minLength: 2, maxLength: 12 }), fc.nat(11), (list, cut) => {
        const whole = digestOf(...list);
        let digest = new Digest();
        list.forEach((event, index) => {
          digest.add(event);
          if (index % 3 === 0) digest.text();
          if (index === cut) digest = new Digest(structuredClone(digest.save()));
        });
        expect(digest.text()).toBe(whole);
        expect(whole).toMatch(/^[0-9a-f]{16}$/);
        const swapped = [list[1] as LoggedEvent, list[0] as LoggedEvent, ...list.slice(2)];
        fc.pre(digestOf(swapped[0] as LoggedEvent) !== digestOf(swapped[1] as LoggedEvent));
        expect(digestOf(...swapped)).not.toBe(whole);
      }),
    );
  });

  it('spreads small differences over all its bits', () => {
    const digests: string[] = [];
    for (let count = 0; count < 5_000; count++) {
      for (const processor of [0, 1, 2, 512]) {
        const data = { host: 'a', processor, count, limit: 2, windowNs: 3 };
        digests.push(digestOf(eventOf('serd.counted', 1, 'a', data, [1])));
      }
    }
    // Of 20,000 random halves, 0.05 pairs are expected to agree.
    expect(new Set(digests.map((digest) => digest.slice(0, 8))).size).toBeGreaterThanOrEqual(19_997);
    expect(new Set(digests.map((digest) => digest.slice(8))).size).toBeGreaterThanOrEqual(19_997);
    for (let bit = 0; bit < 64; bit++) {
      const set = digests.filter((digest) => (BigInt(`0x${digest}`) >> BigInt(bit)) & 1n).length;
      expect(Math.abs(set - 10_000)).toBeLessThan(400);
    }
  });

  it('is the same for data whose fields are in another order', () => {
    fc.assert(
      fc.property(events, fc.nat(20), (event, turn) => {
        const entries = Object.entries(event.data as Record<string, EventValue>);
        const turned = Object.fromEntries([...entries.slice(turn), ...entries.slice(0, turn)].reverse());
        expect(digestOf({ ...event, data: turned as LoggedEvent['data'] })).toBe(digestOf(event));
      }),
    );
  });

  it('tells texts apart that differ in one unit, in length or in what stands next to each other', () => {
    const data = (module: string, text: string) => ({ host: 'a', module, id: 1, level: 'info', text });
    const digests = new Set<string>();
    let count = 0;
    const add = (module: string, text: string): void => {
      digests.add(digestOf(eventOf('message.logged', 1, 'a', data(module, text), [1])));
      count += 1;
    };
    const line = 'SUNW,UltraSPARC-III: [ID 123456 kern.info] [AFT0] errID 0x00000001.2774aaf0';
    for (let length = 0; length <= line.length; length++) add(line.slice(length), line.slice(0, length));
    for (let index = 0; index < line.length; index++) {
      for (const unit of ['\u0000', '~', '\u0100', '\uffff'])
        add('', line.slice(0, index) + unit + line.slice(index + 1));
    }
    for (let zeros = 1; zeros < 9; zeros++) add('', '\u0000'.repeat(zeros));
    expect(digests.size).toBe(count);
  });

  it('refuses a number that is none and a field that is missing', () => {
    const data = { host: 'a', processor: Number.NaN, count: 1, limit: 2, windowNs: 3 };
    expect(() => digestOf(eventOf('serd.counted', 1, 'a', data, [1]))).toThrow('finite');
    expect(() => digestOf(eventOf('serd.counted', 1, 'a', { host: 'a' }, [1]))).toThrow('every field');
  });
});
