import type { Drill } from '../../shared/model/drill.ts';

const hosts = ['sf15k-doma', 'sf15k-domb', 'sf15k-domc', 'sf15k-domd'];
const processorsPerHost = 128;
const errorsPerProcessor = 3;
/** Simulated seconds between two errors. */
const spacingSeconds = 2;

/** Two boards of four an expander. */
const processorIds = Array.from({ length: processorsPerHost }, (_, index) => {
  const inExpander = index % 8;
  return 32 * Math.floor(index / 8) + (inExpander < 4 ? inExpander : inExpander + 4);
});

/**
 * A drill with so many errors, on so many processors, that its log outgrows every backlog: about 14,000 events in
 * 51 simulated minutes.
 */
export function bigDrill(): Drill {
  return {
    version: 1,
    title: 'A bad night',
    summary: 'Three errors of every processor.',
    startsAt: '2003-10-23T11:36:55Z',
    zone: 'UTC',
    hosts: hosts.map((name) => ({
      name,
      platform: 'starcat',
      node: 0,
      cpuType: 'US-III',
      release: 'solaris9',
      bootedAt: '2003-10-23T11:20:49.655Z',
      processors: processorIds,
    })),
    people: [
      { id: 'dana', name: 'Dana Whitfield' },
      { id: 'ravi', name: 'Ravi Menon' },
    ],
    turn: '7d',
    escalateAfter: '5m',
    injects: Array.from({ length: errorsPerProcessor * hosts.length * processorsPerHost }, (_, index) =>
      errorOf(index),
    ),
  };
}

/** One processor after the other has all its errors. */
function errorOf(index: number): Drill['injects'][number] {
  const processor = Math.floor(index / errorsPerProcessor);
  return {
    at: `${10 + spacingSeconds * index}s`,
    kind: 'ecc',
    host: hosts[Math.floor(processor / processorsPerHost)] ?? '',
    processor: processorIds[processor % processorsPerHost] ?? 0,
    name: 'WDC',
    afsr: '0x00000040.000001f0',
    afar: '0x000000a1.f06b4000',
    faultPc: '0x10152880',
    mode: null,
    trapLevel: 0,
  };
}
