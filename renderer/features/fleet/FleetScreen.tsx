import { type ReactNode, useCallback, useState } from 'react';
import type { FleetView } from '../../../shared/model/views.ts';
import { NoRun } from '../../app/NoRun.tsx';
import { useRunStatus } from '../../live/actions.ts';
import { useCurrentRun, useFleet } from '../../live/queries.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { ScreenHead } from '../../ui/ScreenHead.tsx';
import { HostDetails, ProcessorDetails } from './DetailsPanel.tsx';
import styles from './FleetScreen.module.css';
import { makeupOf, placesOf, stateSentence, troubledOf } from './fleet-words.ts';
import { HostPanel } from './HostPanel.tsx';
import { LogPanel } from './LogPanel.tsx';
import { placeOf, type Selection, selectionIn } from './selection.ts';
import { TroublePanel } from './TroublePanel.tsx';

/** Which processors can still be counted on? */
export function Screen(): ReactNode {
  const run = useCurrentRun();
  const { data: fleet, error, refetch } = useFleet(run?.run ?? null);
  if (run === null) {
    return (
      <NoRun title="No fleet: no drill is running">
        The hosts of a drill, their boards and processors, are shown here.
      </NoRun>
    );
  }
  if (error !== null) return <ErrorState problem={error} onRetry={() => void refetch()} />;
  if (fleet === undefined) return <ScreenHead title="Fleet" secondary="reading…" />;
  return <Fleet run={run.run} fleet={fleet} />;
}

function Fleet({ run, fleet }: { readonly run: string; readonly fleet: FleetView }): ReactNode {
  const [chosen, setChosen] = useState<Selection | null>(null);
  const status = useRunStatus();
  const places = placesOf(fleet.hosts);
  const selection = selectionIn(fleet.hosts, chosen);
  const onSelect = useCallback((host: string, processor: number | null) => setChosen({ host, processor }), []);
  return (
    <>
      <ScreenHead title={stateSentence(places)} secondary={makeupOf(fleet)} />
      <div className={styles.columns}>
        <div className={styles.left}>
          <TroublePanel troubled={troubledOf(places)} selection={selection} onSelect={onSelect} />
          {fleet.hosts.map((host) => (
            <HostPanel
              key={host.host}
              host={host}
              alone={fleet.hosts.length === 1}
              selection={selection}
              onSelect={onSelect}
            />
          ))}
          {selection !== null && <LogPanel key={selection.host} run={run} host={selection.host} />}
        </div>
        {selection !== null && <Details fleet={fleet} selection={selection} nowNs={status?.atNs ?? fleet.atNs} />}
      </div>
    </>
  );
}

interface DetailsProps {
  readonly fleet: FleetView;
  readonly selection: Selection;
  readonly nowNs: number;
}

function Details({ fleet, selection, nowNs }: DetailsProps): ReactNode {
  const place = placeOf(fleet.hosts, selection);
  if (place !== null) return <ProcessorDetails place={place} nowNs={nowNs} />;
  const host = fleet.hosts.find((other) => other.host === selection.host);
  return host === undefined ? null : <HostDetails host={host} />;
}
