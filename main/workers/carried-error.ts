import { AssertionError } from '../../shared/lib/assert.ts';
import { StoreRefused } from '../store/store-refused.ts';
import type { CarriedError } from './store-protocol.ts';

/** What of an error goes over a thread's border. */
export function carryError(error: unknown): CarriedError {
  if (!(error instanceof Error)) return { name: 'Error', reason: null, message: String(error), stack: null };
  const reason = error instanceof StoreRefused ? error.reason : null;
  return { name: error.name, reason, message: error.message, stack: error.stack ?? null };
}

function withoutStack({ name, reason, message }: CarriedError): Error {
  if (reason !== null) return new StoreRefused(reason, message);
  if (name === 'AssertionError') return new AssertionError(message);
  return new Error(message);
}

/** The same error on the other side, of the same class, with the stack of where it came from. */
export function uncarryError(carried: CarriedError): Error {
  const error = withoutStack(carried);
  if (carried.stack !== null) error.stack = carried.stack;
  return error;
}
