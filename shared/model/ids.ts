import { z } from 'zod';

/** Names are short, printable and safe in a file name: letters, digits, dot, dash and underscore. */
const name = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'expected letters, digits, dot, dash or underscore');

export const runIdSchema = name;
export const drillIdSchema = name;
export const hostNameSchema = name;
export const personIdSchema = name;
export const incidentIdSchema = z.string().regex(/^INC-[1-9][0-9]{0,5}$/, 'expected an incident such as INC-1');

/** Processor ids of both platforms: 0 to 1023. */
export const processorIdSchema = z.int().min(0).max(1023);

export const roleSchema = z.enum(['responder', 'trainer']);
export type Role = z.infer<typeof roleSchema>;

export const severitySchema = z.enum(['critical', 'high', 'warning', 'info']);
export type Severity = z.infer<typeof severitySchema>;
/** The most severe first. */
export const severityRank: Readonly<Record<Severity, number>> = { critical: 0, high: 1, warning: 2, info: 3 };
