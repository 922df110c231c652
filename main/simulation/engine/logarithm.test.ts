import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exponential, logarithm } from './logarithm.ts';

type Row = readonly [input: string, result: string];
const golden = JSON.parse(
  readFileSync(new URL('../../../test/vectors/engine/logarithms.json', import.meta.url), 'utf8'),
) as { readonly logarithm: readonly Row[]; readonly exponential: readonly Row[] };

function doubleOf(bits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

/** Rows whose result is not the golden one, as text; `Object.is` tells 0 from -0 and takes every NaN as one. */
function differences(rows: readonly Row[], compute: (value: number) => number): string[] {
  return rows
    .filter(([input, result]) => !Object.is(compute(doubleOf(input)), doubleOf(result)))
    .map(([input, result]) => `${doubleOf(input)} gives ${compute(doubleOf(input))}, not ${doubleOf(result)}`);
}

describe('logarithm and exponential', () => {
  it('equal their golden table bit for bit', () => {
    expect(golden.logarithm.length).toBeGreaterThanOrEqual(200);
    expect(golden.exponential.length).toBeGreaterThanOrEqual(200);
    expect(differences(golden.logarithm, logarithm)).toEqual([]);
    expect(differences(golden.exponential, exponential)).toEqual([]);
  });
});
