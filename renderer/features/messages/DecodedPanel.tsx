import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { MessageLine } from '../../../shared/model/views.ts';
import { useLive } from '../../live/context.ts';
import { Button } from '../../ui/Button.tsx';
import { syslogTime } from '../../ui/clock-words.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { useScenarioClock } from '../../ui/scenario-clock.ts';
import { CausedBy } from './CausedBy.tsx';
import styles from './MessagesScreen.module.css';

interface DecodedPanelProps {
  readonly run: string;
  readonly line: MessageLine;
  /** All lines of the message that the line is part of. */
  readonly message: string;
  readonly onClose: () => void;
}

/** What the selected line says, field by field, in words. */
export function DecodedPanel({ run, line, message, onClose }: DecodedPanelProps): ReactNode {
  return (
    <Panel
      title="What the line says"
      actions={
        <Button size="small" kind="plain" hint="Esc" onClick={onClose}>
          Close
        </Button>
      }
    >
      <Decoded line={line}>
        <CausedBy run={run} host={line.host} message={message} />
      </Decoded>
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
