import type { ReactNode } from 'react';
import { describeEvent } from '../../../shared/lib/describe-event.ts';
import type { AudienceEvent } from '../../../shared/model/events.ts';
import type { Cause, RunSummary } from '../../../shared/model/views.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Time } from '../../ui/Time.tsx';
import { toneOf } from './event-tones.ts';
import styles from './IncidentScreen.module.css';

interface WhyPanelProps {
  /** Undefined before they are read. */
  readonly causes: readonly Cause[] | undefined;
  readonly truncated: boolean;
  readonly problem: unknown;
  readonly onRetry: () => void;
  readonly people: RunSummary['people'];
}

/** The chain of causes from the newest page back to the first error. */
export function WhyPanel({ causes = [], truncated, problem, onRetry, people }: WhyPanelProps): ReactNode {
  const visible = causes
    .flatMap((cause) => (cause.visible ? [cause.event] : []))
    .sort((one, other) => other.number - one.number);
  // How many are hidden would tell what was injected.
  const hidden = causes.some((cause) => !cause.visible);
  return (
    <Panel title="Why?" secondary="back from the newest page">
      {problem !== null && <ErrorState problem={problem} onRetry={onRetry} />}
      <ol>
        {visible.map((event) => (
          <VisibleCause key={event.number} event={event} people={people} />
        ))}
        {hidden && <HiddenCause />}
      </ol>
      {truncated && <p className={styles.causeSub}>The chain is longer than 500 causes; the furthest are left out.</p>}
    </Panel>
  );
}

interface VisibleCauseProps {
  readonly event: AudienceEvent;
  readonly people: RunSummary['people'];
}

function VisibleCause({ event, people }: VisibleCauseProps): ReactNode {
  const { text, label, actor } = describeEvent(event, people);
  return (
    <li className={styles.cause} data-tone={toneOf(event.kind)} data-kind={event.kind}>
      <div className={styles.causeText}>{text}</div>
      <div className={styles.causeSub}>
        <Time atNs={event.at} milliseconds /> {label}, {actor}
      </div>
    </li>
  );
}

function HiddenCause(): ReactNode {
  return (
    <li className={styles.cause} data-tone="hidden">
      <div className={styles.causeText}>Hidden until the debrief</div>
      <div className={styles.causeSub}>truth, the fault that started it</div>
    </li>
  );
}
