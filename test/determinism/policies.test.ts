import { expect, test } from 'vitest';
import { compareObserved } from '../../main/lab/compare-observed.ts';
import type { AudienceEvent, LoggedEvent } from '../../shared/model/events.ts';
import { comparedKinds, type PolicyOutcomeView } from '../../shared/model/policy-views.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import { libraryDrills } from './library-drills.ts';
import { playWhole } from './playing.ts';
import { brokenCells, gaveUp, retiredPages, retried, retriedBesideAnother } from './scenarios.ts';

/** The events that responders see, in their counting. */
const observed = (events: readonly LoggedEvent[]): AudienceEvent[] =>
  events.flatMap(({ observed: number, observedCauses, at, kind, subject, data }) =>
    number === 0 || !comparedKinds.has(kind) ? [] : [{ number, at, kind, subject, data, causes: [...observedCauses] }],
  );

/** What was done by itself; pages without the reason, which the log of a run words differently. */
const byItself = ({ offlined, retiredPages, gaveUp }: PolicyOutcomeView) => ({
  offlined: offlined.filter(({ reason }) => !reason.startsWith('by hand')),
  retired: retiredPages.map(({ address }) => address),
  gaveUp,
});

const scenarios: readonly (readonly [name: string, scenario: Scenario])[] = [
  ...libraryDrills.map(([name, drill]): [string, Scenario] => {
    return [name, { drill, seed: 7, responder: { kind: 'people' }, ending: 'unattended' }];
  }),
  ...Object.entries({ retried, retriedBesideAnother, gaveUp, retiredPages, brokenCells }),
];

test.each(scenarios)(
  'POL-17: from what was seen of %s the policy of its own release gives what happened',
  (_, scenario) => {
    const { drill } = scenario;
    const { events } = playWhole(scenario);
    const untilNs = events.at(-1)?.at ?? 0;
    const run = { startsAt: drill.startsAt, untilNs, events: observed(events), errorsLimit: null };
    const { hosts } = compareObserved(run, () => undefined);
    expect(hosts.length).toBeGreaterThan(0);
    for (const { host, happened, policies } of hosts) {
      const { release, system } = drill.hosts.find(({ name }) => name === host) ?? {};
      // With tunables of its own a host does otherwise than it was shipped.
      if (system !== undefined && system !== '') continue;
      const own = policies.find(({ name }) => name === release);
      expect(own && byItself(own.outcome), host).toEqual(byItself(happened));
    }
  },
);
