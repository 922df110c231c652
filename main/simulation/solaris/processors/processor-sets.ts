import type { DrillHost } from '../../../../shared/model/drill.ts';
import type { Processor } from '../../hardware/hardware.ts';
import type { ErrorName } from '../commands/error-words.ts';
import { isKernelProcess, isProcess } from './processes.ts';
import { noSet } from './processor-table.ts';
import type { Machine } from './take-off-line.ts';

/** What came of a call: an error, or null and what was so before. */
export interface Outcome {
  readonly error: ErrorName | null;
  /** The set before, `noSet` for none. */
  readonly before: number;
}

const isSet = ({ table }: Machine, host: DrillHost, set: number): boolean => table.sets(host).includes(set);

/** Creates an empty set; null where a host of so many processors has no room for one more. */
export function createSet({ table }: Machine, host: DrillHost): number | null {
  const sets = table.sets(host);
  if (sets.length >= table.of(host).length * 2) return null;
  let set = 1;
  while (sets.includes(set)) set += 1;
  table.setSets(host, [...sets, set]);
  return set;
}

/** Gives a set's processors back and unbinds its threads. */
export function destroySet(machine: Machine, host: DrillHost, set: number): ErrorName | null {
  if (!isSet(machine, host, set)) return 'EINVAL';
  const { table, processes } = machine;
  processes.unbindFromSet(host, set);
  // In the set's own order those that run, then the others.
  const ordered = new Set([...table.runningIn(host, set), ...table.of(host)]);
  for (const processor of ordered) if (table.setOf(processor) === set) table.moveTo(processor, noSet);
  table.setSets(
    host,
    table.sets(host).filter((each) => each !== set),
  );
  return null;
}

/** Moves a processor into a set, or with `noSet` out of its own. */
export function assignProcessor(machine: Machine, processor: Processor, set: number): Outcome {
  const { table, processes } = machine;
  const { host } = processor;
  const before = table.setOf(processor);
  if (set !== noSet && !isSet(machine, host, set)) return { error: 'EINVAL', before };
  if (!table.isRunning(processor)) return { error: 'EINVAL', before };
  if (set === before) return { error: null, before };
  // Outside of all sets there are always threads.
  const hasThreads = before === noSet || processes.areIn(host, before);
  if (hasThreads && table.runningIn(host, before).length === 1) return { error: 'EBUSY', before };
  if (hasThreads && processes.boundTo(processor) > 0) return { error: 'EBUSY', before };
  table.moveTo(processor, set);
  return { error: null, before };
}

/** Binds a process to a set, or with `noSet` to none. */
export function bindProcessToSet(machine: Machine, host: DrillHost, pid: number, set: number): Outcome {
  const { table, processes } = machine;
  const { set: before, processor } = processes.binding(host, pid);
  const refused = (error: ErrorName): Outcome => ({ error, before });
  if (set !== noSet && !isSet(machine, host, set)) return refused('EINVAL');
  if (!isProcess(pid)) return refused('ESRCH');
  if (before === noSet && set === noSet) return { error: null, before };
  if (isKernelProcess(pid)) return refused('EPERM');
  if (table.runningIn(host, set).length === 0) return refused('EINVAL');
  const bound = table.of(host).find(({ index }) => index === processor);
  if (bound !== undefined && table.setOf(bound) !== set) return refused('EBUSY');
  processes.bindToSet(host, pid, set);
  return { error: null, before };
}
