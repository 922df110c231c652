import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import type { IncidentSummary, IncidentView, RunSummary } from '../../../shared/model/views.ts';
import { ExportDialog } from '../../app/ExportDialog.tsx';
import { useKeys } from '../../app/keyboard.ts';
import { NoRun } from '../../app/NoRun.tsx';
import { useRunStatus } from '../../live/actions.ts';
import { allEvents } from '../../live/all-events.ts';
import { useCurrentRun, useIncident, useSession, useWhy } from '../../live/queries.ts';
import { useIncidentActions } from '../../live/use-incident-actions.ts';
import { ActionButtons } from '../../ui/ActionButtons.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { ScreenHead } from '../../ui/ScreenHead.tsx';
import { Severity } from '../../ui/Severity.tsx';
import styles from './IncidentScreen.module.css';
import { NoteField } from './NoteField.tsx';
import { StepsPanel } from './StepsPanel.tsx';
import { Timeline } from './Timeline.tsx';
import { WhyPanel } from './WhyPanel.tsx';

/** What happened, why, and what is to be done about it? */
export function Screen(): ReactNode {
  const { incident } = useParams({ from: '/incidents/$incident' });
  const run = useCurrentRun();
  const view = useIncident(run?.run ?? null, incident);
  if (run === null) {
    return <NoRun title="No incident: no drill is running">Incidents belong to a run, also to a past one.</NoRun>;
  }
  if (view.error !== null) return <ErrorState problem={view.error} onRetry={() => void view.refetch()} />;
  if (view.data === undefined) return null;
  return <Incident key={incident} run={run} view={view.data} />;
}

interface IncidentProps {
  readonly run: RunSummary;
  readonly view: IncidentView;
}

function Incident({ run, view }: IncidentProps): ReactNode {
  const { incident } = view;
  const person = useSession().data?.person ?? null;
  const nowNs = Math.max(useRunStatus()?.atNs ?? 0, view.atNs);
  const why = useWhy(run.run, incident.incident);
  const [noting, setNoting] = useState(false);
  const [exporting, setExporting] = useState(false);
  const navigate = useNavigate();
  const own = useIncidentActions(run, incident, person);
  const note = { label: 'Note', key: 'N', primary: false, working: false, take: () => setNoting(true) };
  const write = { label: 'Export', key: 'X', primary: false, working: false, take: () => setExporting(true) };
  const goThere = {
    label: 'Console',
    key: 'C',
    primary: false,
    working: false,
    take: () => void navigate({ to: '/console', search: { host: incident.host, line: 'psrinfo' } }),
  };
  const actions = run.state === 'running' ? [...own, note, goThere, write] : [write];
  useKeys('Incident', [
    ...actions.map(({ key, label, take }) => ({ keys: key.toLowerCase(), does: label, run: take })),
    { keys: 'Escape', does: 'Back to all incidents', run: () => void navigate({ to: '/incidents' }) },
  ]);
  const noteField = noting ? (
    <NoteField run={run.run} incident={incident.incident} onClose={() => setNoting(false)} />
  ) : null;
  return (
    <div className={styles.screen}>
      <ScreenHead
        title={
          <>
            <Severity severity={incident.severity} shapeOnly />
            {incident.title}
          </>
        }
        secondary={<Facts run={run} incident={incident} />}
        actions={<ActionButtons actions={actions} />}
      />
      <div className={styles.columns}>
        <div className={styles.left}>
          <StepsPanel
            incident={incident}
            events={allEvents(view.entries, why.data?.causes ?? [])}
            nowNs={nowNs}
            ended={run.state !== 'running'}
          />
          <Timeline entries={view.entries} truncated={view.truncated} people={run.people} note={noteField} />
        </div>
        <WhyPanel
          causes={why.data?.causes}
          truncated={why.data?.truncated ?? false}
          problem={why.error}
          onRetry={() => void why.refetch()}
          people={run.people}
        />
      </div>
      <ExportDialog run={run.run} incident={incident.incident} opened={exporting} onClose={() => setExporting(false)} />
    </div>
  );
}

function Facts({ run, incident }: { readonly run: RunSummary; readonly incident: IncidentSummary }): ReactNode {
  const nameOf = (person: string | null) => run.people.find(({ id }) => id === person)?.name ?? person ?? 'nobody';
  const holder = {
    open: run.state === 'running' ? `waits for ${nameOf(incident.paged)}` : 'never acknowledged',
    acknowledged: `${nameOf(incident.acknowledgedBy)} has it`,
    resolved: `resolved by ${nameOf(incident.resolvedBy)}`,
  }[incident.state];
  const silenced = incident.silenced ? ', silenced' : '';
  return (
    <>
      <span className={styles.mono}>{incident.incident}</span>, {incident.severity},{' '}
      <span className={styles.mono}>{incident.host}</span>, {holder}, {countOf(incident.pages, 'page')} sent
      {incident.alerts > 1 && `, ${incident.alerts} alerts folded in`}
      {silenced}
    </>
  );
}
