import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import type { ProcessorDetail } from '../../../shared/model/fleet-views.ts';
import { useProcessor } from '../../live/queries.ts';
import { DataList, type DataRow } from '../../ui/DataList.tsx';
import { Duration } from '../../ui/Duration.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Time } from '../../ui/Time.tsx';
import { wholeSeconds } from '../../ui/whole-seconds.ts';
import styles from './Details.module.css';
import { type Place, processorSentence } from './fleet-words.ts';
import { SerdAxis } from './SerdAxis.tsx';

interface ProcessorPanelProps {
  readonly run: string;
  readonly place: Place;
  readonly nowNs: number;
}

/** One processor: what it is, what counts against it, what was tried. */
export function ProcessorPanel({ run, place, nowNs }: ProcessorPanelProps): ReactNode {
  const { host, processor } = place;
  const { data: detail, error, refetch } = useProcessor(run, host.host, processor.processor);
  const shown = detail?.processor.processor === processor.processor && detail.host === host.host ? detail : null;
  return (
    <Panel
      className={styles.details}
      title={`CPU${processor.processor} of ${host.host}`}
      secondary={processor.position}
    >
      <div className={styles.stack}>
        <p className={styles.sentence}>{processorSentence(processor)}</p>
        {error !== null && <ErrorState problem={error} onRetry={() => void refetch()} />}
        {shown !== null && <Detail detail={shown} nowNs={nowNs} />}
        <p className={styles.links}>
          <Link to="/messages" search={{ host: host.host }}>
            What {host.host} logged
          </Link>
          <Link to="/console" search={{ host: host.host, line: `psrinfo -v ${processor.processor}` }}>
            Open the console of {host.host}
          </Link>
        </p>
      </div>
    </Panel>
  );
}

function Detail({ detail, nowNs }: { readonly detail: ProcessorDetail; readonly nowNs: number }): ReactNode {
  const { errors, attempts, states } = detail;
  return (
    <>
      <SerdAxis detail={detail} nowNs={nowNs} />
      <DataList rows={[...stateRows(detail, nowNs), ...chainRows(detail, nowNs), ...indictmentRows(detail)]} />
      {errors.length > 0 && (
        <ListOf title={`The newest ${countOf(errors.length, 'error')}`}>
          {errors.slice(0, 8).map((error) => (
            <li key={`${error.errId} ${error.atNs}`}>
              <Time atNs={error.atNs} /> <b>{error.name}</b> <span className={styles.mono}>{error.afar}</span>{' '}
              <span className={styles.dim}>{error.unum}</span>
            </li>
          ))}
        </ListOf>
      )}
      {attempts.length > 0 && (
        <ListOf title="Attempts that were refused">
          {attempts.slice(0, 5).map(({ atNs, attempt, error, retriesLeft }) => (
            <li key={atNs}>
              <Time atNs={atNs} /> attempt {attempt}: {error},{' '}
              <span className={styles.dim}>{countOf(retriesLeft, 'retry', 'retries')} left</span>
            </li>
          ))}
        </ListOf>
      )}
      {states.length > 1 && (
        <ListOf title="What it was">
          {states.slice(0, 5).map(({ atNs, state }) => (
            <li key={atNs}>
              <Time atNs={atNs} /> {state}
            </li>
          ))}
        </ListOf>
      )}
    </>
  );
}

/** A short list under a small heading. */
export function ListOf({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section>
      <h3 className={styles.listTitle}>{title}</h3>
      <ol className={styles.list}>{children}</ol>
    </section>
  );
}

function stateRows({ processor, kinds, cacheMegabytes }: ProcessorDetail, nowNs: number): DataRow[] {
  const since = (
    <>
      {processor.state} since <Time atNs={processor.sinceNs} />, for{' '}
      <Duration ns={wholeSeconds(nowNs - processor.sinceNs)} />
    </>
  );
  const byKind = kinds.toSorted((one, other) => other.count - one.count).map(({ name, count }) => `${count} ${name}`);
  return [
    { label: 'state', value: since },
    { label: 'L2 cache', value: `${cacheMegabytes} MB` },
    { label: 'errors', value: byKind.length === 0 ? 'none reported' : byKind.join(', ') },
  ];
}

function chainRows({ processor }: ProcessorDetail, nowNs: number): DataRow[] {
  const rows: DataRow[] = [];
  if (processor.reason !== null) rows.push({ label: 'reason given', value: processor.reason });
  if (processor.attempts > 0) rows.push({ label: 'off-lining', value: countOf(processor.attempts, 'attempt') });
  if (processor.nextAttemptNs !== null) {
    const value = (
      <>
        at <Time atNs={processor.nextAttemptNs} />, in <Duration ns={wholeSeconds(processor.nextAttemptNs - nowNs)} />
      </>
    );
    rows.push({ label: 'next attempt', value });
  }
  if (processor.offlining === 'off-lining' || processor.offlining === 'gave-up') {
    const value = 'a thread is bound to it, or it is the last of its set or host: pbind -Q and psrset tell';
    rows.push({ label: 'Device busy', value });
  }
  return rows;
}

function indictmentRows({ indictment }: ProcessorDetail): DataRow[] {
  if (indictment === null) return [];
  const value = (
    <>
      sent at <Time atNs={indictment.atNs} /> for{' '}
      {indictment.type === 3 ? 'an uncorrectable error' : 'corrected errors'}
      {indictment.uncertain && ', as uncertain'}
    </>
  );
  return [{ label: 'indictment', value }];
}
