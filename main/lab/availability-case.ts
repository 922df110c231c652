import { z } from 'zod';
import { parseInstant } from '../../shared/lib/civil-time.ts';
import { longestRunNs, secondNs } from '../../shared/lib/time.ts';
import {
  cpuTypeSchema,
  dumpSchema,
  eccNameSchema,
  faultPcSchema,
  instantSchema,
  kernelPatchSchema,
  memoryErrorClassSchema,
  pageStateSchema,
  platformSchema,
  registerSchema,
  releaseSchema,
  shadowSchema,
  trapSchema,
} from '../../shared/model/drill.ts';
import { hostNameSchema, processorIdSchema } from '../../shared/model/ids.ts';
import { processorStateSchema } from '../../shared/model/views.ts';
import { cacheOf } from '../simulation/hardware/l2-cache.ts';
import { isProcessorNumber, numberingOf } from '../simulation/hardware/processor-positions.ts';
import { dumpFault } from './drill-dump-checks.ts';
import { errorFault } from './drill-error-checks.ts';
import { type DrillFault, firstFault } from './drill-fault.ts';
import type { FileProblem } from './file-problem.ts';
import { readJson } from './json-file.ts';
import { firstProblem, pathText } from './schema-problem.ts';

const longestCaseSeconds = longestRunNs / secondNs;
const secondsSchema = z.number().min(0).max(longestCaseSeconds);

const cpuSchema = z.strictObject({
  id: processorIdSchema,
  state: processorStateSchema.default('on-line'),
  boundThreads: z.int().min(0).max(1_000).default(0),
  processorSet: z.int().min(0).max(1_000).default(0),
  interrupts: z.boolean().default(true),
});

/** What every error has, of a cache or of memory. */
const errorFields = {
  at: secondsSchema,
  loggedAt: secondsSchema.optional(),
  cpu: processorIdSchema,
  afsr: registerSchema,
  afar: registerSchema,
  faultPc: faultPcSchema,
  mode: z.enum(['privileged', 'user']).nullable().default(null),
  tl: z.int().min(0).max(1).default(0),
  protected: z.boolean().optional(),
};

const eventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...errorFields,
    type: z.literal('ecc'),
    name: eccNameSchema,
    first: z.boolean().default(false),
    dump: dumpSchema.optional(),
    trap: trapSchema.optional(),
    shadow: shadowSchema.optional(),
    module: z.string().min(1).max(100).optional(),
  }),
  z.strictObject({
    ...errorFields,
    type: z.literal('memory'),
    name: z.enum(['CE', 'UE']),
    class: memoryErrorClassSchema,
    module: z.string().min(1).max(100),
    pageState: pageStateSchema.default('clean'),
  }),
  z.strictObject({
    at: secondsSchema,
    type: z.literal('bind'),
    cpu: processorIdSchema,
    threads: z.int().min(1).max(1_000).default(1),
  }),
  z.strictObject({ at: secondsSchema, type: z.literal('unbind'), cpu: processorIdSchema }),
  z.strictObject({ at: secondsSchema, type: z.literal('command'), line: z.string().min(1).max(512) }),
]);
export type AvailabilityEvent = z.infer<typeof eventSchema>;

const caseSchema = z.strictObject({
  platform: platformSchema,
  host: hostNameSchema,
  node: z.int().min(0).max(3).default(0),
  cpuType: cpuTypeSchema,
  release: releaseSchema,
  kernelPatch: kernelPatchSchema.optional(),
  bootedAt: instantSchema,
  syslogAlarmAt: secondsSchema.optional(),
  physmemPages: z.int().min(1).max(134_217_728).default(1_048_576),
  system: z.string().max(65_536).default(''),
  cpus: z.array(cpuSchema).min(1).max(512),
  events: z.array(eventSchema).max(100_000),
  until: secondsSchema,
});

/** One host with its processors, and what happens to it. Times are in seconds since its boot. */
export type AvailabilityCase = z.infer<typeof caseSchema>;

const eventFields = new Set(eventSchema.options.flatMap(({ shape }) => Object.keys(shape) as string[]));

function cpusFault({ platform, cpus }: AvailabilityCase): DrillFault | null {
  const ids = cpus.map(({ id }) => id);
  return firstFault(cpus, ({ id }, index) => {
    const path = ['cpus', index, 'id'];
    if (ids.indexOf(id) !== index) return { path, problem: `processor ${id} is there twice, expected another number` };
    return isProcessorNumber(platform, id)
      ? null
      : { path, problem: `there is no processor ${id}: ${numberingOf(platform)}` };
  });
}

function eventsFault({ cpus, cpuType, events }: AvailabilityCase): DrillFault | null {
  const known = new Set(cpus.map(({ id }) => id));
  return firstFault(events, (event, index) => {
    const path = ['events', index];
    if (!('cpu' in event)) return null;
    if (!known.has(event.cpu)) {
      return {
        path: [...path, 'cpu'],
        problem: `cpus has no processor ${event.cpu}, expected one of ${[...known].join(', ')}`,
      };
    }
    if (!('afsr' in event)) return null;
    if (event.loggedAt !== undefined && event.loggedAt < event.at) {
      return {
        path: [...path, 'loggedAt'],
        problem: `logged at ${event.loggedAt}, before it happened, expected ${event.at} or later`,
      };
    }
    if (event.type !== 'ecc') return null;
    const fault = errorFault(cpuType, event, path);
    if (fault !== null || event.dump === undefined) return fault;
    return dumpFault(cacheOf({ cpuType }), event.afar, event.dump, [...path, 'dump']);
  });
}

/** A host has no more processes, and those of a case have one thread each. */
const mostThreads = 25_000;

function threadsFault({ cpus, events }: AvailabilityCase): DrillFault | null {
  const before = cpus.reduce((sum, { boundThreads }) => sum + boundThreads, 0);
  const later = events.reduce((sum, event) => sum + (event.type === 'bind' ? event.threads : 0), 0);
  if (before + later <= mostThreads) return null;
  const problem = `${before + later} threads are bound in all, expected at most ${mostThreads}`;
  return { path: [before > mostThreads ? 'cpus' : 'events'], problem };
}

function caseFault(read: AvailabilityCase): DrillFault | null {
  if (parseInstant(read.bootedAt) === null) {
    return { path: ['bootedAt'], problem: `there is no such day or time as ${read.bootedAt}` };
  }
  return cpusFault(read) ?? eventsFault(read) ?? threadsFault(read);
}

/** Reads a case of the availability lab, which is JSON. Unknown fields are named before all else that is wrong. */
export function readAvailabilityCase(text: string): { readonly read: AvailabilityCase } | FileProblem {
  const json = readJson(text, 'a case in JSON');
  if ('problem' in json) return json;
  const checked = caseSchema.safeParse(json.value);
  if (!checked.success) {
    const described = {
      value: json.value,
      placeOf: (path: readonly PropertyKey[]) => (path.length > 0 ? pathText(path) : 'line 1'),
      fields: 'those that redline lab availability --help names',
      kinds: 'ecc, memory, bind, unbind or command',
      kindFields: eventFields,
    };
    return firstProblem(described, checked.error.issues);
  }
  const fault = caseFault(checked.data);
  return fault === null ? { read: checked.data } : { place: pathText(fault.path), problem: fault.problem };
}
