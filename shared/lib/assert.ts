/** A broken assumption of the program itself, never a user's mistake. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** Throws `AssertionError` unless `condition` holds. `message` is constant text: a template costs on hot paths. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

/** Returns `value`, which must be there. */
export function assertPresent<Value>(value: Value | null | undefined, message: string): Value {
  if (value === null || value === undefined) throw new AssertionError(message);
  return value;
}

/** Marks a branch that the types rule out. */
export function assertNever(value: never): never {
  throw new AssertionError(`unexpected value ${String(value)}`);
}
