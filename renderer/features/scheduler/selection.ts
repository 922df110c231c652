import type { ScheduledProcessor, ScheduledTask, SchedulerView } from '../../../shared/model/scheduler-views.ts';
import { waitersOf } from './scheduler-words.ts';

/** A processor by its id or a task by its number. */
export type Selection =
  | { readonly kind: 'processor'; readonly processor: number }
  | { readonly kind: 'task'; readonly task: number };

/** What a selection is of; never both. */
export interface Selected {
  readonly processor: ScheduledProcessor | null;
  readonly task: ScheduledTask | null;
}

/** What a person chose, if it is there; else the processor for which most tasks wait. */
export function selectedIn({ processors, tasks }: SchedulerView, chosen: Selection | null): Selected {
  const task = chosen?.kind === 'task' ? (tasks.find((each) => each.task === chosen.task) ?? null) : null;
  if (task !== null) return { processor: null, task };
  const own = chosen?.kind === 'processor' ? processors.find((each) => each.processor === chosen.processor) : undefined;
  return { processor: own ?? busiestOf(processors), task: null };
}

function busiestOf(processors: readonly ScheduledProcessor[]): ScheduledProcessor | null {
  let busiest: ScheduledProcessor | null = null;
  for (const each of processors) if (busiest === null || waitersOf(each) > waitersOf(busiest)) busiest = each;
  return busiest;
}

/** The selection `step` rows further in a list of what can be selected; the first where none of them is. */
export function stepIn<Item>(items: readonly Item[], isChosen: (item: Item) => boolean, step: number): Item | null {
  const index = items.findIndex(isChosen);
  return items[index < 0 ? 0 : Math.max(0, Math.min(items.length - 1, index + step))] ?? null;
}
