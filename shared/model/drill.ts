import { z } from 'zod';
import { parseDuration } from '../lib/duration.ts';
import { hourNs, millisecondNs } from '../lib/time.ts';
import { hostNameSchema, personIdSchema, processorIdSchema } from './ids.ts';

/** The version of the drill file format that this program reads and writes. */
export const drillVersion = 1;

/** Text for one line of a screen, a log or a terminal, which control characters would break. */
const lineSchema = z.string().regex(/^\P{Cc}*$/u, 'expected one line without control characters');

/** What is typed on a console: text of one line, which a database can hold. */
export const consoleLineSchema = z
  .string()
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'expected one line of printable characters')
  .min(1)
  .max(512);

const durationSchema = z
  .string()
  .regex(/^(\d+(\.\d{1,9})?(ns|us|ms|s|m|h|d))+$/, 'expected a duration such as 30s, 5m or 1m30s')
  .describe('A duration: numbers with ns, us, ms, s, m, h or d, such as 1m30s.');

export const instantSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/, 'expected an instant such as 2003-10-23T11:37:05Z')
  .describe('An instant in UTC, such as 2003-10-23T11:37:05Z.');

export const registerSchema = z
  .string()
  .regex(/^0x[0-9a-f]{8}\.[0-9a-f]{8}$/, 'expected a register such as 0x00000040.000001f0')
  .describe('A 64-bit register as Solaris prints it: 0x, eight digits, a dot, eight digits.');

/**
 * The errors of a processor by their bits in the AFSR: those of the L2 cache's data, of every type; of mtags, interrupt
 * vectors and the system; those that a US-III+ has as well; those of the JBus of a US-IIIi.
 */
export const eccNameSchema = z.enum([
  ...(['UCC', 'CPC', 'WDC', 'EDC', 'UCU', 'CPU', 'WDU', 'EDU'] as const),
  ...(['EMC', 'EMU', 'IVC', 'IVU', 'TO', 'BERR', 'PERR', 'IERR', 'ISAP'] as const),
  ...(['TUE_SH', 'IMC', 'IMU', 'DTO', 'DBERR', 'THCE', 'TSCE', 'TUE', 'DUE'] as const),
  ...(['JETO', 'SCE', 'JEIC', 'JEIT', 'JEIS', 'ETP', 'OM', 'UMS', 'IVPE'] as const),
  ...(['RUE', 'RCE', 'BP', 'WBP', 'FRC', 'FRU'] as const),
]);
export type EccName = z.infer<typeof eccNameSchema>;

export const cpuTypeSchema = z.enum(['US-III', 'US-III+', 'US-IIIi']);
export type CpuType = z.infer<typeof cpuTypeSchema>;
export const platformSchema = z.enum(['starcat', 'serengeti']);
export type Platform = z.infer<typeof platformSchema>;
export const releaseSchema = z.enum(['solaris8', 'solaris9']);
export type Release = z.infer<typeof releaseSchema>;

export const kernelPatchSchema = z.enum(['early', 'usual', 'late']);

const cacheMegabytesSchema = z.literal([1, 4, 8]);
export type CacheMegabytes = z.infer<typeof cacheMegabytesSchema>;

/** The text of a host's `/etc/system`. */
export const systemFileSchema = z.string().max(65_536);

const stepNs = (step: Readonly<Record<string, string>>): number =>
  Object.values(step).reduce((sum, length) => sum + (parseDuration(length) ?? 0), 0);

const stepLengthSchema = durationSchema.refine(
  (text) => (parseDuration(text) ?? 0) > 0 && (parseDuration(text) ?? 0) <= hourNs,
  'expected more than 0s, at most 1h',
);
const taskStepSchema = z.union([
  z.strictObject({ run: stepLengthSchema.describe('Uses a processor for so long.') }),
  z.strictObject({ sleep: stepLengthSchema.describe('Sleeps, in whole ticks.') }),
  z.strictObject({ wait: stepLengthSchema.describe('Waits for a device, which no signal interrupts.') }),
]);
const taskProgramSchema = z
  .union([
    z.literal('hog').describe('Uses a processor for ever.'),
    z
      .array(taskStepSchema)
      .min(1)
      .max(32)
      .refine(
        (steps) => steps.reduce((sum, step) => sum + stepNs(step), 0) >= millisecondNs,
        'expected steps of 1ms or more in all: a program that goes round faster is not simulated',
      ),
  ])
  .describe('What each does again and again, such as [{ run: 2ms }, { sleep: 50ms }].');

