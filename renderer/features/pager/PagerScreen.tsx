import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import type { PagerView, RunSummary } from '../../../shared/model/views.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useRunStatus } from '../../live/actions.ts';
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
import { type InboxFilter, inboxCounts, inboxOf, inboxSentence } from './inbox.ts';
import { KnownPanel } from './KnownPanel.tsx';
import { LatestPanel } from './LatestPanel.tsx';
import { NoPages, NoRun } from './Nothing.tsx';
import styles from './PagerScreen.module.css';
import { TakeOverDuty } from './TakeOverDuty.tsx';

/** Who needs me, and what do I press? */
export function Screen(): ReactNode {
  const run = useCurrentRun();
  const pager = usePager(run?.run ?? null);
  if (run === null) return <NoRun />;
  if (pager.error !== null) return <ErrorState problem={pager.error} onRetry={() => void pager.refetch()} />;
  if (pager.data === undefined) return null;
  return <Pager run={run} view={pager.data} />;
}

function namesOf(run: RunSummary): Names {
  const of = (person: string | null) => run.people.find(({ id }) => id === person)?.name ?? person ?? 'nobody';
  return { of, other: (person) => run.people.find(({ id }) => id !== person)?.name ?? 'nobody' };
}

function Pager({ run, view }: { readonly run: RunSummary; readonly view: PagerView }): ReactNode {
  const person = useSession().data?.person ?? null;
  const nowNs = Math.max(useRunStatus()?.atNs ?? 0, view.atNs);
  const [filter, setFilter] = useState<InboxFilter>('team');
  const names = namesOf(run);
  const rows = inboxOf(view.incidents, filter, person);
  const { selected, choose, keys } = useSelection(rows);
  const actions = useIncidentActions(run.run, selected, person);
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
        title={inboxSentence(view.incidents, person, names.of)}
        secondary={summaryOf(view)}
        actions={
          <>
            <FilterControl view={view} person={person} filter={filter} onChange={setFilter} />
            <TakeOverDuty run={run} view={view} person={person} />
          </>
        }
      />
      <div className={styles.columns}>
        <div className={styles.left}>
          <Panel
            className={styles.inbox}
            title={filterTitles[filter]}
            secondary="unacknowledged first, then severity, then age"
            padded={false}
          >
            {rows.length === 0 && <NoPages run={run} view={view} filter={filter} />}
            <ul>
              {rows.map((row) => (
                <InboxRow
                  key={row.incident}
                  incident={row}
                  nowNs={nowNs}
                  selected={row === selected}
                  names={names}
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
          {selected !== null && <LatestPanel run={run} incident={selected} />}
        </div>
        {selected !== null && <KnownPanel run={run.run} incident={selected} />}
      </div>
      {view.onCall !== null && <DutyPanel onCall={view.onCall} nowNs={nowNs} person={person} />}
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
