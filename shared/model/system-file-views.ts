import { z } from 'zod';
import { cpuTypeSchema, releaseSchema } from './drill.ts';
import { hostNameSchema, personIdSchema, runIdSchema, severitySchema } from './ids.ts';
import { asOf } from './views.ts';

/** A text of a host's `/etc/system` that was or is on its disk: version 0 came with the drill, version n was saved n-th. */
const systemFileVersionSchema = z.object({
  version: z.int().min(0),
  atNs: z.number(),
  /** Who saved it; null for version 0, and where something inside the simulation did. */
  person: personIdSchema.nullable(),
  lines: z.int(),
});
export type SystemFileVersion = z.infer<typeof systemFileVersionSchema>;

const versionTextSchema = z.object({ version: z.int().min(0), text: z.string() });

/** The newest versions that a view lists. */
export const listedVersionsLimit = 200;

/** A host's `/etc/system`: what is on its disk, what its kernel has read at its last boot, and all versions there were. */
export const systemFileViewSchema = z.object({
  ...asOf,
  host: hostNameSchema,
  release: releaseSchema,
  cpuType: cpuTypeSchema,
  /** Nanoseconds since the run's start; null where the host booted before it. */
  bootedAtNs: z.number().nullable(),
  saved: versionTextSchema,
  /** `version` is null where the kernel was told at boot to read another text than what is saved. */
  running: z.object({ version: z.int().min(0).nullable(), text: z.string() }),
  /** Newest first, at most `listedVersionsLimit`. */
  versions: z.array(systemFileVersionSchema).max(listedVersionsLimit),
  total: z.int(),
});
export type SystemFileView = z.infer<typeof systemFileViewSchema>;

/** Things of one kind that an outcome lists at most; the counts beside them are whole. */
export const outcomeListLimit = 100;

const processorOutcomeSchema = z.object({
  host: hostNameSchema,
  processor: z.int(),
  /** When it was first off-line; null if it never was. */
  offlinedAtNs: z.number().nullable(),
  /** When the kernel gave up taking it off-line; null if it did not. */
  gaveUpAtNs: z.number().nullable(),
  /** Attempts that were refused. */
  refused: z.int(),
});
export type ProcessorOutcome = z.infer<typeof processorOutcomeSchema>;

const incidentOutcomeSchema = z.object({
  incident: z.string(),
  host: hostNameSchema,
  severity: severitySchema,
  title: z.string(),
  openedAtNs: z.number(),
  resolvedAtNs: z.number().nullable(),
});

const pageOutcomeSchema = z.object({
  incident: z.string(),
  person: personIdSchema,
  title: z.string(),
  atNs: z.number(),
});

/** What could be seen of a whole run, in short. */
const runOutcomeSchema = z.object({
  /** Processors that were taken off-line or that the kernel tried to, in the order in which it began with them. */
  processors: z.array(processorOutcomeSchema).max(outcomeListLimit),
  processorCount: z.int(),
  incidents: z.array(incidentOutcomeSchema).max(outcomeListLimit),
  incidentCount: z.int(),
  pages: z.array(pageOutcomeSchema).max(outcomeListLimit),
  pageCount: z.int(),
  retiredPages: z.int(),
  firstRetiredAtNs: z.number().nullable(),
  messages: z.int(),
  /** When hosts booted during the run, at most `outcomeListLimit`. */
  boots: z.array(z.object({ host: hostNameSchema, atNs: z.number() })).max(outcomeListLimit),
  bootCount: z.int(),
  /** How far it was played. */
  untilNs: z.number(),
});
export type RunOutcome = z.infer<typeof runOutcomeSchema>;

const sightingSchema = z.object({ atNs: z.number(), text: z.string() });

/** One run as it was and as it would have been with another text of one host's `/etc/system`, from its boot on. */
export const whatIfSchema = z.object({
  run: runIdSchema,
  host: hostNameSchema,
  asItWas: runOutcomeSchema,
  asItWouldBe: runOutcomeSchema,
  /** The first event on either side that the other has not, lines of logs left out; null where all are the same. */
  firstDifference: z.object({ was: sightingSchema.nullable(), wouldBe: sightingSchema.nullable() }).nullable(),
  /** Saves of the file during the run that were left out, because the text to try stands for them. */
  savesLeftOut: z.int(),
  /** Why it was not played to the end, null if it was. */
  cutShort: z.string().nullable(),
});
export type WhatIf = z.infer<typeof whatIfSchema>;