/** How many tasks the load of one host can have. */
const mostLoadedTasks = 500;

const loadSchema = z
  .strictObject({
    tasks: z
      .array(
        z.strictObject({
          name: z
            .string()
            .regex(/^[\x21-\x7e]{1,15}$/, 'expected 1 to 15 characters without spaces')
            .describe('What ps calls it.'),
          count: z.int().min(1).max(mostLoadedTasks).default(1),
          nice: z.int().min(-20).max(19).default(0),
          program: taskProgramSchema,
        }),
      )
      .max(50)
      .refine(
        (tasks) => tasks.reduce((sum, { count }) => sum + count, 0) <= mostLoadedTasks,
        `expected at most ${mostLoadedTasks} tasks on a host`,
      ),
  })
  .describe('What the host runs besides its kernel and its daemons; left out: a database and an application server.');

const hostSchema = z.strictObject({
  name: hostNameSchema,
  platform: platformSchema.describe('starcat is Sun Fire 12K/15K, serengeti is Sun Fire 3800 to 6800.'),
  node: z.int().min(0).max(3).default(0).describe('The node number in serengeti names: /N0.'),
  cpuType: cpuTypeSchema,
  cacheMegabytes: cacheMegabytesSchema
    .optional()
    .describe('Size of each L2 cache; left out: 8, on a US-IIIi 1. Decides what the tags in dumps mean.'),
  release: releaseSchema.describe(
    'Decides the kernel variables, such as how often a refused off-lining is tried again.',
  ),
  system: systemFileSchema
    .optional()
    .describe('The text of its /etc/system, which the kernel has read at boot; left out: an empty one.'),
  physmemPages: z
    .int()
    .min(1)
    .max(134_217_728)
    .optional()
    .describe('Its memory in pages of 8 KB; left out: 1048576, which is 8 GB.'),
  pageRetirement: z
    .enum(['when-freed', 'copying'])
    .optional()
    .describe(
      'How pages with corrected errors are retired: when-freed, once nobody uses them (patches from 108528-24 and 112233-08 on), or copying, which moves them away first (from 117000-03 and 112233-12 on); left out: copying.',
    ),
  kernelPatch: kernelPatchSchema
    .optional()
    .describe(
      'Which errors take a processor off-line at once. early: a UCU, CPU or UCC with ME, up to 108528-23 and 112233-08; usual: a WDU or EDU as well, from 108528-24 and after 112233-08 on; late: no longer a single UCC with ME, from 108528-29 with 117000-01 and from 112233-12 on. Left out: usual.',
    ),
  firmware: z
    .enum(['ignores-indictments', 'honours-indictments'])
    .optional()
    .describe(
      'What its system controller does when the kernel indicts a processor: a serengeti that honours it keeps the processor out after a reboot. Left out: it takes no indictments.',
    ),
  bootedAt: instantSchema.describe('When the host booted: error ids count nanoseconds from here.'),
  load: loadSchema.optional(),
  processors: z
    .array(processorIdSchema)
    .min(1)
    .max(512)
    .describe('The processors that matter; the others of their system boards (four each) exist too.'),
});
export type DrillHost = z.infer<typeof hostSchema>;

export const cacheStateSchema = z.enum([
  ...(['Invalid', 'Shared', 'Exclusive', 'Owner', 'Modified', 'Owner/Shared', 'Reserved'] as const),
]);
export type CacheState = z.infer<typeof cacheStateSchema>;

const dumpedChunkSchema = z
  .tuple([
    registerSchema,
    registerSchema,
    z.string().regex(/^0x[01][0-9a-f]{2}$/, 'expected nine check bits such as "0x1f0", in quotes'),
  ])
  .describe('16 bytes: data bits 127 to 64, data bits 63 to 0, the nine check bits as stored.');

const dumpedLineSchema = z.strictObject({
  tag: registerSchema.describe("The line's tag in the cache."),
  state: cacheStateSchema.describe('The state of the 64 bytes at the AFAR, as the tag has it.'),
  match: z.boolean().describe('Whether the tag is that of the AFAR; if not, the cache holds another line by now.'),
  data: z.tuple([dumpedChunkSchema, dumpedChunkSchema, dumpedChunkSchema, dumpedChunkSchema]),
});
export type DumpedLine = z.infer<typeof dumpedLineSchema>;

export const dumpSchema = dumpedLineSchema.extend({
  otherWays: z
    .array(dumpedLineSchema)
    .max(3)
    .optional()
    .describe('The lines of the other ways of the cache, which are dumped where no way has the line of the AFAR.'),
});
export type CacheDump = z.infer<typeof dumpSchema>;

