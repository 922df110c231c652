import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { FleetView } from '../../../shared/model/views.ts';
import { NoRun } from '../../app/NoRun.tsx';
import { useRunStatus } from '../../live/actions.ts';
import { useCurrentRun, useFleet } from '../../live/queries.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { ScreenHead } from '../../ui/ScreenHead.tsx';
import { FleetMap } from './FleetMap.tsx';
import styles from './FleetScreen.module.css';
import { fleetSentence, makeupOf } from './fleet-words.ts';
import { HostDetails } from './HostDetails.tsx';
import { LogPanel } from './LogPanel.tsx';
import { MemoryPanel } from './MemoryPanel.tsx';
import { ProcessorPanel } from './ProcessorPanel.tsx';
import { placeOf, selectionIn } from './selected-part.ts';
import type { Selection } from './selection.ts';
import { TroublePanel } from './TroublePanel.tsx';
import { troublesOf } from './troubles.ts';

/** Hosts beside whose map there is room for a log. */
const mostHostsWithLog = 2;

/** What can still be counted on? */
export function Screen(): ReactNode {
  const run = useCurrentRun();
  const { data: fleet, error, refetch } = useFleet(run?.run ?? null);
  if (run === null) {
    return (
      <NoRun title="No fleet: no drill is running">
        The hosts of a drill, their boards, processors and memory, are shown here.
      </NoRun>
    );
  }
  if (error !== null) return <ErrorState problem={error} onRetry={() => void refetch()} />;
  if (fleet === undefined) return <ScreenHead title="Fleet" secondary="reading…" />;
  return <Fleet key={run.run} run={run.run} fleet={fleet} />;
}

function Fleet({ run, fleet }: { readonly run: string; readonly fleet: FleetView }): ReactNode {
  const [chosen, setChosen] = useState<Selection | null>(null);
  const details = useRef<HTMLDivElement>(null);
  const selection = selectionIn(fleet.hosts, chosen);
  const onSelect = useCallback((next: Selection) => setChosen(next), []);
  const onOpen = useCallback(() => {
    details.current?.focus({ preventScroll: true });
    details.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div className={styles.screen}>
      <ScreenHead title={fleetSentence(fleet.hosts)} secondary={makeupOf(fleet)} />
      <div className={styles.columns}>
        <div className={styles.left}>
          <TroublePanel troubles={troublesOf(fleet.hosts)} selection={selection} onSelect={onSelect} />
          <FleetMap hosts={fleet.hosts} selection={selection} onSelect={onSelect} onOpen={onOpen} />
          {selection !== null && fleet.hosts.length <= mostHostsWithLog && (
            <LogPanel key={selection.host} run={run} host={selection.host} />
          )}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be one of a form */}
        <div ref={details} className={styles.side} role="group" aria-label="Details" tabIndex={-1}>
          {selection !== null && <Details run={run} fleet={fleet} selection={selection} />}
        </div>
      </div>
    </div>
  );
}

interface DetailsProps {
  readonly run: string;
  readonly fleet: FleetView;
  readonly selection: Selection;
}

function Details({ run, fleet, selection }: DetailsProps): ReactNode {
  const nowNs = useRunStatus()?.atNs ?? fleet.atNs;
  const place = placeOf(fleet.hosts, selection);
  if (place !== null) return <ProcessorPanel run={run} place={place} nowNs={nowNs} />;
  const host = fleet.hosts.find((other) => other.host === selection.host);
  if (host === undefined) return null;
  if (selection.part === 'memory')
    return <MemoryPanel run={run} host={host} focus={selection.focus ?? ''} nowNs={nowNs} />;
  return <HostDetails run={run} host={host} nowNs={nowNs} />;
}
