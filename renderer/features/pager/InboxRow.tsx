import { type ReactNode, useEffect, useRef } from 'react';
import type { IncidentSummary } from '../../../shared/model/views.ts';
import { wholeSecondsNs } from '../../ui/clock-words.ts';
import { Duration } from '../../ui/Duration.tsx';
import { Severity } from '../../ui/Severity.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Time } from '../../ui/Time.tsx';
import styles from './PagerScreen.module.css';

/** The people of the run by name; `other` is the one to whom a page of somebody's escalates. */
export interface Names {
  readonly of: (person: string | null) => string;
  readonly other: (person: string | null) => string;
}

interface InboxRowProps {
  readonly incident: IncidentSummary;
  readonly nowNs: number;
  readonly selected: boolean;
  /** Where it stands in the list: others may come in above it. */
  readonly place: number;
  readonly names: Names;
  /** The run is over: nobody waits any longer. */
  readonly over: boolean;
  readonly onSelect: () => void;
  /** What can be done, shown on the selected row. */
  readonly actions: ReactNode;
}

/** One page of the inbox: what it is about, how long it has waited, what happens next. */
export function InboxRow(props: InboxRowProps): ReactNode {
  const { incident, selected, place, onSelect } = props;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // Keys act on the selected row, so it is brought back into sight when others push it away.
    if (selected && place >= 0) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected, place]);
  return (
    <li
      ref={row}
      className={styles.row}
      aria-current={selected}
      data-open={incident.state === 'open' ? incident.severity : undefined}
      data-incident={incident.incident}
    >
      <div className={styles.shape}>
        <Severity severity={incident.severity} shapeOnly />
      </div>
      <div>
        <button type="button" className={styles.title} onClick={onSelect}>
          {incident.title}
        </button>
        <div className={styles.sub}>
          <span data-severity={incident.severity}>{incident.severity}</span>
          <span className={styles.mono}>{incident.incident}</span>
          <StateTags incident={incident} names={props.names} over={props.over} />
        </div>
      </div>
      <div className={styles.clock}>
        {props.over && incident.state !== 'resolved' ? <NotResolved /> : <Waiting {...props} />}
      </div>
      {selected && <div className={styles.actions}>{props.actions}</div>}
    </li>
  );
}

function StateTags({ incident, names, over }: Pick<InboxRowProps, 'incident' | 'names' | 'over'>): ReactNode {
  const { state } = incident;
  return (
    <>
      {state === 'open' &&
        (over ? <Tag tone="high">never acknowledged</Tag> : <span>waits for {names.of(incident.paged)}</span>)}
      {state === 'acknowledged' && <Tag tone="info">acknowledged by {names.of(incident.acknowledgedBy)}</Tag>}
      {state === 'resolved' && <Tag tone="good">resolved by {names.of(incident.resolvedBy)}</Tag>}
      {incident.calm !== null && state !== 'resolved' && (
        <Tag tone="good" title={incident.calm}>
          cause gone
        </Tag>
      )}
      {incident.silenced && <Tag>silenced</Tag>}
    </>
  );
}

const NotResolved = (): ReactNode => <div className={styles.next}>not resolved</div>;

type WaitingProps = Pick<InboxRowProps, 'incident' | 'nowNs' | 'names'>;

function Waiting({ incident, nowNs, names }: WaitingProps): ReactNode {
  if (incident.state === 'resolved') {
    return (
      <div className={styles.next}>
        resolved {incident.resolvedAtNs !== null && <Time atNs={incident.resolvedAtNs} />}
      </div>
    );
  }
  const open = incident.state === 'open';
  const sinceNs = (open ? incident.pagedAtNs : incident.acknowledgedAtNs) ?? incident.openedAtNs;
  return (
    <>
      <div className={styles.waiting} data-severity={open ? incident.severity : undefined}>
        <Duration ns={wholeSecondsNs(nowNs - sinceNs)} />
      </div>
      {!open && <div className={styles.next}>in hand</div>}
      {open && <Escalation incident={incident} nowNs={nowNs} names={names} />}
    </>
  );
}

function Escalation({ incident, nowNs, names }: WaitingProps): ReactNode {
  if (incident.exhausted) return <div className={styles.nobody}>nobody is left to page</div>;
  if (incident.escalatesAtNs === null) return null;
  return (
    <div className={styles.next}>
      goes to {names.other(incident.paged)} in <Duration ns={wholeSecondsNs(incident.escalatesAtNs - nowNs)} />
    </div>
  );
}
