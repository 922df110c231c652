import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import type { HostView, ProcessorView } from '../../../shared/model/views.ts';
import { DataList, type DataRow } from '../../ui/DataList.tsx';
import { Duration } from '../../ui/Duration.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Time } from '../../ui/Time.tsx';
import { wholeSeconds } from '../../ui/whole-seconds.ts';
import styles from './FleetScreen.module.css';
import { hostWords, type Place, placesOf, processorSentence, serdWords, stateSentence } from './fleet-words.ts';

/** One processor in words. */
export function ProcessorDetails({ place, nowNs }: { readonly place: Place; readonly nowNs: number }): ReactNode {
  const { host, processor } = place;
  const rows: DataRow[] = [
    { label: 'where', value: <span className={styles.mono}>{`${host.host} ${processor.position}`}</span> },
    { label: 'state', value: <StateSince processor={processor} nowNs={nowNs} /> },
    { label: 'error count', value: serdWords(processor) },
    { label: 'errors', value: <Errors processor={processor} /> },
    ...attemptRows(processor, nowNs),
  ];
  if (processor.reason !== null) rows.push({ label: 'reason given', value: processor.reason });
  return (
    <Panel className={styles.details} title={`CPU${processor.processor}`} secondary={host.host}>
      <div className={styles.stack}>
        <p className={styles.sentence}>{processorSentence(processor)}</p>
        <DataList rows={rows} />
        <Link to="/messages" search={{ host: host.host }}>
          What {host.host} logged
        </Link>
        <Link to="/console" search={{ host: host.host, line: `psrinfo -v ${processor.processor}` }}>
          Open the console of {host.host}
        </Link>
      </div>
    </Panel>
  );
}

function StateSince({ processor, nowNs }: { readonly processor: ProcessorView; readonly nowNs: number }): ReactNode {
  return (
    <>
      {processor.state} since <Time atNs={processor.sinceNs} />, for{' '}
      <Duration ns={wholeSeconds(nowNs - processor.sinceNs)} />
    </>
  );
}

function Errors({ processor }: { readonly processor: ProcessorView }): ReactNode {
  if (processor.lastErrorAtNs === null) return 'none';
  return (
    <>
      {processor.errors}, the last at <Time atNs={processor.lastErrorAtNs} />
      {processor.lastError !== null && `: ${processor.lastError}`}
    </>
  );
}

function attemptRows(processor: ProcessorView, nowNs: number): DataRow[] {
  const rows: DataRow[] = [];
  if (processor.attempts > 0)
    rows.push({ label: 'taking off-line', value: `tried ${countOf(processor.attempts, 'time')}` });
  if (processor.nextAttemptNs !== null) {
    const value = (
      <>
        at <Time atNs={processor.nextAttemptNs} />, in <Duration ns={wholeSeconds(processor.nextAttemptNs - nowNs)} />
      </>
    );
    rows.push({ label: 'next attempt', value });
  }
  return rows;
}

/** A whole host in words. */
export function HostDetails({ host }: { readonly host: HostView }): ReactNode {
  const places = placesOf([host]);
  const errors = places.reduce((sum, { processor }) => sum + processor.errors, 0);
  const rows: DataRow[] = [
    { label: 'what', value: hostWords(host) },
    { label: 'booted', value: host.bootedAt.replace('T', ' ').replace('Z', ' UTC') },
    { label: 'made of', value: `${countOf(host.boards.length, 'board')}, ${countOf(places.length, 'processor')}` },
    { label: 'errors', value: errors === 0 ? 'none reported' : String(errors) },
  ];
  return (
    <Panel className={styles.details} title={host.host} secondary="host">
      <div className={styles.stack}>
        <p className={styles.sentence}>{stateSentence(places)}</p>
        <DataList rows={rows} />
        <Link to="/messages" search={{ host: host.host }}>
          What {host.host} logged
        </Link>
        <Link to="/console" search={{ host: host.host }}>
          Open the console of {host.host}
        </Link>
      </div>
    </Panel>
  );
}
