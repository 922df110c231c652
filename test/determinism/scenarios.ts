import { type Drill, type DrillInput, drillSchema } from '../../shared/model/drill.ts';
import type { Scenario } from '../../shared/model/scenario.ts';

type Inject = DrillInput['injects'][number];

const domc: DrillInput['hosts'][number] = {
  name: 'sf15k-domc',
  platform: 'starcat',
  cpuType: 'US-III',
  release: 'solaris9',
  bootedAt: '2003-10-23T11:20:49.5Z',
  processors: [64, 65],
};
const domb = { ...domc, name: 'sf15k-domb', processors: [128] };

/** A corrected error: three of them take the processor off-line. */
const wdc = (at: string, host = domc.name, processor = 64): Extract<Inject, { readonly kind: 'ecc' }> => ({
  ...{ at, kind: 'ecc', host, processor, name: 'WDC' },
  ...{ afsr: '0x00000040.000001f0', afar: '0x000000a1.f06b4000', faultPc: '0x10152880' },
});
/** An uncorrectable error: one takes the processor off-line. */
const wdu = (at: string, host = domc.name, processor = 65): Inject => ({
  ...wdc(at, host, processor),
  ...{ name: 'WDU', afsr: '0x00000020.0000017a', afar: '0x000000a1.d9698000' },
});
const thread = (at: string, kind: 'bind-thread' | 'unbind-threads', processor = 64): Inject => ({
  ...{ at, kind, host: domc.name, processor },
});

/** A corrected error of main memory: three persistent ones of a module retire a page, and each sticky one. */
const memory = (at: string, kind: 'persistent' | 'sticky', afar: string, pageState: 'clean' | 'locked'): Inject => ({
  ...{ at, kind: 'memory', host: domc.name, processor: 66, name: 'CE', class: kind, pageState, afar },
  ...{ afsr: '0x00000002.00000031', faultPc: '0x10152880', module: 'SB2/P2/B0/D1 J15400' },
});

const drillOf = (hosts: DrillInput['hosts'], injects: readonly Inject[]): Drill =>
  drillSchema.parse({
    version: 1,
    title: 'Slow cache at closing time',
    startsAt: '2003-10-23T11:36:55Z',
    hosts,
    people: [
      { id: 'dana', name: 'Dana Okafor' },
      { id: 'sam', name: 'Sam Lee' },
    ],
    turn: '10m',
    injects: [...injects],
  });

const automatic = { responder: { kind: 'automatic' }, ending: 'unattended' } as const;

/** Three errors, a bound thread that makes the first attempt fail, and an automatic responder. */
export const retried: Scenario = {
  drill: drillOf(
    [domc],
    [wdc('10s'), wdc('70s'), thread('2m', 'bind-thread'), wdc('162s'), thread('168s', 'unbind-threads')],
  ),
  seed: 7,
  ...automatic,
};

/** The same beside another host that breaks as well. Its injects come last, so that the others keep their numbers. */
export const retriedBesideAnother: Scenario = {
  ...retried,
  drill: drillOf(
    [domb, domc],
    [...retried.drill.injects, wdu('11s', domb.name, 128), wdc('12s', domb.name, 129), wdu('160s', domb.name, 130)],
  ),
};

/** Off-lining that gives up, then an uncorrectable error of a neighbour; people answer, or nobody does. */
export const gaveUp: Scenario = {
  drill: drillOf([domc], [thread('5s', 'bind-thread'), wdc('10s'), wdc('20s'), wdc('30s'), wdu('4m')]),
  seed: 7,
  responder: { kind: 'people' },
  ending: 'attended',
};

/** The same, closed by a script, so that the end comes ten minutes later. */
export const closed: Scenario = {
  ...gaveUp,
  responder: {
    kind: 'script',
    steps: [
      { atNs: 200_000_000_000, action: 'ack', text: '' },
      { atNs: 250_000_000_000, action: 'resolve', text: '' },
      { atNs: 300_000_000_000, action: 'note', text: 'board SB2 is to be swapped' },
      { atNs: 310_000_000_000, action: 'resolve', text: '' },
    ],
  },
};

/** Pages of memory that are cleared, retired, wait because they are locked, and return to service. */
export const retiredPages: Scenario = {
  drill: drillOf(
    [domc],
    [
      wdu('5s'),
      memory('10s', 'persistent', '0x000000a1.00000040', 'clean'),
      memory('20s', 'persistent', '0x000000a1.00002040', 'clean'),
      memory('30s', 'persistent', '0x000000a1.00004040', 'clean'),
      memory('40s', 'sticky', '0x000000a2.00000040', 'locked'),
      { at: '90s', kind: 'unretire-page', host: domc.name, address: '0x000000a1.00004abc' },
      memory('2m', 'sticky', '0x000000a2.00000080', 'clean'),
    ],
  ),
  seed: 7,
  ...automatic,
};

/** Cells of caches and of memory that break, and whatever touches them: code by chance, and a scrubber in a hurry. */
const cell = (place: 'cache' | 'memory', changes: object): Inject =>
  ({
    ...{ at: '20s', kind: 'faulty-cell', host: domc.name, place, address: '0x00000040.00001230', lasts: '12m' },
    ...(place === 'cache' ? { processor: 64, access: 'write-back', touchedEvery: '90s' } : {}),
    ...changes,
  }) as Inject;
const hurried = 'set memscrub_period_sec = 240\nset automatic_page_removal = 0\n';
export const brokenCells: Scenario = {
  drill: drillOf(
    [{ ...domc, system: hurried }],
    [
      cell('cache', { fault: 'stuck' }),
      cell('cache', { fault: 'nibble', processor: 65, access: 'copy-out' }),
      cell('cache', { fault: 'nibble', processor: 66, access: 'write-back', touchedEvery: '40s' }),
      cell('memory', { fault: 'soft', address: '0x00000040.12345670' }),
      cell('memory', { fault: 'weak', address: '0x00000040.22345670', touchedEvery: '2m' }),
      cell('memory', { fault: 'address-line', address: '0x00000041.02345670' }),
      { at: '6m', kind: 'command', host: domc.name, line: 'reboot' },
    ],
  ),
  seed: 7,
  ...automatic,
};
