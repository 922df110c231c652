/** Plain data: what a structured clone carries and JSON can show. Typed arrays are allowed. */
export type PlainState =
  | null
  | boolean
  | number
  | string
  | Float64Array
  | Int32Array
  | Uint32Array
  | readonly PlainState[]
  | { readonly [key: string]: PlainState };

/** A part of the simulation that keeps state of its own. `name` is its key in a snapshot. */
export interface Room {
  readonly name: string;
  save(): PlainState;
  restore(state: PlainState): void;
}
