import type { DrillHost } from '../../../shared/model/drill.ts';
import type { Processor } from '../hardware/hardware.ts';
import { positionOf } from '../hardware/processor-positions.ts';

/** For tests: the host of the recorded logs, with changes. */
export const drillHostOf = (changes: Partial<DrillHost>): DrillHost => ({
  name: 'sf15k-domc',
  platform: 'starcat',
  node: 0,
  cpuType: 'US-III',
  release: 'solaris9',
  bootedAt: '2003-10-23T11:20:49.5Z',
  processors: [64, 65],
  ...changes,
});

/** For tests: a processor by itself, without a room around it. */
export const processorOf = (host: DrillHost, processor: number): Processor => ({
  index: 0,
  host,
  processor,
  place: positionOf(host.platform, host.node, processor),
  subject: `${host.name}/${processor}`,
});
