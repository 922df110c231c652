import { processorName } from '../../shared/lib/format.ts';
import { policies } from '../../shared/model/policies.ts';
import {
  type HostComparison,
  type PolicyComparison,
  type PolicyOutcomeView,
  policyListLimit,
} from '../../shared/model/policy-views.ts';
import type { GaveUp, PolicyOutcome } from '../simulation/solaris/policies/outcome.ts';
import { type ObservedHost, type ObservedRun, observedHosts } from './observed-cases.ts';
import { ObservedOutcome, outcomeUnder } from './policy-outcomes.ts';

/** What has been seen of a run; `errorsLimit` where that is not all. */
export interface CompareInput extends ObservedRun {
  readonly errorsLimit: number | null;
}

/** Events of the log of one host under one policy. */
const mostEvents = 1_000_000;

const first = <Entry>(entries: readonly Entry[]): Entry[] => entries.slice(0, policyListLimit);

function whatOf(gaveUp: GaveUp): string {
  if ('cpu' in gaveUp) return processorName(gaveUp.cpu);
  return 'address' in gaveUp ? `page ${gaveUp.address}` : gaveUp.module;
}

const viewOf = ({ offlined, retiredPages, gaveUp }: PolicyOutcome): PolicyOutcomeView => ({
  offlined: first(offlined),
  offlinedCount: offlined.length,
  retiredPages: first(retiredPages),
  retiredPageCount: retiredPages.length,
  gaveUp: first(gaveUp).map((each) => ({ what: whatOf(each), atNs: each.atNs, reason: each.reason })),
  gaveUpCount: gaveUp.length,
});

function compareHost({ host, events, given }: ObservedHost, onDone: () => void): HostComparison {
  const happened = new ObservedOutcome();
  for (const event of events) happened.add(event);
  const count = (type: string): number => given.events.filter((event) => event.type === type).length;
  return {
    host,
    cacheErrors: count('ecc'),
    memoryErrors: count('memory'),
    happened: viewOf(happened),
    policies: policies.map((policy) => {
      const outcome = outcomeUnder(given, policy, mostEvents);
      if (outcome === null) throw new Error(`more than ${mostEvents} things happen on ${host} under ${policy.title}`);
      onDone();
      return { name: policy.name, outcome: viewOf(outcome) };
    }),
  };
}

/** What each policy makes of the errors of a run, host by host. `onProgress` is told how many of `steps` are done. */
export function compareObserved(
  { errorsLimit, ...run }: CompareInput,
  onProgress: (done: number) => void,
): PolicyComparison {
  let done = 0;
  const onDone = (): void => {
    done += 1;
    onProgress(done);
  };
  const hosts = observedHosts(run).map((host) => compareHost(host, onDone));
  return { untilNs: run.untilNs, errorsLimit, hosts };
}
