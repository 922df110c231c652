import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { countOf, processorName } from '../../../shared/lib/format.ts';
import type { IncidentSummary } from '../../../shared/model/views.ts';
import { allEvents } from '../../live/all-events.ts';
import { useIncident, useWhy } from '../../live/queries.ts';
import { DataList, type DataRow } from '../../ui/DataList.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Time } from '../../ui/Time.tsx';
import { EntryLine } from './EntryLine.tsx';
import { type Known, knownOf } from './known.ts';
import styles from './PagerScreen.module.css';

interface KnownPanelProps {
  readonly run: string;
  readonly incident: IncidentSummary;
}

/** What somebody who has just been woken needs to know about the page that is selected. */
export function KnownPanel({ run, incident }: KnownPanelProps): ReactNode {
  const view = useIncident(run, incident.incident);
  const why = useWhy(run, incident.incident);
  const problem = view.error ?? why.error;
  const known = knownOf(allEvents(view.data?.entries ?? [], why.data?.causes ?? []));
  return (
    <Panel title="What is known" secondary={incident.incident}>
      {problem === null ? (
        <>
          <DataList rows={knownRows(incident, known)} />
          <Alerts known={known} />
        </>
      ) : (
        <ErrorState problem={problem} onRetry={() => void Promise.all([view.refetch(), why.refetch()])} />
      )}
    </Panel>
  );
}

function knownRows(incident: IncidentSummary, known: Known): DataRow[] {
  const [firstError] = known.errors;
  const names = [...new Set(known.errors.map((error) => error.data.name))].join(', ');
  const toWhy = (
    <Link to="/incidents/$incident" params={{ incident: incident.incident }}>
      why?
    </Link>
  );
  return [
    { label: 'host', value: <span className={styles.mono}>{incident.host}</span> },
    {
      label: known.processors.length === 1 ? 'processor' : 'processors',
      value: <span className={styles.mono}>{known.processors.map(processorName).join(', ')}</span>,
    },
    ...(known.reason === null ? [] : [{ label: 'reason', value: known.reason }]),
    { label: 'errors', value: known.errors.length === 0 ? 'none seen' : `${known.errors.length} ${names}` },
    ...(firstError === undefined ? [] : [{ label: 'first error', value: <Time atNs={firstError.at} /> }]),
    {
      label: 'likely cause',
      value:
        known.suspect === null ? (
          toWhy
        ) : (
          <>
            <span className={styles.mono}>{known.suspect.unum}</span>, named by {known.suspect.errors} of{' '}
            {countOf(known.errors.length, 'error')}: {toWhy}
          </>
        ),
    },
    {
      label: 'state',
      value: incident.calm === null ? 'the cause lasts' : `the cause is gone: ${incident.calm}`,
    },
  ];
}

function Alerts({ known }: { readonly known: Known }): ReactNode {
  if (known.alerts.length === 0) return null;
  const raised = known.alerts.filter((alert) => alert.kind === 'alert.raised').length;
  return (
    <section className={styles.alerts}>
      <h3 className={styles.alertsTitle}>{countOf(raised, 'alert')} in this page</h3>
      <ol>
        {known.alerts.map((alert) => (
          <EntryLine key={alert.number} entry={alert} people={[]} />
        ))}
      </ol>
    </section>
  );
}
