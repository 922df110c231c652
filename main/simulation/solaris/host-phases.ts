import { type HostPhase, phaseDurations } from '../../../shared/lib/host-phase.ts';
import { secondNs } from '../../../shared/lib/time.ts';
import type { DrillHost } from '../../../shared/model/drill.ts';
import { dumpedPages } from './boot-messages.ts';

const { shutdownNs, testNs, boardTestNs, bootNs } = phaseDurations;
const failingBootNs = 20 * secondNs;
/** 16 MB a second. */
const dumpedPagesPerSecond = 2048;

/** How long a host stays in a phase that ends by itself; `boards` is how many there are to test (BOOT-4). */
export function phaseNs(phase: HostPhase, host: DrillHost, boards: number): number {
  switch (phase) {
    case 'going-down':
      return shutdownNs;
    case 'dumping':
      return shutdownNs + Math.ceil(dumpedPages(host) / dumpedPagesPerSecond) * secondNs;
    case 'testing':
      return testNs + boards * boardTestNs;
    case 'booting':
      return bootNs;
    case 'failing':
      return failingBootNs;
    default:
      return 0;
  }
}
