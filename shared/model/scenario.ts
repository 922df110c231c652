import { z } from 'zod';
import { drillSchema } from './drill.ts';

const responderStepSchema = z.strictObject({
  atNs: z.number().int().min(0),
  action: z.enum(['ack', 'note', 'resolve', 'escalate']),
  text: z.string().max(2000).default(''),
});
export type ResponderStep = z.infer<typeof responderStepSchema>;

/**
 * Who answers pages inside the simulation. `people`: nobody simulated, people at consoles do. `automatic`: the person
 * paged acknowledges 60 to 120 s later and resolves when the cause is gone. `script`: steps at fixed instants.
 */
const responderSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('people') }),
  z.strictObject({ kind: z.literal('automatic') }),
  z.strictObject({ kind: z.literal('script'), steps: z.array(responderStepSchema).max(1000) }),
]);
export type Responder = z.infer<typeof responderSchema>;

/**
 * When a run ends. `unattended`: ten minutes after the last inject, or once every incident is closed. `attended`: ten
 * minutes after the last inject or the last closing, whichever is later, so that a resolve can be undone.
 */
const endingSchema = z.enum(['unattended', 'attended']);

/** Everything that decides a run besides the commands given during it. */
const scenarioSchema = z.strictObject({
  drill: drillSchema,
  seed: z.number().int().min(0).max(0xffff_ffff),
  responder: responderSchema,
  ending: endingSchema,
});
export type Scenario = z.infer<typeof scenarioSchema>;
