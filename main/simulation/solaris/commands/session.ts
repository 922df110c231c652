import type { ProcessorTarget } from '../../../../shared/command/processor-target.ts';
import type { DrillHost } from '../../../../shared/model/drill.ts';
import type { Processor } from '../../hardware/hardware.ts';
import type { Boards } from '../boards/boards.ts';
import type { BootTimes } from '../boot-times.ts';
import type { KeptLines } from '../kept-lines.ts';
import type { Kernels } from '../kernels.ts';
import type { PageCounters } from '../memory/page-counters.ts';
import type { ModuleCounts } from '../memory/soft-errors.ts';
import type { Machine } from '../processors/take-off-line.ts';

/** The shell of a host's console; what it starts has its bindings. */
export const shellProcess = 400;

/** What a command gets to see of the host on whose console it runs, and the clock. */
export interface Session {
  readonly machine: Machine;
  readonly host: DrillHost;
  readonly atNs: number;
  readonly bootTimes: BootTimes;
  readonly boards: Boards;
  readonly kernels: Kernels;
  readonly keptLines: KeptLines;
  readonly pageCounters: (host: string) => PageCounters;
  readonly memoryModules: (host: string) => readonly ModuleCounts[];
}

/** A processor of the session's host by its number, null where it has none. */
export function findProcessor({ machine, host }: Session, processor: number): Processor | null {
  return machine.table.of(host).find((each) => each.processor === processor) ?? null;
}

/** The processors of a range that the host has. */
export function inRange(session: Session, target: ProcessorTarget & { readonly kind: 'range' }): readonly Processor[] {
  const { machine, host } = session;
  return machine.table.of(host).filter(({ processor }) => processor >= target.first && processor <= target.last);
}
