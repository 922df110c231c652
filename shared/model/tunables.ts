import { z } from 'zod';
import filesAndProcesses from '../../resources/tunables/files-and-processes.json' with { type: 'json' };
import hardwareErrors from '../../resources/tunables/hardware-errors.json' with { type: 'json' };
import interProcess from '../../resources/tunables/inter-process.json' with { type: 'json' };
import memory from '../../resources/tunables/memory.json' with { type: 'json' };
import scheduler from '../../resources/tunables/scheduler.json' with { type: 'json' };
import { cpuTypeSchema } from './drill.ts';

const numberSchema = z
  .string()
  .regex(/^\d{1,20}$/, 'expected a decimal number')
  .describe('A decimal number as text: 64 bits do not fit a JSON number.');

const defaultSchema = z
  .union([
    z.strictObject({
      value: numberSchema,
      exceptOn: z.partialRecord(cpuTypeSchema, numberSchema).optional().describe('Where the processor type differs.'),
    }),
    z.strictObject({ formula: z.string().min(1).describe('The kernel computes it at boot, if the file sets none.') }),
  ])
  .nullable()
  .describe('What the variable holds if no file sets it; null where the release does not have the variable.');

const tunableSchema = z.strictObject({
  module: z.string().min(1).nullable().describe('The module whose variable it is; null for the kernel itself.'),
  name: z.string().min(1).max(63),
  bytes: z.literal([1, 2, 4, 8]).describe('The size of the variable: a value is cut to it.'),
  defaults: z.strictObject({ solaris8: defaultSchema, solaris9: defaultSchema }),
  unit: z.string().min(1),
  range: z
    .strictObject({ lowest: numberSchema, highest: numberSchema })
    .nullable()
    .describe('Values that make sense. The kernel checks none of it; null where nobody has said.'),
  meaning: z.string().min(1),
  takesEffect: z.string().min(1).describe('When a new value acts.'),
  danger: z.string().min(1).describe('What a wrong value does.'),
  simulated: z.boolean().describe('Whether it acts in Redline; if not, it is stored and has no effect there.'),
});
export type Tunable = z.infer<typeof tunableSchema>;

/** A file of `resources/tunables`. */
export const tunableFileSchema = z
  .strictObject({ $schema: z.string(), tunables: z.array(tunableSchema).min(1) })
  .describe('Kernel variables of Solaris 8 and 9 that /etc/system can set.');

/** Every tunable that Redline knows. */
export const tunables: readonly Tunable[] = [
  hardwareErrors,
  memory,
  filesAndProcesses,
  interProcess,
  scheduler,
].flatMap((file) => tunableFileSchema.parse(file).tunables);
