import type { Processor } from '../../hardware/hardware.ts';
import type { Processes } from './processes.ts';
import type { ProcessorTable } from './processor-table.ts';

/** Processors and processes of all hosts. */
export interface Machine {
  readonly table: ProcessorTable;
  readonly processes: Processes;
}

/** Why the kernel does not take a processor off-line. All of it is EBUSY to who asked. */
export type Refusal = 'last-on-line' | 'last-of-set' | 'last-with-interrupts' | 'caller-bound' | 'threads-bound';

interface Asking {
  /** Threads that are bound to the processor are unbound first. */
  readonly forced: boolean;
  /** The process that asks, null where the kernel does so by itself. */
  readonly caller: number | null;
  readonly atNs: number;
}

/** What speaks against it before any thread is looked at. */
function earlyRefusal({ table }: Machine, processor: Processor): Refusal | null {
  const { host } = processor;
  if (table.runningOf(host).length <= 1) return 'last-on-line';
  if (table.runningIn(host, table.setOf(processor)).length <= 1) return 'last-of-set';
  // The processor itself counts, whether it accepts interrupts or not.
  return table.interruptibleCount(host) < 2 ? 'last-with-interrupts' : null;
}

/**
 * The kernel's `cpu_offline`, the only way in which a processor goes off-line: its checks in its order. A processor that
 * is faulted or spare only changes its name. Threads that were unbound by force stay unbound also where it refuses.
 */
export function takeOffLine(machine: Machine, processor: Processor, { forced, caller, atNs }: Asking): Refusal | null {
  const { table, processes } = machine;
  if (table.isRunning(processor)) {
    const refusal = earlyRefusal(machine, processor);
    if (refusal !== null) return refusal;
    if (forced) processes.unbindFrom(processor);
    if (caller !== null && processes.binding(processor.host, caller).processor === processor.index) {
      return 'caller-bound';
    }
    // The kernel waits five times for a hundredth of a second: here nobody unbinds a thread meanwhile.
    if (processes.boundTo(processor) > 0) return 'threads-bound';
  }
  table.setState(processor, 'off-line', atNs);
  return null;
}
