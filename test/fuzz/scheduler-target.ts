import { fail, ok } from 'node:assert';
import * as fc from 'fast-check';
import { labScheduler, schedulerProfileNames } from '../../main/lab/scheduler.ts';
import { fuzzTarget } from './fuzz-target.ts';

const odd = fc.constantFrom(-1, 0, 1, 7, 1.5, 1e15, null, true, '', 'q', 'a', [], {});
const words = ['run', 'hog', 'sleep', 'io', 'irqwait', 'loop', 'yield', 'take', 'post', 'exit', 'jump'];
const rightStep = fc.oneof(
  fc.nat(3_000).map((us) => ['run', us]),
  fc.nat(3).map((ticks) => ['sleep', ticks]),
  fc.nat(2_000).map((us) => ['io', us]),
  fc.constantFrom(['hog'], ['yield'], ['exit'], ['loop', 0, 0], ['loop', 0, 2]),
  fc.nat(1).map((exclusive) => ['take', 'q', exclusive]),
  fc.tuple(fc.nat(2), fc.nat(2)).map(([tokens, wakes]) => ['post', 'q', tokens, wakes]),
  fc.constantFrom([
    'fork',
    {
      name: 'child',
      program: [
        ['run', 300],
        ['loop', 0, 0],
      ],
    },
  ]),
);
const step = fc.oneof(
  { weight: 30, arbitrary: rightStep },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...words), odd, odd) },
  { weight: 1, arbitrary: odd },
);
const event = fc.oneof(
  fc
    .record({
      at: fc.nat(20_000),
      task: fc.constantFrom('a', 'b', 'c'),
      program: fc.array(step, { maxLength: 6 }),
      cpu: fc.nat(2),
    })
    .map(({ at, task, program, cpu }) => ({ t_us: at, type: 'spawn', task, program, cpu })),
  fc.record({
    t_us: fc.nat(20_000),
    type: fc.constant('nice'),
    task: fc.constantFrom('a', 'z'),
    nice: fc.integer({ min: -21, max: 20 }),
  }),
  fc.record({
    t_us: fc.nat(20_000),
    type: fc.constant('post'),
    queue: fc.constantFrom('q', 'r'),
    tokens: fc.nat(3),
    nr: fc.nat(2),
  }),
  fc.record({ t_us: fc.nat(20_000), type: fc.constant('offline'), cpu: fc.nat(3) }),
  odd,
);
const workload = fc
  .record({
    cpus: fc.oneof(fc.integer({ min: 1, max: 3 }), odd),
    until_us: fc.oneof(fc.nat(60_000), odd),
    workload: fc.array(event, { maxLength: 5 }),
  })
  .map((read) => {
    const at = (each: unknown): number => (each as { readonly t_us?: number } | null)?.t_us ?? 0;
    return JSON.stringify({ ...read, workload: [...read.workload].sort((one, other) => at(one) - at(other)) });
  });
const input = fc.tuple(
  fc.oneof({ weight: 20, arbitrary: workload }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }),
  fc.constantFrom(...schedulerProfileNames),
);

/** Workloads of the scheduler lab: run to their end within bounds, or refused with a place. */
export const schedulerTarget = fuzzTarget('scheduler', input, ([text, profile]: [string, string]) => {
  const played = labScheduler(text, profile, 20_000);
  if ('problem' in played) {
    ok(played.place !== '' && !/[\n\r]/.test(played.place + played.problem));
    return;
  }
  const { segments, cpu_us } = played.document;
  for (const [task, on, start, end] of segments) {
    if (!(start < end && on >= 0)) fail(`a segment of ${task} from ${start} to ${end}`);
  }
  const ran = segments.reduce((sum, [, , start, end]) => sum + end - start, 0);
  const counted = Object.values(cpu_us).reduce((sum, each) => sum + each, 0);
  ok(Math.abs(ran - counted) < 1, 'processor time is that of the segments');
});
