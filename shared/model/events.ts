import { z } from 'zod';

const text = z.string();
const count = z.number();
const flag = z.boolean();
const onProcessor = { host: text, processor: count };
/** What an alert is about: `processor` is null where it is memory or the whole host, which the subject names. */
const ofAlert = { alert: text, rule: text };
const onPart = { host: text, processor: count.nullable() };
const ofPage = { host: text, address: text };
const ofModule = { host: text, module: text };
const aboutIncident = { incident: text };

/**
 * Every kind of event with the fields of its data, in the order in which the digest reads them. Data is flat: text,
 * numbers, flags and null only, so that one event is one row, one frame entry and one digest step.
 */
export const eventSchemas = {
  'run.started': z.strictObject({ title: text, seed: count, startsAt: text, zone: text }),
  'run.ended': z.strictObject({ reason: text }),
  'host.booted': z.strictObject({ host: text, platform: text, cpuType: text, release: text, bootedAt: text }),
  'processor.configured': z.strictObject({ ...onProcessor, board: text, position: text }),

  'inject.ecc': z.strictObject({ ...onProcessor, inject: count, name: text }),
  'inject.bind-thread': z.strictObject({ ...onProcessor, inject: count }),
  'inject.unbind-threads': z.strictObject({ ...onProcessor, inject: count }),
  'inject.memory': z.strictObject({ ...onProcessor, inject: count, name: text, class: text, pageState: text }),
  'inject.unretire-page': z.strictObject({ ...ofPage, inject: count }),
  'inject.command': z.strictObject({ host: text, line: text, inject: count }),
  'inject.faulty-cell': z.strictObject({
    ...ofPage,
    place: text,
    unum: text,
    where: text,
    fault: text,
    bits: text,
    inject: count,
  }),

  'ecc.reported': z.strictObject({
    ...onProcessor,
    name: text,
    category: text,
    errId: text,
    afsr: text,
    afar: text,
    syndrome: count,
    unum: text,
    first: flag,
    multiple: flag,
  }),
  'memory.reported': z.strictObject({
    ...onProcessor,
    name: text,
    class: text,
    errId: text,
    afsr: text,
    afar: text,
    syndrome: count,
    unum: text,
  }),
  'message.logged': z.strictObject({ host: text, module: text, id: count, level: text, text }),
  'message.repeated': z.strictObject({ host: text, times: count, lastAtNs: count, level: text, text }),
  'serd.counted': z.strictObject({ ...onProcessor, count, limit: count, windowNs: count }),
  'serd.fired': z.strictObject({ ...onProcessor, count, limit: count, windowNs: count }),
  'module.counted': z.strictObject({ ...ofModule, count, limit: count, windowNs: count }),
  'module.overflowed': z.strictObject({ ...ofModule, count, limit: count, windowNs: count }),
  'memory-page.scheduled': z.strictObject({ ...ofPage, action: text, module: text }),
  'memory-page.deferred': z.strictObject({ ...ofPage, state: text }),
  'memory-page.retired': z.strictObject({ ...ofPage, reason: text, retired: count, limit: count }),
  'memory-page.refused': z.strictObject({ ...ofPage, limit: count }),
  'memory-page.cleared': z.strictObject(ofPage),
  'memory-page.returned': z.strictObject(ofPage),
  'offlining.failed': z.strictObject({
    ...onProcessor,
    reason: text,
    error: text,
    attempt: count,
    retriesLeft: count,
    nextAttemptNs: count,
  }),
  'offlining.gave-up': z.strictObject({ ...onProcessor, reason: text, error: text, attempts: count }),
  'processor.offlined': z.strictObject({ ...onProcessor, reason: text, attempts: count }),
  'processor.changed': z.strictObject({ ...onProcessor, was: text, state: text }),
  'indictment.sent': z.strictObject({ ...onProcessor, board: text, type: count, uncertain: flag }),
  /** `person` is empty where a drill had the line typed. */
  'console.ran': z.strictObject({ host: text, line: text, exit: count, output: text, person: text }),
  'system-file.saved': z.strictObject({ host: text, text }),

  'alert.raised': z.strictObject({
    ...ofAlert,
    severity: text,
    ...onPart,
    title: text,
    evidence: text,
  }),
  'alert.cleared': z.strictObject({ ...ofAlert, ...onPart, evidence: text }),

  'incident.opened': z.strictObject({ ...aboutIncident, severity: text, title: text, host: text }),
  'incident.raised': z.strictObject({ ...aboutIncident, severity: text, title: text }),
  'incident.calmed': z.strictObject({ ...aboutIncident, evidence: text }),
  'incident.acknowledged': z.strictObject({ ...aboutIncident, person: text, waitedNs: count }),
  'incident.unacknowledged': z.strictObject({ ...aboutIncident, person: text }),
  'incident.noted': z.strictObject({ ...aboutIncident, person: text, text }),
  'incident.resolved': z.strictObject({ ...aboutIncident, person: text }),
  'incident.reopened': z.strictObject({ ...aboutIncident, person: text }),
  'incident.silenced': z.strictObject({ ...aboutIncident, person: text }),
  'page.sent': z.strictObject({
    page: text,
    ...aboutIncident,
    person: text,
    step: count,
    severity: text,
    title: text,
    why: text,
  }),
  'page.unanswered': z.strictObject({ page: text, ...aboutIncident, person: text, waitedNs: count }),
  'escalation.exhausted': z.strictObject({ ...aboutIncident, pages: count }),
  'oncall.began': z.strictObject({ person: text, name: text, next: text, nextName: text, untilNs: count, why: text }),

  'command.applied': z.strictObject({ number: count, actor: text, role: text, command: text, incident: text }),
  'command.refused': z.strictObject({ number: count, actor: text, command: text, incident: text, problem: text }),

  'host.went-down': z.strictObject({ host: text, reason: text, panicked: flag }),
  'host.phase-began': z.strictObject({ host: text, phase: text, untilNs: count }),
  'host.stopped': z.strictObject({ host: text, problem: text }),
  'system-file.bypassed': z.strictObject({ host: text, text }),
  'board.began': z.strictObject({ host: text, board: text, action: text, untilNs: count }),
  'board.changed': z.strictObject({ host: text, board: text, was: text, state: text }),
  'board.failed': z.strictObject({ host: text, board: text, action: text, problem: text }),
  /** Tasks of a processor that went off-line; `targets` tells where they went: "64 (3), 65 (1)". */
  'scheduler.rehomed': z.strictObject({ ...onProcessor, tasks: count, targets: text }),
} as const;

