import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RunSummary } from '../../shared/model/views.ts';
import { useCommand } from '../live/actions.ts';
import { type Announcement, closeAnnouncement } from '../live/announce.ts';
import { Button } from '../ui/Button.tsx';
import { Severity } from '../ui/Severity.tsx';
import { Toolbar } from '../ui/Toolbar.tsx';
import styles from './Banners.module.css';
import { nameOf } from './people.ts';

interface PageBannerProps {
  readonly run: RunSummary | null;
  readonly announcement: Announcement;
}

/** A page that has just arrived, with what one does first. */
export function PageBanner({ run, announcement }: PageBannerProps): ReactNode {
  const { id, severity, title, incident, person, mine } = announcement;
  const navigate = useNavigate();
  const { send } = useCommand(run?.run ?? null);
  const whose = mine ? 'Page for you' : `Page for ${nameOf(run?.people ?? [], person)}`;
  const open = (): void => {
    if (incident !== null) void navigate({ to: '/incidents/$incident', params: { incident } });
    closeAnnouncement(id);
  };
  return (
    <div className={`${styles.banner} ${styles.page} ${styles[severity]}`}>
      <Severity severity={severity} />
      <span className={styles.words}>
        <b>{whose}:</b> {title}
      </span>
      <Toolbar label="Page">
        {incident !== null && (
          <>
            <Button kind="primary" size="small" onClick={() => void send({ kind: 'incident.acknowledge', incident })}>
              Acknowledge
            </Button>
            <Button size="small" onClick={open}>
              Open {incident}
            </Button>
          </>
        )}
        <Button size="small" kind="plain" onClick={() => closeAnnouncement(id)}>
          Put away
        </Button>
      </Toolbar>
    </div>
  );
}
