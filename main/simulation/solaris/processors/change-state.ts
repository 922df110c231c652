import type { AskedState } from '../../../../shared/command/psradm-command.ts';
import type { ProcessorState } from '../../../../shared/model/views.ts';
import type { Processor } from '../../hardware/hardware.ts';
import type { ErrorName } from '../commands/error-words.ts';
import { type Machine, takeOffLine } from './take-off-line.ts';

export interface StateChange {
  readonly processor: Processor;
  readonly state: AskedState;
  readonly forced: boolean;
  /** The process that asks. */
  readonly caller: number;
  readonly atNs: number;
}

/** Lets a processor that runs take no more interrupts: another must be there for them. */
function refuseInterrupts({ table }: Machine, { processor, atNs }: StateChange): ErrorName | null {
  const { host } = processor;
  if (table.interruptibleCount(host) <= 1 || table.runningOf(host).length <= 1) return 'EBUSY';
  table.setState(processor, 'no-intr', atNs);
  return null;
}

/** Takes a processor off-line and names it `state`; one that does not run is only named so. */
function leave(machine: Machine, change: StateChange, state: ProcessorState): ErrorName | null {
  const { table } = machine;
  const { processor, atNs } = change;
  if (table.isRunning(processor) && takeOffLine(machine, processor, change) !== null) return 'EBUSY';
  table.setState(processor, state, atNs);
  return null;
}

/**
 * The kernel's `p_online`: brings a processor into a state, by the way through the states between. Answers the error,
 * null where it is done or was so already.
 */
export function changeState(machine: Machine, change: StateChange): ErrorName | null {
  const { table } = machine;
  const { processor, state, atNs } = change;
  const was = table.state(processor);
  if (was === state) return null;
  // No platform here can power a processor on by itself.
  if (was === 'powered-off') return 'ENOTSUP';
  switch (state) {
    case 'on-line':
      table.setState(processor, 'on-line', atNs);
      return null;
    case 'no-intr':
      // It stays on-line with interrupts where they cannot be refused.
      if (was !== 'on-line') table.setState(processor, 'on-line', atNs);
      return refuseInterrupts(machine, change);
    case 'off-line':
      // Interrupts come back first, and stay where the rest fails.
      if (was === 'no-intr') table.setState(processor, 'on-line', atNs);
      return takeOffLine(machine, processor, change) === null ? null : 'EBUSY';
    default:
      return leave(machine, change, state);
  }
}
