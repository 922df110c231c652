import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import type { IncidentSummary, RunSummary } from '../../../shared/model/views.ts';
import { useKeys } from '../../app/keyboard.ts';
import { NoRun } from '../../app/NoRun.tsx';
import { useCurrentRun, usePager } from '../../live/queries.ts';
import { useSelection } from '../../live/use-selection.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ScreenHead } from '../../ui/ScreenHead.tsx';
import { Severity } from '../../ui/Severity.tsx';
import { Cell, Row, Table } from '../../ui/Table.tsx';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { Time } from '../../ui/Time.tsx';
import styles from './IncidentScreen.module.css';

/** What has gone wrong in this run? */
export function Screen(): ReactNode {
  const run = useCurrentRun();
  const pager = usePager(run?.run ?? null);
  if (run === null) {
    return (
      <NoRun title="No incident: no drill is running">
        An incident opens when a rule sees trouble with a processor, and pages who is on call.
      </NoRun>
    );
  }
  if (pager.error !== null) return <ErrorState problem={pager.error} onRetry={() => void pager.refetch()} />;
  if (pager.data === undefined) return null;
  return <Incidents run={run} incidents={pager.data.incidents} />;
}

interface IncidentsProps {
  readonly run: RunSummary;
  readonly incidents: readonly IncidentSummary[];
}

function Incidents({ run, incidents }: IncidentsProps): ReactNode {
  const rows = [...incidents].reverse();
  const { selected, keys } = useSelection(rows);
  const current = selected?.incident;
  useEffect(() => {
    if (current !== undefined) document.getElementById(current)?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const navigate = useNavigate();
  const open = (incident: string): void => void navigate({ to: '/incidents/$incident', params: { incident } });
  useKeys('Incidents', [
    ...keys,
    {
      keys: 'Enter',
      does: 'Open the incident',
      run: () => {
        if (selected !== null) open(selected.incident);
      },
    },
  ]);
  const nameOf = (person: string | null) => run.people.find(({ id }) => id === person)?.name ?? person ?? '';
  return (
    <div className={styles.screen}>
      <ScreenHead
        title={sentenceOf(incidents, run.state === 'running')}
        secondary={rows.length === 0 ? '' : 'newest first'}
      />
      {rows.length === 0 ? (
        <EmptyState title={nothingWords(run)} actions={<Link to="/messages">Watch the log</Link>}>
          An incident opens when a processor goes off-line or cannot be taken off-line.
        </EmptyState>
      ) : (
        <Panel title="Incidents of this run" secondary="Enter opens" padded={false}>
          <Table label="Incidents of this run" columns={columns}>
            {rows.map((row) => (
              <IncidentRow
                key={row.incident}
                incident={row}
                selected={row === selected}
                nameOf={nameOf}
                onOpen={() => open(row.incident)}
              />
            ))}
          </Table>
        </Panel>
      )}
    </div>
  );
}

const columns = [
  { name: 'incident', kind: 'narrow' },
  { name: 'severity', kind: 'narrow' },
  { name: 'state', kind: 'narrow' },
  { name: 'what' },
  { name: 'who', kind: 'narrow' },
  { name: 'opened', kind: 'narrow' },
  { name: 'acknowledged', kind: 'narrow' },
  { name: 'resolved', kind: 'narrow' },
  { name: 'pages', kind: 'number' },
  { name: 'alerts', kind: 'number' },
] as const;

interface IncidentRowProps {
  readonly incident: IncidentSummary;
  readonly selected: boolean;
  readonly nameOf: (person: string | null) => string;
  readonly onOpen: () => void;
}

function IncidentRow({ incident, selected, nameOf, onOpen }: IncidentRowProps): ReactNode {
  return (
    <Row selected={selected} onChoose={onOpen}>
      <Cell kind="mono">
        <span id={incident.incident}>{incident.incident}</span>
      </Cell>
      <Cell kind="narrow">
        <Severity severity={incident.severity} />
      </Cell>
      <Cell kind="narrow">
        <Tag tone={stateTones[incident.state]}>{incident.state}</Tag>
      </Cell>
      <Cell>{incident.title}</Cell>
      <Cell kind="narrow">{nameOf(incident.resolvedBy ?? incident.acknowledgedBy ?? incident.paged)}</Cell>
      <Cell kind="mono">
        <Time atNs={incident.openedAtNs} />
      </Cell>
      <Cell kind="mono">{incident.acknowledgedAtNs !== null && <Time atNs={incident.acknowledgedAtNs} />}</Cell>
      <Cell kind="mono">{incident.resolvedAtNs !== null && <Time atNs={incident.resolvedAtNs} />}</Cell>
      <Cell kind="number">{incident.pages}</Cell>
      <Cell kind="number">{incident.alerts}</Cell>
    </Row>
  );
}

const stateTones: Record<IncidentSummary['state'], Tone> = { open: 'high', acknowledged: 'info', resolved: 'good' };

const nothingWords = ({ state }: RunSummary): string =>
  state === 'running' ? 'Nothing has needed a person yet' : 'Nothing needed a person in this drill';

function sentenceOf(incidents: readonly IncidentSummary[], running: boolean): string {
  const count = (state: IncidentSummary['state']) => incidents.filter((incident) => incident.state === state).length;
  if (incidents.length === 0) return running ? 'No incident so far' : 'No incident';
  const inHand = count('acknowledged') > 0 ? `, ${count('acknowledged')} in hand` : '';
  if (!running && incidents.length > count('resolved')) {
    return `${countOf(incidents.length - count('resolved'), 'incident')} not resolved when the drill ended`;
  }
  if (count('open') > 0) return `${countOf(count('open'), 'incident')} in nobody’s hands${inHand}`;
  if (count('acknowledged') > 0) return `${countOf(count('acknowledged'), 'incident')} in hand, none waits`;
  return incidents.length === 1 ? 'The one incident is resolved' : `All ${incidents.length} incidents are resolved`;
}
