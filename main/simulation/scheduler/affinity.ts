import { assert } from '../../../shared/lib/assert.ts';
import type { SchedulerCore } from './scheduler-core.ts';
import { noArray } from './task-table.ts';
import { activateElsewhere, lowestAllowed } from './unplug.ts';

/**
 * Says where a task may run, null for everywhere. One that may not stay goes to the lowest processor on-line that it may
 * use; if it runs, its processor picks anew at once by `schedule`, as the kernel's migration thread has it.
 */
export function restrictTask(
  core: SchedulerCore,
  task: number,
  allowed: readonly number[] | null,
  schedule: (processor: number) => void,
): void {
  const { tasks, queues } = core;
  (core.allowed as (readonly number[] | null)[])[task] = allowed;
  // An idle processor may have looked at it in vain.
  core.balancer?.mayPull();
  const from = tasks.processor[task] as number;
  if (core.isAllowed(task, from)) return;
  const target = lowestAllowed(core, allowed);
  assert(target >= 0, 'a processor that the task may use is on-line');
  const isQueued = tasks.array[task] !== noArray;
  if (isQueued) core.deactivate(task);
  if (queues.current[from] === task) schedule(from);
  tasks.processor[task] = target;
  if (isQueued) activateElsewhere(core, task);
  core.trace?.restricted(task, from, target);
}
