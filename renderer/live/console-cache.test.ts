import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOnConsole } from '../../shared/lib/on-console.ts';
import type { ConsoleView } from '../../shared/model/console-view.ts';
import { appendEntries, keptEntries } from './console-cache.ts';
import { eventNumbered } from './test-frames.ts';

const host = 'sf15k-domc';
const empty: ConsoleView = { number: 10, atNs: 0, host, entries: [], from: 1, life: [], history: [] };

const ran = (number: number, line: string, subject = host) =>
  eventNumbered(number, {
    kind: 'console.ran',
    subject,
    data: { host: subject, line, exit: 0, output: '', person: 'dana' },
  });
const life = (number: number, kind: 'host.booted' | 'host.went-down' | 'host.stopped') =>
  eventNumbered(number, { kind, subject: host, data: { host } });
const logged = (number: number, level: string) =>
  eventNumbered(number, {
    kind: 'message.logged',
    subject: host,
    data: { host, module: 'unix', id: 1, level, text: 'x' },
  });

const any = fc.constantFrom(
  (number: number) => ran(number, 'psrinfo'),
  (number: number) => ran(number, 'psrinfo', 'sf15k-domb'),
  (number: number) => life(number, 'host.booted'),
  (number: number) => life(number, 'host.went-down'),
  (number: number) => life(number, 'host.stopped'),
  (number: number) => logged(number, 'warning'),
  (number: number) => logged(number, 'info'),
);

test('a console holds what happened on its host, however the events were cut into frames', () => {
  fc.assert(
    fc.property(fc.array(any, { maxLength: 40 }), fc.nat(), (makers, cut) => {
      const events = makers.map((make, index) => make(11 + index));
      const at = cut % (events.length + 1);
      const grow = (view: ConsoleView | null, part: typeof events, from: number): ConsoleView | null =>
        view && appendEntries(view, { from, to: from + part.length - 1, atNs: 5, events: part });
      const grown = grow(grow(empty, events.slice(0, at), 11), events.slice(at), 11 + at);
      const own = events.filter((event) => event.subject === host && isOnConsole(event));
      expect(grown?.entries).toEqual(own);
      expect(grown?.number).toBe(10 + events.length);
      expect(grown?.history.length).toBe(own.filter(({ kind }) => kind === 'console.ran').length);
      const last = own.findLastIndex(({ kind }) => kind === 'host.booted' || kind === 'host.went-down');
      const since = own.slice(Math.max(0, last)).filter(({ kind }) => kind.startsWith('host.'));
      expect(grown?.life).toEqual(since);
    }),
  );
});

test('a frame that is not the next one asks for the console to be read again; one that was seen adds nothing', () => {
  expect(appendEntries(empty, { from: 12, to: 12, atNs: 0, events: [ran(12, 'psrinfo')] })).toBeNull();
  const seen = appendEntries(empty, { from: 9, to: 10, atNs: 0, events: [ran(9, 'a'), ran(10, 'b')] });
  expect(seen?.entries).toEqual([]);
});

test('it forgets the older half once it is too long, and says from where on it is complete', () => {
  const events = Array.from({ length: keptEntries + 1 }, (_, index) => ran(11 + index, 'psrinfo'));
  const grown = appendEntries(empty, { from: 11, to: 10 + events.length, atNs: 0, events });
  expect(grown?.entries.length).toBe(keptEntries / 2);
  expect(grown?.from).toBe(grown?.entries[0]?.number);
  expect(grown?.entries.at(-1)).toBe(events.at(-1));
  expect(grown?.history.length).toBe(500);
});
