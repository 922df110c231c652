import type { EventDataOf, EventKind } from '../../shared/model/events.ts';
import type { Policy } from '../../shared/model/policies.ts';
import { OutcomeBook, type PolicyOutcome } from '../simulation/solaris/policies/outcome.ts';
import type { AvailabilityCase } from './availability-case.ts';
import { AvailabilityWorld } from './availability-world.ts';

/** A kernel that does nothing about errors by itself. */
const idleKernel = 'set automatic_cpu_removal=0\nset automatic_page_removal=0\n';

const pageReasons: Readonly<Record<string, string>> = {
  corrected: 'corrected errors',
  uncorrectable: 'uncorrectable error',
};

/** An event of a log, in whoever's counting. */
interface SeenEvent {
  readonly kind: EventKind;
  readonly at: number;
  readonly data: unknown;
}

/** Reads from the log what a kernel does about errors. What operators do is no part of it. */
class KernelOutcome extends OutcomeBook {
  add({ kind, at: atNs, data }: SeenEvent): void {
    if (kind === 'processor.offlined') {
      const { processor: cpu, reason } = data as EventDataOf<'processor.offlined'>;
      this.offlined.push({ cpu, atNs, reason });
    } else if (kind === 'offlining.gave-up') {
      const { processor: cpu, reason } = data as EventDataOf<'offlining.gave-up'>;
      this.gaveUp.push({ cpu, atNs, reason });
    } else if (kind === 'memory-page.retired') {
      const { address, reason } = data as EventDataOf<'memory-page.retired'>;
      this.retiredPages.push({ address, atNs, reason: pageReasons[reason] ?? reason });
    } else if (kind === 'memory-page.refused') {
      const { address, limit } = data as EventDataOf<'memory-page.refused'>;
      this.gaveUp.push({ address, atNs, reason: `as many pages are retired as may be: ${limit}` });
    }
  }
}

/** What happened, by the kernel and by hand. */
export class ObservedOutcome extends KernelOutcome {
  override add(event: SeenEvent): void {
    super.add(event);
    if (event.kind !== 'processor.changed') return;
    const { processor: cpu, was, state } = event.data as EventDataOf<'processor.changed'>;
    if (isRunning(was) && !isRunning(state)) this.offlined.push({ cpu, atNs: event.at, reason: `by hand: ${state}` });
  }
}

const isRunning = (state: string): boolean => state === 'on-line' || state === 'no-intr';

/** What a policy makes of a case; null where more than `mostEvents` things happen. */
export function outcomeUnder(given: AvailabilityCase, policy: Policy, mostEvents: number): PolicyOutcome | null {
  if (policy.kernel !== null) {
    const kernel = new KernelOutcome();
    const world = new AvailabilityWorld({ ...given, release: policy.kernel });
    return world.play(given.until, mostEvents, (event) => kernel.add(event)) ? kernel : null;
  }
  const world = new AvailabilityWorld({ ...given, release: 'solaris9', system: idleKernel });
  const watch = world.watch(policy);
  return world.play(given.until, mostEvents, () => undefined) ? watch.outcome : null;
}