export const faultPcSchema = z.string().regex(/^0x[0-9a-f]{1,16}$/, 'expected an address such as 0x10152880');

export const trapSchema = z.enum(['fast-ecc', 'disrupting', 'instruction-access', 'data-access']);
export const shadowSchema = z.strictObject({ afsr: registerSchema, afar: registerSchema });

const protectedSchema = z
  .boolean()
  .describe('The kernel expected that the access might fail, as when it copies for a program: it does not panic.');

const eccInjectSchema = z.strictObject({
  at: durationSchema.describe("Since the drill's start."),
  kind: z.literal('ecc').describe('An error that a processor reports: of its L2 cache, its interrupts or the bus.'),
  host: hostNameSchema,
  processor: processorIdSchema,
  name: eccNameSchema,
  errId: registerSchema.optional().describe('The error id to print; left out: nanoseconds since boot.'),
  afsr: registerSchema.describe('The asynchronous fault status register, with ME where several errors were met.'),
  afar: registerSchema.describe('The asynchronous fault address register.'),
  faultPc: faultPcSchema,
  mode: z.enum(['privileged', 'user']).nullable().default(null),
  trapLevel: z.int().min(0).max(1).default(0),
  loggedAgainAfter: durationSchema
    .optional()
    .describe('Set where the error is logged first as "First Error" and again, with ME, this much later.'),
  dump: dumpSchema.optional().describe('The cache line as it was found after the error; left out: none is logged.'),
  trap: trapSchema
    .optional()
    .describe(
      'The trap that the error comes by: all errors whose bits are on in the AFSR are logged, one after the other. Left out: only the one that is named.',
    ),
  shadow: shadowSchema
    .optional()
    .describe('What the shadow registers of a US-III+ hold, which keep the first of several errors; needs trap.'),
  protected: protectedSchema.optional(),
  module: lineSchema
    .min(1)
    .max(100)
    .optional()
    .describe('The module to print where it is not one of the L2 cache, such as SB2/P1/B0/D0 J14300; left out: none.'),
});
const threadInjectSchema = z.strictObject({
  at: durationSchema,
  kind: z
    .enum(['bind-thread', 'unbind-threads'])
    .describe('A thread bound to the processor keeps it from going off-line.'),
  host: hostNameSchema,
  processor: processorIdSchema,
});

const commandInjectSchema = z.strictObject({
  at: durationSchema,
  kind: z.literal('command').describe('Somebody types a line on the console of a host, as root.'),
  host: hostNameSchema,
  line: lineSchema.min(1).max(512).describe('The line, such as psradm -f 64.'),
});

export const memoryErrorClassSchema = z.enum(['intermittent', 'persistent', 'sticky']);
export type MemoryErrorClass = z.infer<typeof memoryErrorClassSchema>;
export const pageStateSchema = z.enum(['free', 'clean', 'dirty', 'kernel', 'locked']);
export type PageState = z.infer<typeof pageStateSchema>;

const memoryInjectSchema = z.strictObject({
  at: durationSchema,
  kind: z.literal('memory').describe('An error of main memory.'),
  host: hostNameSchema,
  processor: processorIdSchema.describe('The processor that meets it.'),
  name: z.enum(['CE', 'UE']).describe('CE is corrected, UE is uncorrectable.'),
  class: memoryErrorClassSchema.describe(
    'What a second look finds: nothing (intermittent), an error that goes away when written over (persistent), or one that stays (sticky).',
  ),
  errId: registerSchema.optional().describe('The error id to print; left out: nanoseconds since boot.'),
  afsr: registerSchema.describe('The asynchronous fault status register.'),
  afar: registerSchema.describe('The asynchronous fault address register: the address in memory.'),
  faultPc: faultPcSchema,
  mode: z.enum(['privileged', 'user']).nullable().default(null),
  access: z.enum(['data', 'instruction']).default('data').describe('What the code did that met a UE.'),
  trapLevel: z.int().min(0).max(1).default(0),
  protected: protectedSchema.optional(),
  module: lineSchema.min(1).max(100).describe('The module as Solaris names it, such as SB2/P1/B0/D0 J14300.'),
  pageState: pageStateSchema
    .default('clean')
    .describe('What the page is in use for, from now on: a dirty, kernel or locked page cannot always be retired.'),
});
export type MemoryInject = z.infer<typeof memoryInjectSchema>;

