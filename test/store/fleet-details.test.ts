import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Simulation } from '../../main/simulation/simulation.ts';
import { createSimulation } from '../../main/simulation/world.ts';
import { openStore } from '../../main/store/open-store.ts';
import type { StoreApi } from '../../main/store/store-api.ts';
import { bucketAt } from '../../shared/lib/leaky-bucket.ts';
import { minuteNs, secondNs } from '../../shared/lib/time.ts';
import { type Drill, type DrillInput, drillSchema } from '../../shared/model/drill.ts';
import { memoryDetailSchema, processorDetailSchema } from '../../shared/model/fleet-views.ts';
import { fleetViewSchema } from '../../shared/model/views.ts';
import { newFolder, removeStations, testNow } from './station.ts';

afterAll(removeStations);

type Inject = DrillInput['injects'][number];
const host = 'sf15k-domc';
const run = 'run-1';

const drillOf = (injects: readonly Inject[], system = ''): Drill =>
  drillSchema.parse({
    ...{ version: 1, title: 'Test', startsAt: '2003-10-23T11:36:55Z' },
    hosts: [
      {
        ...{
          name: host,
          platform: 'serengeti',
          cpuType: 'US-III',
          release: 'solaris9',
          firmware: 'honours-indictments',
        },
        ...{ bootedAt: '2003-10-23T11:20:49.5Z', processors: [0], physmemPages: 3000, system },
      },
    ],
    people: [
      { id: 'dana', name: 'Dana' },
      { id: 'ravi', name: 'Ravi' },
    ],
    injects: [...injects],
  });

/** Plays a drill in steps into a store that is opened anew now and then, and looks at both after each. */
function play(drill: Drill, look: (store: StoreApi, simulation: Simulation) => void): void {
  const folder = newFolder();
  const scenario = { drill, seed: 3, responder: { kind: 'people' }, ending: 'attended' } as const;
  const simulation = createSimulation(scenario);
  let store = openStore({ folder, now: testNow });
  store.createRun({ run, drill: 'd', scenario, createdAt: '2026-11-21T22:00:00.000Z' });
  for (let step = 1; step <= 8; step += 1) {
    simulation.advance(step * minuteNs, Number.POSITIVE_INFINITY);
    const events = simulation.take(Number.POSITIVE_INFINITY);
    const at = { atNs: simulation.nowNs, digest: simulation.digest() };
    store.append({ run, events, ...at, ended: null, snapshot: null });
    look(store, simulation);
    if (step % 3 !== 0) continue;
    store.close();
    store = openStore({ folder, now: testNow });
  }
  store.close();
}

const seconds = fc.integer({ min: 1, max: 400 });
const memoryError = fc.record({
  at: seconds.map((at) => `${at}s`),
  name: fc.constantFrom('CE', 'CE', 'CE', 'UE'),
  class: fc.constantFrom('intermittent', 'persistent', 'persistent', 'sticky'),
  page: fc.integer({ min: 0, max: 5 }),
  module: fc.constantFrom('/N0/SB0/P0/B0/D0 J13300', '/N0/SB0/P0/B0/D1 J13400', '/N0/SB0/P1/B0/D0 J14300'),
  pageState: fc.constantFrom('free', 'clean', 'dirty', 'kernel', 'locked'),
});
const unretire = fc.record({ at: seconds.map((at) => `${at}s`), page: fc.integer({ min: 0, max: 5 }) });
const reboot = fc.record({ at: seconds.map((at) => `${at}s`), line: fc.constant('reboot') });

const addressOf = (page: number): string => `0x000000a1.0000${(page * 2).toString(16)}040`;
const injectOf = (each: { at: string; page?: number; name?: string; line?: string }): Inject => {
  const { page = 0, ...rest } = each;
  const address = addressOf(page);
  if (each.line !== undefined) return { kind: 'command', host, ...rest } as Inject;
  if (each.name === undefined) return { kind: 'unretire-page', host, address, at: each.at };
  const afsr = each.name === 'CE' ? '0x00000002.00000031' : '0x00000004.00000005';
  return { kind: 'memory', host, processor: 1, afar: address, faultPc: '0x10152880', afsr, ...rest } as Inject;
};

/** The first is counted in a bucket, so that it is known exactly when the timer was armed. */
const first = injectOf({
  ...{ at: '0s', name: 'CE', class: 'persistent', page: 0, module: '/N0/SB0/P0/B0/D0 J13300', pageState: 'clean' },
} as { at: string });

const told = [
  ...(['pages_retired', 'pages_pending', 'pages_multiple_ce', 'pages_ue', 'pages_ue_cleared_freed'] as const),
  ...(['pages_ue_persistent', 'pages_limit_exceeded', 'pages_unretired'] as const),
];

interface KernelView {
  readonly retired: readonly string[];
  readonly pending: readonly string[];
  readonly counters: Readonly<Record<string, number>>;
}

interface MemoryRoom {
  readonly softErrors: readonly (readonly [string, { readonly modules: readonly KernelModule[] }])[];
}

interface KernelModule {
  readonly module: string;
  readonly bucket: { readonly count: number };
}

