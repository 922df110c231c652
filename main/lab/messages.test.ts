import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { labMessages } from './messages.ts';

const documentOf = (name: string): unknown =>
  labMessages(
    readFileSync(fileURLToPath(new URL(`../../test/vectors/messages/${name}.log`, import.meta.url)), 'utf8'),
    { year: 2003 },
  );

test('the document of the category B log, also as it was wrapped', () => {
  const event = {
    ...{ host: 'sf68-doma', cpu: 5, name: 'UCC', errId: '0x0001487b.327ee8b0', afar: '0x00000000.02c4e8f0' },
    ...{ esynd: '0x0031', unum: '/N0/SB1/P1/E1 J5300' },
  };
  const expected = {
    events: [
      { at: 'Oct 23 18:58:20', ...event, afsr: '0x00100400.00000031', first: true, me: false },
      { at: 'Oct 23 18:58:31', ...event, afsr: '0x00300400.00000031', first: false, me: true },
    ],
    outcomes: [
      {
        ...{ at: 'Oct 23 18:58:32', host: 'sf68-doma', cpu: 5, reason: 'UCC Event with ME set' },
        ...{ result: 'offlined', repeated: 0 },
      },
    ],
    pages: [],
    lines: 25,
    unparsed: 0,
  };
  expect(documentOf('category-b')).toEqual(expected);
  expect(documentOf('category-b-wrapped')).toEqual(expected);
});

test('the documents of the others: errors, outcomes with repetitions, pages', () => {
  expect(documentOf('category-a')).toMatchObject({
    events: [{ afsr: '0x00000040.000001f0' }, { afsr: null, unum: null }, { errId: '0x00000106.a62214d3' }],
    outcomes: [{ result: 'retry' }, { result: 'offlined', reason: 'more than 2 xxC Events in 24:00:00 (hh:mm:ss)' }],
  });
  expect(documentOf('category-c')).toMatchObject({
    pages: [{ at: 'Oct 23 11:42:31', address: '0x000000a1.d9698000' }, { at: 'Oct 23 11:42:37' }],
  });
  expect(documentOf('give-up')).toMatchObject({
    events: [],
    outcomes: [
      { result: 'retry', repeated: 0 },
      { result: 'retry', repeated: 6 },
      { result: 'retry', repeated: 15 },
      { result: 'gave-up', repeated: 0 },
    ],
  });
});

test('a text without one line of a messages file is a problem with the line', () => {
  expect(labMessages('{"json": true}\n', { year: 2003 })).toEqual({
    place: 'line 1',
    problem: expect.stringContaining('expected lines of a Solaris messages file'),
  });
});