const unretireInjectSchema = z.strictObject({
  at: durationSchema,
  kind: z.literal('unretire-page').describe('An administrator returns a retired page of memory to service.'),
  host: hostNameSchema,
  address: registerSchema.describe('An address in the page.'),
});

/** What can be wrong with a cell of a cache or of memory. */
export const cellFaultKindSchema = z.enum(['soft', 'stuck', 'weak', 'nibble', 'address-line']);
export type CellFaultKind = z.infer<typeof cellFaultKindSchema>;
const cellContentsSchema = z.enum(['random', 'zeros', 'ones']);
export type CellContents = z.infer<typeof cellContentsSchema>;
export const cacheAccessSchema = z.enum(['load', 'fetch', 'write-back', 'copy-out', 'store-merge', 'block-load']);
export type CacheAccess = z.infer<typeof cacheAccessSchema>;

/** How many cells of a drill can be faulty. */
export const mostFaultyCells = 256;

const faultyCellInjectSchema = z.strictObject({
  at: durationSchema,
  kind: z.literal('faulty-cell').describe('A cell of an L2 cache or of memory breaks: who touches it meets an error.'),
  host: hostNameSchema,
  place: z.enum(['cache', 'memory']),
  processor: processorIdSchema
    .optional()
    .describe('The processor whose cache it is; for memory the one whose code reads it, left out: any that runs.'),
  address: registerSchema.describe('The physical address, which must be in the memory of the host.'),
  fault: cellFaultKindSchema.describe(
    'soft: one bit flipped once, healed when written; stuck: one bit always the same; weak: one bit read wrong every other time; nibble: two bits always wrong; address-line: the bits of one chip come from another row.',
  ),
  bits: z
    .array(z.int().min(0).max(136))
    .min(1)
    .max(2)
    .optional()
    .describe('The bits in error, 0 to 127 of data and 128 to 136 of the code; left out: drawn.'),
  stuckAt: z.literal([0, 1]).optional().describe('What a stuck bit always is; left out: drawn.'),
  contents: cellContentsSchema
    .default('random')
    .describe('What the 16 bytes hold. In a cache random ones are others at every touch.'),
  access: cacheAccessSchema
    .optional()
    .describe('How a cache is touched, which decides the event: UCx for load and fetch, WDx, CPx, EDx for the others.'),
  touchedEvery: durationSchema
    .optional()
    .describe(
      'The mean time between two touches by running code, drawn; left out for memory: only the scrubber comes.',
    ),
  mode: z.enum(['privileged', 'user']).default('user').describe('The code that touches it.'),
  faultPc: faultPcSchema.default('0x10152880'),
  pageState: pageStateSchema.default('clean').describe('What the page of memory is in use for.'),
  twice: z
    .boolean()
    .default(false)
    .describe('Whether two accesses meet it before the trap handler looks: an error of a cache that can set ME does.'),
  dumped: z.boolean().default(true).describe('Whether the cache line is logged with the error.'),
  lasts: durationSchema.default('24h').describe('When somebody changes the part; the drill goes on till then.'),
});
export type FaultyCellInject = z.infer<typeof faultyCellInjectSchema>;

const injectSchema = z.discriminatedUnion('kind', [
  eccInjectSchema,
  threadInjectSchema,
  commandInjectSchema,
  memoryInjectSchema,
  unretireInjectSchema,
  faultyCellInjectSchema,
]);
export type DrillInject = z.infer<typeof injectSchema>;
export type EccInject = z.infer<typeof eccInjectSchema>;

const personSchema = z.strictObject({ id: personIdSchema, name: lineSchema.min(1).max(80) });

/** A drill file: what is simulated, who is on call, and what is injected when. */
export const drillSchema = z
  .strictObject({
    version: z.literal(drillVersion).describe('The version of this file format.'),
    title: lineSchema.min(1).max(120).describe('What everybody sees. Say nothing here that gives the fault away.'),
    summary: z.string().max(1000).default('').describe('For trainers only.'),
    startsAt: instantSchema,
    zone: z.string().max(64).default('UTC').describe('IANA time zone in which screens show times.'),
    hosts: z.array(hostSchema).min(1).max(16),
    people: z.array(personSchema).min(2).max(2).describe('The two people of the rotation, first on call first.'),
    turn: durationSchema.default('7d').describe('How long one person stays on call.'),
    escalateAfter: durationSchema.default('5m').describe('An unacknowledged page goes to the other person after this.'),
    injects: z.array(injectSchema).min(1).max(10_000),
  })
  .describe('A Redline drill.');
export type Drill = z.infer<typeof drillSchema>;
export type DrillInput = z.input<typeof drillSchema>;
