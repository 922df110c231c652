import { z } from 'zod';
import { hostLifeLimit } from '../lib/on-console.ts';
import { audienceEventSchema } from './events.ts';
import { hostNameSchema } from './ids.ts';

/** Entries of a console that one answer holds at most. */
export const consolePageLimit = 500;
/** Lines that the history of a host's console holds: those typed last. */
export const consoleHistoryLimit = 500;

const typedLineSchema = z.object({
  number: z.int(),
  line: z.string(),
  /** Who typed it; empty where a drill had it typed. */
  person: z.string(),
});
export type TypedLine = z.infer<typeof typedLineSchema>;

/** A part of what was on a host's console: nothing between event `from` and the newest of `entries` is left out. */
export const consoleViewSchema = z.object({
  number: z.int().min(0),
  atNs: z.number(),
  host: hostNameSchema,
  /** Oldest first. */
  entries: z.array(audienceEventSchema).max(consolePageLimit),
  /** The number from which on it is complete: what is older is read with it as `before`. 1 where nothing is older. */
  from: z.int().min(1),
  /** What has happened to the host since it last ran, or its last boot alone; oldest first. Only in the newest part. */
  life: z.array(audienceEventSchema).max(hostLifeLimit),
  /** What was typed there, oldest first. Only in the newest part, else empty. */
  history: z.array(typedLineSchema).max(consoleHistoryLimit),
});
export type ConsoleView = z.infer<typeof consoleViewSchema>;
