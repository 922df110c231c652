import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { countOf } from '../../shared/lib/format.ts';
import type { RunSummary } from '../../shared/model/views.ts';
import { useCommand } from '../live/actions.ts';
import { closeAnnouncements, closeAnnouncementsOf } from '../live/announce.ts';
import type { ArrivedPage } from '../live/arrived-page.ts';
import { Button } from '../ui/Button.tsx';
import { Severity } from '../ui/Severity.tsx';
import { Toolbar } from '../ui/Toolbar.tsx';
import styles from './Banners.module.css';
import { nameOf } from './people.ts';

interface PageBannerProps {
  readonly run: RunSummary | null;
  readonly page: ArrivedPage;
  readonly mine: boolean;
  /** How many others have arrived beside it. */
  readonly more: number;
}

/** The page that has just arrived, with what one does first. */
export function PageBanner({ run, page, mine, more }: PageBannerProps): ReactNode {
  const { severity, title, incident, person } = page;
  const whose = mine ? 'Page for you' : `Page for ${nameOf(run?.people ?? [], person)}`;
  return (
    <div className={`${styles.banner} ${styles.page} ${styles[severity]}`} key={incident}>
      <Severity severity={severity} />
      <span className={styles.words}>
        <b>{whose}:</b> {title}
        {more > 0 && (
          <>
            {' '}
            <Link className={styles.more ?? ''} to="/pager">
              and {countOf(more, 'more page')}
            </Link>
          </>
        )}
      </span>
      <Toolbar label="Page">
        {incident !== null && <IncidentActions run={run} incident={incident} />}
        <Button size="small" kind="plain" onClick={closeAnnouncements}>
          {more > 0 ? 'Put all away' : 'Put away'}
        </Button>
      </Toolbar>
    </div>
  );
}

function IncidentActions({ run, incident }: { readonly run: RunSummary | null; readonly incident: string }): ReactNode {
  const navigate = useNavigate();
  const { send } = useCommand(run?.run ?? null);
  const open = (): void => {
    void navigate({ to: '/incidents/$incident', params: { incident } });
    closeAnnouncementsOf(incident);
  };
  return (
    <>
      <Button kind="primary" size="small" onClick={() => void send({ kind: 'incident.acknowledge', incident })}>
        Acknowledge
      </Button>
      <Button size="small" onClick={open}>
        Open {incident}
      </Button>
    </>
  );
}
