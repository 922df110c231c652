import type { ReactNode } from 'react';
import { describeEvent } from '../../../shared/lib/describe-event.ts';
import type { AudienceEvent } from '../../../shared/model/events.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { Time } from '../../ui/Time.tsx';
import styles from './PagerScreen.module.css';

interface EntryLineProps {
  readonly entry: AudienceEvent;
  readonly people: RunSummary['people'];
}

/** One event as a line: when, what kind, what happened. */
export function EntryLine({ entry, people }: EntryLineProps): ReactNode {
  const { text, label } = describeEvent(entry, people);
  return (
    <li className={styles.entry}>
      <Time atNs={entry.at} />
      <span className={styles.entryLabel}>{label}</span>
      <span>{text}</span>
    </li>
  );
}
