import type { ReactNode } from 'react';
import type { IncidentSummary, RunSummary } from '../../../shared/model/views.ts';
import { useIncident } from '../../live/queries.ts';
import { Panel } from '../../ui/Panel.tsx';
import { EntryLine } from './EntryLine.tsx';
import styles from './PagerScreen.module.css';

const shownEntries = 30;

interface LatestPanelProps {
  readonly run: RunSummary;
  readonly incident: IncidentSummary;
}

/** The newest entries of the selected incident's timeline: whether anything moves, and who has done what. */
export function LatestPanel({ run, incident }: LatestPanelProps): ReactNode {
  const entries = useIncident(run.run, incident.incident).data?.entries ?? [];
  const newest = entries.filter(({ kind }) => kind !== 'command.applied').slice(-shownEntries);
  return (
    <Panel
      className={styles.latest}
      title={`What happened in ${incident.incident}`}
      secondary="newest first; Enter opens all of it"
      padded={false}
    >
      <ol>
        {newest.reverse().map((entry) => (
          <EntryLine key={entry.number} entry={entry} people={run.people} />
        ))}
      </ol>
    </Panel>
  );
}
