import { dayNs } from '../../shared/lib/time.ts';
import { type DrillInput, drillSchema } from '../../shared/model/drill.ts';
import type { Scenario } from '../../shared/model/scenario.ts';

/** Errors of this many cells are only logged: their host takes no processor off-line for them. */
const cells = 240;
/** These make a processor that cannot go off-line be tried again and again, and its incidents come back. */
const busyCells = 4;
const busySeconds = 600;

const register = (high: number, low: number): string =>
  `0x${high.toString(16).padStart(8, '0')}.${low.toString(16).padStart(8, '0')}`;

const host = (name: string, firstProcessor: number, system: string): DrillInput['hosts'][number] => ({
  ...{ name, platform: 'starcat', cpuType: 'US-III', release: 'solaris9', bootedAt: '2003-10-23T11:00:00Z', system },
  processors: Array.from({ length: 16 }, (_, index) => firstProcessor + 32 * (index >> 2) + (index & 3)),
});

const hosts = [
  host('sf15k-doma', 0, 'set automatic_cpu_removal = 0'),
  host('sf15k-domb', 128, 'set automatic_cpu_removal = 0'),
  host('sf15k-domc', 256, ''),
];

/** A bit that is always wrong, in a cache of `host`, or in memory where `processor` is left out. */
function stuckCell(cell: number, name: string, first: number, touchedEvery: string): DrillInput['injects'][number] {
  const processor = first + 32 * ((cell >> 2) & 3) + (cell & 3);
  const isInMemory = cell % 8 === 7;
  return {
    ...{ at: '1s', kind: 'faulty-cell', host: name, address: register(first, 0x1000 + cell * 0x40), touchedEvery },
    ...{ fault: 'stuck', stuckAt: 1, bits: [cell % 128], contents: 'zeros', dumped: false, lasts: '24h' },
    ...(isInMemory ? { place: 'memory', pageState: 'locked' } : { place: 'cache', processor }),
    ...(isInMemory ? {} : { access: cell % 2 === 0 ? 'copy-out' : 'load' }),
  };
}

/** A day in which faulty cells are touched so often that about `errors` corrected errors are logged. */
export function dayOfErrors(errors: number): Scenario {
  const touchedEvery = `${Math.round((dayNs / 1_000 / errors) * cells)}us`;
  const [first, second, third] = hosts.map(({ name }) => name) as [string, string, string];
  const many = Array.from({ length: cells }, (_, cell) =>
    cell % 2 === 0 ? stuckCell(cell >> 1, first, 0, touchedEvery) : stuckCell(cell >> 1, second, 128, touchedEvery),
  );
  const busy = Array.from({ length: busyCells }, (_, cell) => stuckCell(cell, third, 256, `${busySeconds}s`));
  const bound = busy.map((_, cell) => ({ at: '0s', kind: 'bind-thread', host: third, processor: 256 + cell }) as const);
  const drill = drillSchema.parse({
    version: 1,
    title: 'A day of errors',
    startsAt: '2003-10-23T12:00:00Z',
    hosts,
    people: [
      { id: 'dana', name: 'Dana Whitfield' },
      { id: 'ravi', name: 'Ravi Menon' },
    ],
    injects: [...bound, ...many, ...busy],
  });
  return { drill, seed: 5, responder: { kind: 'automatic' }, ending: 'unattended' };
}