export type EventKind = keyof typeof eventSchemas;
export type EventDataOf<Kind extends EventKind> = z.infer<(typeof eventSchemas)[Kind]>;
export type EventValue = string | number | boolean | null;

export const eventKinds = Object.keys(eventSchemas) as readonly EventKind[];
export const eventKindSchema = z.enum(eventKinds as [EventKind, ...EventKind[]]);

/** Kinds that only a trainer and the debrief may see: what was injected, as against what could be observed. */
export const truthKinds: ReadonlySet<EventKind> = new Set([
  'inject.ecc',
  'inject.bind-thread',
  'inject.unbind-threads',
  'inject.memory',
  'inject.unretire-page',
  'inject.command',
  'inject.faulty-cell',
] as const);

/** The marker that stands for a cause which the audience may not see. */
export const hiddenCause = 0;

/** One entry of a run's log. `seq` counts from 1; `causes` are the seqs of the one to eight events it stems from. */
export interface LoggedEvent<Kind extends EventKind = EventKind> {
  readonly seq: number;
  readonly at: number;
  readonly kind: Kind;
  readonly subject: string;
  readonly data: EventDataOf<Kind>;
  readonly causes: readonly number[];
  /** Its number in the responders' own counting, 0 for a truth event. */
  readonly observed: number;
  /** `causes` in the responders' counting, `hiddenCause` where the cause is truth. */
  readonly observedCauses: readonly number[];
}

/** An event as an audience sees it: numbered in that audience's own counting, so that gaps tell nothing. */
export const audienceEventSchema = z.object({
  number: z.int().min(1),
  at: z.number(),
  kind: eventKindSchema,
  subject: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  causes: z.array(z.int().min(0)),
});
export type AudienceEvent = z.infer<typeof audienceEventSchema>;
