import type { DrillHost } from '../../../../shared/model/drill.ts';
import type { Processor } from '../../hardware/hardware.ts';
import type { ErrorName } from '../commands/error-words.ts';
import { isKernelProcess, isProcess } from './processes.ts';
import type { Machine } from './take-off-line.ts';

/** The number of the processor to which a process is bound, null for none. */
export function processorOf({ table, processes }: Machine, host: DrillHost, pid: number): number | null {
  const { processor } = processes.binding(host, pid);
  return table.of(host).find(({ index }) => index === processor)?.processor ?? null;
}

/** Binds a process to a processor that runs and is in the process's own set. */
export function bindProcess(machine: Machine, processor: Processor | null, pid: number): ErrorName | null {
  if (processor === null || !machine.table.isRunning(processor)) return 'EINVAL';
  const { table, processes } = machine;
  const { host } = processor;
  if (!isProcess(pid)) return 'ESRCH';
  if (isKernelProcess(pid)) return 'EPERM';
  if (processes.binding(host, pid).set !== table.setOf(processor)) return 'EINVAL';
  processes.bind(host, pid, processor);
  return null;
}

/** Unbinds a process from its processor, if it has one. */
export function unbindProcess({ processes }: Machine, host: DrillHost, pid: number): ErrorName | null {
  if (!isProcess(pid)) return 'ESRCH';
  processes.bind(host, pid, null);
  return null;
}
