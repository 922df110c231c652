import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import logo from '../../resources/icons/redline.svg?url';
import type { OnCall, PagerView, RunSummary } from '../../shared/model/views.ts';
import { useConnection, usePace, useRunStatus } from '../live/actions.ts';
import { Button } from '../ui/Button.tsx';
import { openPalette } from '../ui/Palette.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { formatClock, formatDay, formatUtc, useScenarioClock } from '../ui/scenario-clock.ts';
import { Tag } from '../ui/Tag.tsx';
import { paceChoices, valueOfPace } from './paces.ts';
import { SettingsMenu } from './SettingsMenu.tsx';
import styles from './TopBar.module.css';
import { UrgentPage } from './UrgentPage.tsx';
import { mostUrgent } from './urgency.ts';

interface TopBarProps {
  readonly run: RunSummary | null;
  readonly pager: PagerView | null;
}

const commandKey = navigator.platform.startsWith('Mac') ? '⌘ K' : 'Ctrl K';

/** The drill's clock and pace, what is most urgent, who is on call. */
export function TopBar({ run, pager }: TopBarProps): ReactNode {
  const status = useRunStatus();
  const atNs = status?.atNs ?? run?.atNs ?? 0;
  const running = run?.state === 'running';
  const lost = useConnection().kind === 'reconnecting';
  const urgent = running && pager !== null ? mostUrgent(pager.incidents) : null;
  return (
    <header className={styles.bar} data-urgent={urgent !== null || undefined}>
      <div className={styles.brand}>
        <img src={logo} alt="" width="20" height="20" />
        <span className={styles.brandName}>Redline</span>
      </div>
      {run !== null && <RunHead run={run} atNs={atNs} pace={status?.pace ?? run.pace} />}
      <div className={styles.room}>
        {run === null ? (
          <span className={styles.quiet}>
            No drill is running. <Link to="/drills">Start one</Link>
          </span>
        ) : (
          <div className={styles.title} title={`${run.title}, ${run.run}, seed ${run.seed}`}>
            {run.title}
          </div>
        )}
      </div>
      {running && urgent === null && <span className={styles.quiet}>{lost ? 'Pages not known' : 'No page waits'}</span>}
      {running && urgent !== null && <UrgentPage urgent={urgent} people={run.people} atNs={atNs} />}
      {running && pager?.onCall != null && <OnCallNow onCall={pager.onCall} />}
      <Button size="small" onClick={openPalette} hint={commandKey}>
        Find
      </Button>
      <SettingsMenu />
    </header>
  );
}

interface RunHeadProps {
  readonly run: RunSummary;
  readonly atNs: number;
  readonly pace: RunSummary['pace'];
}

function RunHead({ run, atNs, pace }: RunHeadProps): ReactNode {
  const clock = useScenarioClock();
  const setPace = usePace(run.run);
  const day = formatDay(clock, atNs);
  return (
    <>
      <time className={styles.clock} title={`${day}, ${clock.zone} · ${formatUtc(clock, atNs)}`}>
        <span className={styles.time}>{formatClock(clock, atNs)}</span>
        <span className={styles.day}>{day}</span>
      </time>
      {run.state === 'running' ? (
        <SegmentedControl
          label="Pace"
          value={valueOfPace(pace)}
          segments={paceChoices.map(({ value, label, title, key }) => ({ value, label, title: `${title} (${key})` }))}
          onChange={(value) => {
            const choice = paceChoices.find((other) => other.value === value);
            if (choice !== undefined) setPace(choice.pace);
          }}
        />
      ) : (
        <Tag title={run.reason ?? ''}>{run.state}</Tag>
      )}
      <span className={styles.drill}>DRILL</span>
    </>
  );
}

function OnCallNow({ onCall }: { readonly onCall: OnCall }): ReactNode {
  const clock = useScenarioClock();
  const until = `${formatDay(clock, onCall.untilNs).slice(0, 3)} ${formatClock(clock, onCall.untilNs).slice(0, 5)}`;
  return (
    <span className={styles.onCall} title={`Why: ${onCall.why}. Then ${onCall.nextName}.`}>
      on call <b>{onCall.name}</b>
      <span className={styles.shift}> until {until}</span>
    </span>
  );
}
