import type { StoreClient } from '../workers/store-client.ts';
import { StationProblem } from './problem.ts';

/** Refusals that may pass by themselves: once there is room or the folder can be written to, the same call succeeds. */
const passing: ReadonlySet<string> = new Set(['full', 'locked', 'read-only', 'unreachable']);

/** The store with its refusals as problems that the contract declares. Other errors come through as they are. */
export function guardStore(client: StoreClient): StoreClient {
  const guarded = Object.entries(client).map(([name, method]) => {
    const call = method as (...inputs: readonly unknown[]) => Promise<unknown>;
    return [name, (...inputs: readonly unknown[]) => call(...inputs).catch(rethrow)] as const;
  });
  return Object.fromEntries(guarded) as unknown as StoreClient;
}

/** The sentence of a refusal that may pass by itself, or null. */
export function passingProblem(error: unknown): string | null {
  if (!(error instanceof StationProblem) || !('cause' in error.data)) return null;
  return passing.has(error.data.cause) ? error.message : null;
}

function rethrow(error: unknown): never {
  throw asProblem(error);
}

function asProblem(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'StoreRefused' || !('reason' in error)) return error;
  const reason = String(error.reason);
  if (reason === 'not-found') return StationProblem.notFound(error.message, 'record');
  if (reason === 'conflict') return StationProblem.conflict(error.message, 'another state');
  if (reason === 'limit') return StationProblem.limitReached(error.message, 'the station');
  return StationProblem.unavailable(error.message, reason);
}
