import { oc } from '@orpc/contract';
import { z } from 'zod';

/** Errors every procedure may answer with. `message` is one sentence for a person: what was wrong and what to do. */
export const problems = {
  BAD_FILE: { status: 422, data: z.object({ file: z.string(), place: z.string(), problem: z.string() }) },
  NOT_FOUND: { status: 404, data: z.object({ what: z.string() }) },
  FORBIDDEN: { status: 403, data: z.object({ needs: z.string() }) },
  CONFLICT: { status: 409, data: z.object({ now: z.string() }) },
  LIMIT_REACHED: { status: 429, data: z.object({ limit: z.string() }) },
  UNAVAILABLE: { status: 503, data: z.object({ cause: z.string() }) },
} as const;
export type ProblemCode = keyof typeof problems;

/** The base of every procedure of the contract. */
export const procedure = oc.errors(problems);
