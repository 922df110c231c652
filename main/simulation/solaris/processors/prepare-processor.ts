import type { ProcessorState } from '../../../../shared/model/views.ts';
import type { Processor } from '../../hardware/hardware.ts';
import { noSet } from './processor-table.ts';
import type { Machine } from './take-off-line.ts';

/** How a processor is when its host has booted, where somebody has seen to that. */
export interface PreparedProcessor {
  readonly state: ProcessorState;
  /** The number of its processor set, 0 for none. */
  readonly set: number;
  readonly boundThreads: number;
}

/** Brings a processor into a state without asking whether the kernel would. */
export function prepareProcessor(
  { table, processes }: Machine,
  processor: Processor,
  { state, set, boundThreads }: PreparedProcessor,
): void {
  const { host } = processor;
  if (set > 0) {
    if (!table.sets(host).includes(set)) table.setSets(host, [...table.sets(host), set]);
    table.moveTo(processor, set);
  }
  table.setState(processor, state, 0);
  for (let thread = 0; thread < boundThreads; thread += 1) processes.start(processor, set > 0 ? set : noSet);
}
