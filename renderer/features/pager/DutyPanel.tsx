import type { ReactNode } from 'react';
import type { OnCall } from '../../../shared/model/views.ts';
import { DutyBar } from '../../charts/DutyBar.tsx';
import { lastMidnightNs, shortDay, shortTime } from '../../ui/clock-words.ts';
import { Panel } from '../../ui/Panel.tsx';
import { useScenarioClock } from '../../ui/scenario-clock.ts';
import styles from './PagerScreen.module.css';

interface DutyPanelProps {
  readonly onCall: OnCall;
  readonly nowNs: number;
  readonly person: string | null;
}

/** Who is on call now, until when, who is next, and why. */
export function DutyPanel({ onCall, nowNs, person }: DutyPanelProps): ReactNode {
  const clock = useScenarioClock();
  const until = `${shortDay(clock, onCall.untilNs)}, ${shortTime(clock, onCall.untilNs)}`;
  const who = onCall.person === person ? 'You are' : `${onCall.name} is`;
  return (
    <Panel
      className={styles.footer}
      title={`${who} on call until ${until}`}
      secondary={`then ${onCall.nextName}. Why: ${onCall.why}`}
    >
      <DutyBar
        nowNs={nowNs}
        untilNs={onCall.untilNs}
        name={onCall.name}
        nextName={`${onCall.nextName}, from ${until}`}
        midnightNs={lastMidnightNs(clock, nowNs)}
        nameTick={(atNs, days) => (days ? shortDay(clock, atNs) : shortTime(clock, atNs))}
      />
    </Panel>
  );
}