describe('memory as screens show it', () => {
  test('is what the kernel knows: pages, counters and buckets', () => {
    const injects = fc.array(fc.oneof({ weight: 12, arbitrary: memoryError }, unretire), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(injects, fc.array(reboot, { maxLength: 1 }), (errors, boots) => {
        const drill = drillOf([first, ...[...errors, ...boots].map(injectOf)], 'set ecc_softerr_interval = 2\n');
        play(drill, (store, simulation) => {
          const shown = memoryDetailSchema.parse(store.memory(run, host, 'responder'));
          const kernel = simulation.view('memory', host) as unknown as KernelView;
          expect(shown.counters).toEqual(Object.fromEntries(told.map((name) => [name, kernel.counters[name]])));
          const pages = (...states: string[]): string[] =>
            shown.pageList.flatMap(({ address, state }) => (states.includes(state) ? [address] : [])).toSorted();
          expect(pages('retired')).toEqual([...kernel.retired].toSorted());
          expect(pages('scheduled', 'deferred')).toEqual([...kernel.pending].toSorted());
          if (shown.limit !== null) expect(shown.limit).toBe(kernel.counters.pages_limit);
          expect(shown.modules.reduce((sum, { retired }) => sum + retired, 0)).toBe(kernel.retired.length);
          expect(shown.modules.reduce((sum, { waiting }) => sum + waiting, 0)).toBe(kernel.pending.length);
        });
      }),
      { numRuns: 25 },
    );
  });

  test('a bucket that leaks is the kernel’s bucket at its next error', () => {
    fc.assert(
      fc.property(fc.array(memoryError, { minLength: 1, maxLength: 30 }), (errors) => {
        const drill = drillOf([first, ...errors.map(injectOf)], 'set ecc_softerr_interval = 2\n');
        play(drill, (store, simulation) => {
          const { softErrors } = simulation.save().rooms['memory-errors'] as unknown as MemoryRoom;
          const shown = memoryDetailSchema.parse(store.memory(run, host, 'responder'));
          // The kernel drains its buckets when it counts the next error.
          const corrected = shown.modules.filter(({ countedAtNs }) => countedAtNs !== null);
          const countedAtNs = Math.max(...corrected.map((module) => module.countedAtNs ?? 0));
          const newest = corrected.find((module) => module.countedAtNs === countedAtNs);
          const bucket = softErrors[0]?.[1].modules.find(({ module }) => module === newest?.module)?.bucket.count;
          expect(newest?.count).toBeGreaterThanOrEqual(bucket ?? 0);
          for (const module of corrected) {
            const kept = softErrors[0]?.[1].modules.find((each) => each.module === module.module)?.bucket.count;
            expect(bucketAt(module, shown.leaksSinceNs, simulation.nowNs)).toBeLessThanOrEqual(kept ?? 0);
            expect(bucketAt(module, shown.leaksSinceNs, countedAtNs)).toBeGreaterThanOrEqual(kept ?? 0);
          }
        });
      }),
      { numRuns: 25 },
    );
  });

  test('a boot forgets pages, and not how many errors a module has had', () => {
    const drill = drillOf([
      first,
      injectOf({ at: '5s', name: 'CE', class: 'sticky', page: 1, module: 'J', pageState: 'clean' } as { at: string }),
      { at: '100s', kind: 'command', host, line: 'reboot' },
    ]);
    play(drill, (store, simulation) => {
      const shown = memoryDetailSchema.parse(store.memory(run, host, 'responder'));
      const booted = simulation.nowNs > 2 * minuteNs - secondNs;
      if (simulation.nowNs >= 8 * minuteNs) expect(shown.pageTotal).toBe(booted ? 0 : 1);
      expect(shown.modules.find(({ module }) => module === 'J')).toMatchObject({ sticky: 1 });
    });
  });
});

const cacheError = fc.record({
  at: seconds.map((at) => `${at}s`),
  name: fc.constantFrom('UCC', 'CPC', 'WDC', 'EDC', 'WDU'),
  processor: fc.integer({ min: 0, max: 3 }),
});
const afsrs = { UCC: 0x400, CPC: 0x100, WDC: 0x40, EDC: 0x10, WDU: 0x20 };
const typed = fc.record({
  at: seconds.map((at) => `${at}s`),
  line: fc.constantFrom('psradm -f 1', 'psradm -n 1', 'psradm -n 0', 'psradm -i 2', 'psradm -n 2', 'psradm -s 3'),
});

interface KernelProcessor {
  readonly state: string;
  readonly serd: { readonly atNs: readonly number[] };
}

test('a processor as screens show it is what the kernel knows: its state, and the errors that SERD holds', () => {
  const injects = fc.array(fc.oneof({ weight: 4, arbitrary: cacheError }, typed), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(injects, (given) => {
      const all = given.map((each): Inject => {
        if (!('name' in each)) return { kind: 'command', host, ...each };
        const afsr = `0x${afsrs[each.name].toString(16).padStart(8, '0')}.00000031`;
        return { kind: 'ecc', host, afsr, afar: '0x000000a1.f06b4000', faultPc: '0x1', ...each };
      });
      play(drillOf(all), (store, simulation) => {
        const fleet = fleetViewSchema.parse(store.fleet(run, 'responder'));
        for (const processor of [0, 1, 2, 3]) {
          const shown = processorDetailSchema.parse(store.processor(run, host, processor, 'responder'));
          const kernel = simulation.view('processor', `${host}/${processor}`) as unknown as KernelProcessor;
          expect(shown.serd.errors.map(({ atNs }) => atNs)).toEqual(kernel.serd.atNs);
          expect(shown.processor.state).toBe(kernel.state);
          expect(shown.states[0]?.state).toBe(kernel.state);
          expect(shown.kinds.reduce((sum, { count }) => sum + count, 0)).toBe(shown.processor.errors);
          expect(fleet.hosts[0]?.boards[0]?.processors[processor]).toEqual(shown.processor);
        }
      });
    }),
    { numRuns: 25 },
  );
});

test('what is not there is not shown', () => {
  play(drillOf([first]), (store) => {
    expect(store.processor(run, host, 99, 'responder')).toBeNull();
    expect(store.processor(run, 'nobody', 0, 'responder')).toBeNull();
    expect(store.memory(run, 'nobody', 'responder')).toBeNull();
  });
});
