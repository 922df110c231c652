import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import type { PagerView, RunSummary } from '../../../shared/model/views.ts';
import { useKeys } from '../../app/keyboard.ts';
import { NoRun } from '../../app/NoRun.tsx';
import { useConnection, useRunStatus } from '../../live/actions.ts';
import { useCurrentRun, usePager, useSession } from '../../live/queries.ts';
import { useIncidentActions } from '../../live/use-incident-actions.ts';
import { useSelection } from '../../live/use-selection.ts';
import { ActionButtons } from '../../ui/ActionButtons.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ScreenHead } from '../../ui/ScreenHead.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { DutyPanel } from './DutyPanel.tsx';
import { InboxRow, type Names } from './InboxRow.tsx';
import { type InboxFilter, inboxCounts, inboxOf, inboxSentence, overSentence } from './inbox.ts';
import { KnownPanel } from './KnownPanel.tsx';
import { LatestPanel } from './LatestPanel.tsx';
import { NoPages } from './Nothing.tsx';
import styles from './PagerScreen.module.css';
import { TakeOverDuty } from './TakeOverDuty.tsx';
import { WatchPanel } from './WatchPanel.tsx';

/** Who needs me, and what do I press? */
export function Screen(): ReactNode {
  const run = useCurrentRun();
  const pager = usePager(run?.run ?? null);
  if (run === null) {
    return <NoRun title="Nobody can be paged: no drill is running">Pages arrive here, the most urgent first.</NoRun>;
  }
  if (pager.error !== null) return <ErrorState problem={pager.error} onRetry={() => void pager.refetch()} />;
  if (pager.data === undefined) return null;
  return <Pager run={run} view={pager.data} />;
}

function namesOf(run: RunSummary, me: string | null): Names {
  const of = (person: string | null) =>
    person !== null && person === me ? 'you' : (run.people.find(({ id }) => id === person)?.name ?? person ?? 'nobody');
  return { of, other: (person) => of(run.people.find(({ id }) => id !== person)?.id ?? null) };
}

/** The state in one sentence; nothing is claimed about now while the station cannot be heard. */
function useSentence(run: RunSummary, view: PagerView, person: string | null, names: Names): string {
  const lost = useConnection().kind === 'reconnecting';
  if (run.state !== 'running') return overSentence(view.incidents);
  return lost ? 'Who is needed is not known: the connection is lost' : inboxSentence(view.incidents, person, names.of);
}

function Pager({ run, view }: { readonly run: RunSummary; readonly view: PagerView }): ReactNode {
  const person = useSession().data?.person ?? null;
  const nowNs = Math.max(useRunStatus()?.atNs ?? 0, view.atNs);
  const over = run.state !== 'running';
  const [chosen, setFilter] = useState<InboxFilter | null>(null);
  const filter = chosen ?? (over ? 'all' : 'team');
  const names = namesOf(run, person);
  const rows = inboxOf(view.incidents, filter, person);
  const { selected, choose, keys } = useSelection(rows);
  const actions = useIncidentActions(run, selected, person);
  const navigate = useNavigate();
  const open = (): void => {
    if (selected !== null) void navigate({ to: '/incidents/$incident', params: { incident: selected.incident } });
  };
  useKeys('Pager', [
    ...keys,
    { keys: 'Enter', does: 'Open the incident', run: open },
    ...actions.map(({ key, label, take }) => ({ keys: key.toLowerCase(), does: label, run: take })),
  ]);
  return (
    <div className={styles.screen}>
      <ScreenHead
        title={useSentence(run, view, person, names)}
        secondary={summaryOf(view)}
        actions={
          <>
            <FilterControl view={view} person={person} filter={filter} onChange={setFilter} />
            {!over && <TakeOverDuty run={run} view={view} person={person} />}
          </>
        }
      />
      <div className={styles.columns} data-quiet={selected === null || undefined}>
        <div className={styles.left}>
          <Panel
            className={styles.inbox}
            title={filterTitles[filter]}
            secondary="unacknowledged first, then severity, then age"
            padded={false}
          >
            {rows.length === 0 && <NoPages run={run} view={view} filter={filter} />}
            <ul>
              {rows.map((row, place) => (
                <InboxRow
                  key={row.incident}
                  incident={row}
                  nowNs={nowNs}
                  selected={row === selected}
                  place={place}
                  names={names}
                  over={over}
                  onSelect={() => choose(row.incident)}
                  actions={
                    <ActionButtons
                      actions={[...actions, { label: 'Open', key: '↵', primary: false, working: false, take: open }]}
                    />
                  }
                />
              ))}
            </ul>
          </Panel>
          {selected === null ? <WatchPanel run={run} /> : <LatestPanel run={run} incident={selected} />}
        </div>
        {selected !== null && <KnownPanel run={run.run} incident={selected} />}
      </div>
      {view.onCall !== null && !over && <DutyPanel onCall={view.onCall} nowNs={nowNs} person={person} />}
    </div>
  );
}

const filterTitles: Record<InboxFilter, string> = {
  mine: 'Pages for me',
  team: 'Open pages',
  all: 'All pages',
};

interface FilterControlProps {
  readonly view: PagerView;
  readonly person: string | null;
  readonly filter: InboxFilter;
  readonly onChange: (filter: InboxFilter) => void;
}

function FilterControl({ view, person, filter, onChange }: FilterControlProps): ReactNode {
  const counts = inboxCounts(view.incidents, person);
  return (
    <SegmentedControl
      label="Whose pages"
      value={filter}
      onChange={onChange}
      segments={[
        { value: 'mine', label: `Mine ${counts.mine}`, title: `Mine: ${counts.mine} for me or in my hands` },
        { value: 'team', label: `Team ${counts.team}`, title: `Team: ${counts.team} not resolved` },
        { value: 'all', label: `All ${counts.all}`, title: `All: ${counts.all}, resolved ones too` },
      ]}
    />
  );
}

function summaryOf(view: PagerView): string {
  if (view.incidents.length === 0) return '';
  const pages = view.incidents.reduce((sum, incident) => sum + incident.pages, 0);
  const alerts = view.incidents.reduce((sum, incident) => sum + incident.alerts, 0);
  const incidents = countOf(view.incidents.length, 'incident');
  return `${countOf(pages, 'page')} sent for ${incidents}, ${countOf(alerts, 'alert')} folded into them`;
}
