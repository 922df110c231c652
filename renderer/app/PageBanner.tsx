import { useLocation, useNavigate } from '@tanstack/react-router';
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
import { useKeys } from './keyboard.ts';
import { nameOf } from './people.ts';

interface PageBannerProps {
  readonly run: RunSummary | null;
  /** The page to show of those that have arrived. */
  readonly page: ArrivedPage;
  readonly me: string | null;
  /** How many have arrived for the person of `page`, it among them. */
  readonly count: number;
}

/** The pages that have arrived, folded into one line, with what one does first. */
export function PageBanner({ run, page, me, count }: PageBannerProps): ReactNode {
  const { severity, title, incident, person } = page;
  const isTest = incident === null;
  const whom = person === me ? 'you' : nameOf(run?.people ?? [], person);
  const waits = `${countOf(count, 'page')} ${count === 1 ? 'waits' : 'wait'} for ${whom}:`;
  return (
    <div className={`${styles.banner} ${styles.page} ${styles[severity]}`} key={incident}>
      <Severity severity={severity} />
      <span className={styles.words}>
        {isTest ? <b>{title}</b> : <b>{waits}</b>} {!isTest && title}
        {count > 1 && ` and ${count - 1} more`}
      </span>
      <Toolbar label="Page">
        {!isTest && count === 1 && <IncidentActions run={run} incident={incident} />}
        {count > 1 && <OpenPager />}
        <Button size="small" kind="plain" onClick={() => (isTest ? closeAnnouncementsOf(null) : closeAnnouncements())}>
          Put away
        </Button>
      </Toolbar>
    </div>
  );
}

function OpenPager(): ReactNode {
  const navigate = useNavigate();
  return (
    <Button kind="primary" size="small" onClick={() => void navigate({ to: '/pager' })}>
      Open the Pager
    </Button>
  );
}

function IncidentActions({ run, incident }: { readonly run: RunSummary | null; readonly incident: string }): ReactNode {
  const navigate = useNavigate();
  const { send } = useCommand(run?.run ?? null);
  // On another incident's screen A is that incident's key.
  const hasKey = useLocation({ select: ({ pathname }) => !pathname.startsWith('/incidents/') });
  const acknowledge = (): void => void send({ kind: 'incident.acknowledge', incident });
  useKeys('Page', hasKey ? [{ keys: 'a', does: `Acknowledge ${incident}`, run: acknowledge }] : []);
  const open = (): void => {
    void navigate({ to: '/incidents/$incident', params: { incident } });
    closeAnnouncementsOf(incident);
  };
  return (
    <>
      <Button kind="primary" size="small" hint={hasKey ? 'A' : undefined} onClick={acknowledge}>
        Acknowledge
      </Button>
      <Button size="small" onClick={open}>
        Open {incident}
      </Button>
    </>
  );
}
