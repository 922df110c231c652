import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import { problems } from '../../shared/contract/errors.ts';
import { StationProblem } from '../station/problem.ts';
import type { StationSession } from '../station/sessions.ts';
import type { Station } from '../station/station.ts';

/** What every procedure works on: the station, for one session. */
export interface ApiContext {
  readonly station: Station;
  readonly session: StationSession;
}

/**
 * A problem of the station as the error that the contract declares for it. Anything else is a mistake of the program: it
 * is written down here, for the page is not told more than that something went wrong.
 */
function declaredError(error: unknown): unknown {
  if (error instanceof ORPCError) return error;
  if (!(error instanceof StationProblem)) {
    process.stderr.write(`api: ${error instanceof Error ? error.stack : String(error)}\n`);
    return error;
  }
  const { code, message, data } = error;
  return new ORPCError(code, { defined: true, status: problems[code].status, message, data });
}

/** The same for what a stream throws after it was opened. */
export async function* withDeclaredErrors<Item>(items: AsyncGenerator<Item, void>): AsyncGenerator<Item, void> {
  try {
    yield* items;
  } catch (error) {
    throw declaredError(error);
  }
}

/** The contract, ready to be implemented one subject a file. */
export const api = implement(contract)
  .$context<ApiContext>()
  .use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      throw declaredError(error);
    }
  });
