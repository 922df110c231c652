import type { z } from 'zod';
import type { ProblemCode, problems } from '../../shared/contract/errors.ts';

export type ProblemData<Code extends ProblemCode> = z.infer<(typeof problems)[Code]['data']>;

/** An error that a person can do something about. `message` is one sentence for that person. */
export class StationProblem extends Error {
  override readonly name = 'StationProblem';
  readonly code: ProblemCode;
  readonly data: ProblemData<ProblemCode>;

  private constructor(code: ProblemCode, message: string, data: ProblemData<ProblemCode>) {
    super(message);
    this.code = code;
    this.data = data;
  }

  static badFile(message: string, data: ProblemData<'BAD_FILE'>): StationProblem {
    return new StationProblem('BAD_FILE', message, data);
  }

  static notFound(message: string, what: string): StationProblem {
    return new StationProblem('NOT_FOUND', message, { what });
  }

  static forbidden(message: string, needs: string): StationProblem {
    return new StationProblem('FORBIDDEN', message, { needs });
  }

  static conflict(message: string, now: string): StationProblem {
    return new StationProblem('CONFLICT', message, { now });
  }

  static limitReached(message: string, limit: string): StationProblem {
    return new StationProblem('LIMIT_REACHED', message, { limit });
  }

  static unavailable(message: string, cause: string): StationProblem {
    return new StationProblem('UNAVAILABLE', message, { cause });
  }
}
