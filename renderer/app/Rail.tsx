import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { countOf } from '../../shared/lib/format.ts';
import type { PagerView, RunSummary } from '../../shared/model/views.ts';
import { useRuns } from '../live/queries.ts';
import styles from './Rail.module.css';
import { RailIcon } from './RailIcon.tsx';
import { type ScreenName, screenGroups } from './screens.ts';

interface RailProps {
  readonly run: RunSummary | null;
  readonly pager: PagerView | null;
}

interface Count {
  readonly count: number;
  readonly words: string;
  readonly urgent: boolean;
}

/** The way to every screen, with how much waits there. */
export function Rail({ run, pager }: RailProps): ReactNode {
  const running = useRuns().data?.filter((run) => run.state === 'running').length ?? 0;
  const counts = countsOf(pager, running, run?.state === 'running');
  return (
    <nav className={styles.rail} aria-label="Screens">
      {screenGroups.map((group) => (
        <div key={group.name}>
          <div className={styles.heading}>{group.name}</div>
          <ul>
            {group.screens.map(({ name, to, keys }) => (
              <li key={name}>
                <Link className={styles.link ?? ''} to={to} title={`${name} (${keys})`} aria-keyshortcuts={keys}>
                  <RailIcon name={name} className={styles.icon ?? ''} />
                  <span className={styles.name}>{name}</span>
                  <CountMark count={counts[name]} />
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function CountMark({ count }: { readonly count: Count | undefined }): ReactNode {
  if (count === undefined || count.count === 0) return null;
  return (
    <span className={count.urgent ? `${styles.count} ${styles.urgent}` : styles.count} title={count.words}>
      {count.count}
    </span>
  );
}

function countsOf(pager: PagerView | null, running: number, live: boolean): Partial<Record<ScreenName, Count>> {
  const incidents = pager?.incidents ?? [];
  const waiting = incidents.filter((incident) => live && incident.state === 'open').length;
  const open = incidents.filter((incident) => incident.state !== 'resolved').length;
  return {
    Pager: { count: waiting, words: `${countOf(waiting, 'page')} not acknowledged`, urgent: true },
    Incidents: { count: open, words: `${countOf(open, 'incident')} not resolved`, urgent: false },
    Drills: { count: running, words: `${countOf(running, 'drill')} running`, urgent: false },
  };
}
