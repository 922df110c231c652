import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { humanDuration } from '../../shared/lib/duration.ts';
import type { IncidentSummary, RunSummary } from '../../shared/model/views.ts';
import { Severity } from '../ui/Severity.tsx';
import { wholeSeconds } from '../ui/whole-seconds.ts';
import { nameOf } from './people.ts';
import styles from './TopBar.module.css';
import { shortTitle } from './urgency.ts';

interface UrgentPageProps {
  readonly urgent: IncidentSummary;
  readonly people: RunSummary['people'];
  readonly atNs: number;
}

/** The open page that can wait least, with the time left until it goes to the next person. */
export function UrgentPage({ urgent, people, atNs }: UrgentPageProps): ReactNode {
  const { incident, severity, title, paged } = urgent;
  const who = paged === null ? '' : ` for ${nameOf(people, paged)}`;
  return (
    <Link
      className={`${styles.urgent} ${styles[severity]}`}
      to="/incidents/$incident"
      params={{ incident }}
      title={`${title}. ${severity} page${who}, not acknowledged`}
    >
      <Severity severity={severity} shapeOnly />
      <strong className={styles.whole}>{title}</strong>
      <strong className={styles.short}>{shortTitle(title)}</strong>
      <span className={styles.until}>{untilWords(urgent, atNs)}</span>
    </Link>
  );
}

function untilWords(incident: IncidentSummary, atNs: number): string {
  if (incident.exhausted) return 'nobody has answered';
  if (incident.escalatesAtNs !== null && incident.escalatesAtNs > atNs) {
    return `escalates in ${humanDuration(wholeSeconds(incident.escalatesAtNs - atNs))}`;
  }
  return `waiting ${humanDuration(wholeSeconds(atNs - (incident.pagedAtNs ?? incident.openedAtNs)))}`;
}
