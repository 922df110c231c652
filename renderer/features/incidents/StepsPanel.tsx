import type { ReactNode } from 'react';
import { humanDuration } from '../../../shared/lib/duration.ts';
import type { AudienceEvent } from '../../../shared/model/events.ts';
import type { IncidentSummary } from '../../../shared/model/views.ts';
import { type AxisStep, StepsAxis } from '../../charts/StepsAxis.tsx';
import { wholeSecondsNs } from '../../ui/clock-words.ts';
import { Panel } from '../../ui/Panel.tsx';
import { formatClock, useScenarioClock } from '../../ui/scenario-clock.ts';
import styles from './IncidentScreen.module.css';
import { type MilestoneName, milestonesOf, stepDurations } from './milestones.ts';

interface StepsPanelProps {
  readonly incident: IncidentSummary;
  /** The incident's entries and the visible causes of its page. */
  readonly events: readonly AudienceEvent[];
  readonly nowNs: number;
  /** The run is over: nothing more will happen. */
  readonly ended: boolean;
}

const stepTones: Record<MilestoneName, AxisStep['tone']> = {
  'first error': 'error',
  detected: 'alarm',
  paged: 'alarm',
  acknowledged: 'person',
  'cause gone': 'good',
  resolved: 'good',
};

/** How far the incident has come, on one line of time. */
export function StepsPanel({ incident, events, nowNs, ended }: StepsPanelProps): ReactNode {
  const clock = useScenarioClock();
  const milestones = milestonesOf(incident, events);
  const over = incident.state === 'resolved';
  // What has not come by the end of a run never comes.
  const shown = ended ? milestones.filter((milestone) => milestone.atNs !== null) : milestones;
  const lastNs = Math.max(...milestones.map((milestone) => milestone.atNs ?? 0));
  return (
    <Panel
      className={styles.steps}
      title={ended ? endSentence(incident) : stepSentence(incident, nowNs)}
      actions={
        <div className={styles.facts}>
          {stepDurations(milestones, nowNs).map((step) => (
            <span key={step.name} className={styles.fact}>
              <b>{step.lasting}</b> {step.name}
              {step.done || ended ? '' : ', so far'}
            </span>
          ))}
        </div>
      }
    >
      <StepsAxis
        steps={shown.map((milestone) => ({
          name: milestone.name,
          atNs: milestone.atNs,
          time: milestone.atNs === null ? '' : formatClock(clock, milestone.atNs),
          tone: stepTones[milestone.name],
        }))}
        endNs={over ? lastNs : Math.max(nowNs, lastNs)}
        running={!over && !ended}
      />
    </Panel>
  );
}

function endSentence({ state }: IncidentSummary): string {
  if (state === 'resolved') return 'Resolved';
  return state === 'acknowledged'
    ? 'In hand, not resolved, when the drill ended'
    : 'Not acknowledged when the drill ended';
}

function stepSentence(incident: IncidentSummary, nowNs: number): string {
  if (incident.state === 'resolved') return 'Resolved';
  if (incident.state === 'acknowledged') {
    const since = humanDuration(wholeSecondsNs(nowNs - (incident.acknowledgedAtNs ?? nowNs)));
    return incident.calm === null ? `In hand for ${since}` : `In hand for ${since}, and the cause is gone`;
  }
  if (incident.exhausted) return 'Nobody answered, and nobody is left to page';
  return `Nobody has it: waiting for ${humanDuration(wholeSecondsNs(nowNs - (incident.pagedAtNs ?? incident.openedAtNs)))}`;
}
