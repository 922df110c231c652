import { Facet } from '@codemirror/state';
import type { CpuType, Release } from '../../../shared/model/drill.ts';

/** What the editor knows of the host whose file it shows. */
export interface HostFacts {
  readonly host: string;
  readonly release: Release;
  readonly cpuType: CpuType;
  /** The value with which the kernel runs; null where it has no such variable or computes it at boot. */
  readonly running: (variable: string) => bigint | null;
}

export const hostFacts = Facet.define<HostFacts, HostFacts | null>({ combine: (values) => values[0] ?? null });
