import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSimulation } from '../../main/simulation/world.ts';
import { foldIncident, type IncidentModel, openIncident } from '../../main/store/read-models/incident-model.ts';
import { minuteNs } from '../../shared/lib/time.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';
import { plan } from './plans.ts';
import { playUntil, playWithCommands } from './playing.ts';
import { gaveUp, retried } from './scenarios.ts';

/** An incident as the simulation keeps it, as far as screens show it. */
interface Kept {
  readonly incident: string;
  readonly severity: string;
  readonly title: string;
  readonly state: string;
  readonly owner: string | null;
  readonly awaitedPage: number | null;
  readonly silenced: boolean;
  readonly alerts: readonly string[];
}

/** The incidents that screens make of the log. */
function foldLog(events: readonly LoggedEvent[]): IncidentModel[] {
  const models = new Map<string, IncidentModel>();
  const rules = { escalateAfterNs: 5 * minuteNs };
  for (const event of events) {
    const { kind, data, causes } = event;
    if (kind === 'incident.opened' && 'incident' in data) {
      const raised = events[(causes[0] ?? 0) - 1];
      models.set(data.incident, openIncident(event as LoggedEvent<'incident.opened'>, raised?.subject ?? null));
      continue;
    }
    for (const [incident, model] of models) {
      const joins = kind === 'alert.raised' && event.subject === model.about && model.summary.state !== 'resolved';
      if (joins || ('incident' in data && data.incident === incident)) {
        models.set(incident, foldIncident(model, event, rules));
      }
    }
  }
  return [...models.values()];
}

it.each([
  ['gaveUp', gaveUp],
  ['retried', retried],
])('what screens make of the log of the run %s is what the simulation keeps', (_name, scenario) => {
  fc.assert(
    fc.property(plan, fc.integer({ min: 0, max: 12 * minuteNs }), (planned, untilNs) => {
      const simulation = createSimulation(scenario);
      playWithCommands(
        simulation,
        planned.filter(({ atNs }) => atNs <= untilNs),
      );
      if (!simulation.ended) playUntil(simulation, untilNs);
      const models = foldLog(simulation.take(Number.POSITIVE_INFINITY));
      const { incidents } = simulation.save().rooms.oncall as unknown as { incidents: readonly Kept[] };
      const shown = models.map(({ summary }) => ({
        ...{ incident: summary.incident, severity: summary.severity, title: summary.title, state: summary.state },
        ...{ owner: summary.acknowledgedBy, silenced: summary.silenced, isCalm: summary.calm !== null },
        isExhausted: summary.state === 'open' && summary.exhausted,
      }));
      const kept = incidents.map(({ alerts, awaitedPage, ...incident }) => ({
        ...{ incident: incident.incident, severity: incident.severity, title: incident.title, state: incident.state },
        ...{ owner: incident.owner, silenced: incident.silenced, isCalm: alerts.length === 0 },
        isExhausted: incident.state === 'open' && awaitedPage === null,
      }));
      expect(shown).toEqual(kept);
    }),
    { numRuns: 120 },
  );
});
