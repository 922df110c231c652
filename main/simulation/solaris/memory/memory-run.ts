import { type Drill, type DrillInput, drillSchema } from '../../../../shared/model/drill.ts';

export type MemoryTestInject = DrillInput['injects'][number];
type Host = DrillInput['hosts'][number];

/** For tests: an error of memory in page 0x000000a1.d9698000, with changes. */
export const memoryError = (at: string, changes: object = {}): MemoryTestInject =>
  ({
    ...{ at, kind: 'memory', host: 'sf15k-domc', processor: 65, name: 'CE', class: 'persistent' },
    ...{ afsr: '0x00000002.00000031', afar: '0x000000a1.d9698040', faultPc: '0x10152880' },
    ...{ module: 'SB2/P1/B0/D0 J14300', ...changes },
  }) as MemoryTestInject;

/** For tests: the same, uncorrectable. */
export const uncorrectableError = (at: string, changes: object = {}): MemoryTestInject =>
  memoryError(at, { name: 'UE', afsr: '0x00000004.00000005', ...changes });

/** For tests: a drill on the host of the recorded logs. */
export const memoryDrill = (injects: readonly MemoryTestInject[], changes: Partial<Host> = {}): Drill =>
  drillSchema.parse({
    version: 1,
    title: 'Test',
    startsAt: '2003-10-23T11:36:55Z',
    hosts: [
      {
        ...{ name: 'sf15k-domc', platform: 'starcat', cpuType: 'US-III', release: 'solaris9' },
        ...{ bootedAt: '2003-10-23T11:20:49.5Z', processors: [64], ...changes },
      },
    ],
    people: [
      { id: 'dana', name: 'Dana' },
      { id: 'ravi', name: 'Ravi' },
    ],
    injects: [...injects],
  });
