import { z } from 'zod';
import { consoleLineSchema, systemFileSchema } from './drill.ts';
import { hostNameSchema, incidentIdSchema, personIdSchema, roleSchema, runIdSchema } from './ids.ts';

const aboutIncident = { incident: incidentIdSchema };

/** What a person can tell a run to do. Each is applied at one instant of the simulation and is an event of its log. */
export const commandSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('incident.acknowledge'), ...aboutIncident }),
  z.strictObject({ kind: z.literal('incident.unacknowledge'), ...aboutIncident }),
  z.strictObject({ kind: z.literal('incident.escalate'), ...aboutIncident }),
  z.strictObject({ kind: z.literal('incident.silence'), ...aboutIncident }),
  z.strictObject({ kind: z.literal('incident.note'), ...aboutIncident, text: z.string().trim().min(1).max(2000) }),
  z.strictObject({ kind: z.literal('incident.resolve'), ...aboutIncident }),
  z.strictObject({ kind: z.literal('incident.reopen'), ...aboutIncident }),
  z.strictObject({ kind: z.literal('oncall.take-over') }),
  z.strictObject({ kind: z.literal('console.run'), host: hostNameSchema, line: consoleLineSchema }),
  z.strictObject({ kind: z.literal('system-file.save'), host: hostNameSchema, text: systemFileSchema }),
]);
export type Command = z.infer<typeof commandSchema>;
export type CommandKind = Command['kind'];
/** A command about an incident. */
export type IncidentCommand = Extract<Command, { readonly incident: string }>;
/** The command of one kind. */
export type CommandOf<Kind extends CommandKind> = Extract<Command, { readonly kind: Kind }>;

/** A command with who gave it. `number` counts a run's accepted commands from 1. */
const numberedCommandSchema = z.strictObject({
  run: runIdSchema,
  number: z.int().min(1),
  actor: personIdSchema,
  role: roleSchema,
  command: commandSchema,
});
export type NumberedCommand = z.infer<typeof numberedCommandSchema>;

/** A command that the simulation has applied, with its instant: what a replay needs. */
export interface AppliedCommand extends NumberedCommand {
  readonly atNs: number;
}
