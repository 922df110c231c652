import * as fc from 'fast-check';

/** Something that must stand any input: how inputs are made, and what holds for each. */
export interface FuzzTarget {
  readonly name: string;
  /** Throws if anything does not hold for a number of inputs, made from the seed. */
  readonly run: (inputs: number, seed: number) => void;
}

/** A target whose `check` throws for an input that is not stood. */
export function fuzzTarget<Input>(
  name: string,
  inputs: fc.Arbitrary<Input>,
  check: (input: Input) => void,
): FuzzTarget {
  return { name, run: (numRuns, seed) => fc.assert(fc.property(inputs, check), { numRuns, seed }) };
}
