import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { MessageLine } from '../../../shared/model/views.ts';
import { useLive } from '../../live/context.ts';
import { syslogTime } from '../../ui/clock-words.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { useScenarioClock } from '../../ui/scenario-clock.ts';
import { CausedBy } from './CausedBy.tsx';
import styles from './MessagesScreen.module.css';

interface DecodedPanelProps {
  readonly run: string;
  readonly line: MessageLine | null;
  /** All lines of the message that the line is part of. */
  readonly message: string;
}

/** What the selected line says, field by field, in words. */
export function DecodedPanel({ run, line, message }: DecodedPanelProps): ReactNode {
  return (
    <Panel title="What the line says" padded={line !== null}>
      {line === null ? (
        <EmptyState title="Select a line">
          Its fields are explained here: which part failed, how badly, and what Solaris does about it.
        </EmptyState>
      ) : (
        <Decoded line={line}>
          <CausedBy run={run} host={line.host} message={message} />
        </Decoded>
      )}
    </Panel>
  );
}

function Decoded({ line, children }: { readonly line: MessageLine; readonly children: ReactNode }): ReactNode {
  const { client } = useLive();
  const clock = useScenarioClock();
  const text = `${syslogTime(clock, line.at)} ${line.host} ${line.text}`;
  const { data, error, refetch } = useQuery({
    queryKey: ['decoded', text],
    queryFn: () => client.messages.decode({ text }),
  });
  if (error !== null) return <ErrorState problem={error} onRetry={() => void refetch()} />;
  return (
    <>
      <p className={styles.summary}>{data?.summary ?? ' '}</p>
      {children}
      <p className={styles.raw}>{text}</p>
      <ul className={styles.fields}>
        {(data?.fields ?? []).map((field) => (
          <li key={`${field.name} ${field.value}`} className={styles.field}>
            <div className={styles.fieldHead}>
              <span className={styles.fieldName}>{field.name}</span>
              <span className={styles.fieldValue}>{field.value}</span>
            </div>
            <div className={styles.meaning}>{field.meaning}</div>
          </li>
        ))}
      </ul>
    </>
  );
}
