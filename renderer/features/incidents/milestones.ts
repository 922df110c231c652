import { humanDuration } from '../../../shared/lib/duration.ts';
import { eventsOfKind } from '../../../shared/lib/event-of-kind.ts';
import type { AudienceEvent } from '../../../shared/model/events.ts';
import type { IncidentSummary } from '../../../shared/model/views.ts';
import { wholeSecondsNs } from '../../ui/clock-words.ts';

export type MilestoneName = 'first error' | 'detected' | 'paged' | 'acknowledged' | 'cause gone' | 'resolved';

/** A step of an incident's processing; `atNs` is null while it has not happened. */
export interface Milestone {
  readonly name: MilestoneName;
  readonly atNs: number | null;
}

const earliest = (instants: readonly number[]): number | null => (instants.length === 0 ? null : Math.min(...instants));
const latest = (instants: readonly number[]): number | null => (instants.length === 0 ? null : Math.max(...instants));

function stillCalmSinceNs(incident: IncidentSummary, entries: readonly AudienceEvent[]): number | null {
  if (incident.calm === null) return null;
  return latest(eventsOfKind(entries, 'incident.calmed').map((event) => event.at));
}

/** The steps in the order in which they should happen. `events`: the incident's entries and the visible causes. */
export function milestonesOf(incident: IncidentSummary, events: readonly AudienceEvent[]): Milestone[] {
  const firstOf = (kind: 'ecc.reported' | 'alert.raised' | 'page.sent') =>
    earliest(eventsOfKind(events, kind).map((event) => event.at));
  return [
    { name: 'first error', atNs: firstOf('ecc.reported') },
    { name: 'detected', atNs: firstOf('alert.raised') ?? incident.openedAtNs },
    { name: 'paged', atNs: firstOf('page.sent') ?? incident.pagedAtNs },
    { name: 'acknowledged', atNs: incident.acknowledgedAtNs },
    { name: 'cause gone', atNs: stillCalmSinceNs(incident, events) },
    { name: 'resolved', atNs: incident.resolvedAtNs },
  ];
}

/** How long one step took, or has been taking while `done` is false. */
export interface StepDuration {
  readonly name: string;
  readonly lasting: string;
  readonly done: boolean;
}

function stepDuration(name: string, fromNs: number | null, toNs: number | null, nowNs: number): StepDuration | null {
  if (fromNs === null) return null;
  const done = toNs !== null;
  return { name, lasting: humanDuration(wholeSecondsNs((toNs ?? nowNs) - fromNs)), done };
}

/** How long it took to notice, to answer and to end it; steps that cannot have begun are left out. */
export function stepDurations(milestones: readonly Milestone[], nowNs: number): StepDuration[] {
  const at = (name: MilestoneName) => milestones.find((milestone) => milestone.name === name)?.atNs ?? null;
  const firstNs = at('first error') ?? at('detected');
  return [
    stepDuration('to detect', firstNs, at('detected'), nowNs),
    stepDuration('to acknowledge', at('paged'), at('acknowledged'), nowNs),
    stepDuration('in all', firstNs, at('resolved'), nowNs),
  ].filter((step) => step !== null);
}
