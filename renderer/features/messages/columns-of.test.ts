import { expect, test } from 'vitest';
import { columnsOf } from './columns-of.ts';

test('a line is never narrower than its letters beside each other', () => {
  const head = 'Oct 23 11:37:05 sf15k-domc '.length;
  const widths = ['', 'genunix: panic', '\tstack', 'Ärger', '信'].map(
    (text) => columnsOf({ host: 'sf15k-domc', text }) - head,
  );
  expect(widths).toEqual([0, 14, 13, 6, 2]);
});
