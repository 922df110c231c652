import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { DecodedMessage, MessageLine } from '../../../shared/model/views.ts';
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
  /** All lines of the message that the line is part of, oldest first. */
  readonly message: readonly MessageLine[];
  readonly onClose: () => void;
}

/** What the message of the selected line says, field by field, in words. */
export function DecodedPanel({ run, line, message, onClose }: DecodedPanelProps): ReactNode {
  const text = message.map((each) => each.text).join('\n');
  return (
    <Panel
      title={message.length > 1 ? `What the message says, in ${message.length} lines` : 'What the line says'}
      actions={
        <Button size="small" kind="plain" hint="Esc" onClick={onClose}>
          Close
        </Button>
      }
    >
      <Decoded line={line} message={message}>
        <CausedBy run={run} host={line.host} message={text} />
      </Decoded>
    </Panel>
  );
}

interface DecodedProps {
  readonly line: MessageLine;
  readonly message: readonly MessageLine[];
  readonly children: ReactNode;
}

function Decoded({ line, message, children }: DecodedProps): ReactNode {
  const { client } = useLive();
  const clock = useScenarioClock();
  const text = message.map((each) => `${syslogTime(clock, each.at)} ${each.host} ${each.text}`).join('\n');
  const { data, error, refetch } = useQuery({
    queryKey: ['decoded', text],
    queryFn: () => client.messages.decode({ text: text.slice(0, longestText) }),
  });
  if (error !== null) return <ErrorState problem={error} onRetry={() => void refetch()} />;
  return (
    <>
      <p className={styles.summary}>{data?.summary ?? ' '}</p>
      {children}
      {message.map((each, index) => (
        <section key={each.line} aria-label={`Line ${each.line}`} data-chosen={each.line === line.line || undefined}>
          <p className={styles.raw}>{each.text.trim() === '' ? '(an empty line)' : each.text}</p>
          <Fields fields={(data?.fields ?? []).filter((field) => field.line === index && !isHead(field))} />
        </section>
      ))}
      <Fields fields={(data?.fields ?? []).filter((field) => field.line === 0 && isHead(field))} />
    </>
  );
}

/** What can be decoded at once, in characters. */
const longestText = 4000;

/** What every message has, whatever it says: it is told last. */
const headNames: ReadonlySet<string> = new Set(['Time', 'Host', 'Logged by', 'Message id', 'Level']);
const isHead = ({ name }: DecodedMessage['fields'][number]): boolean => headNames.has(name);

function Fields({ fields }: { readonly fields: DecodedMessage['fields'] }): ReactNode {
  return (
    <ul className={styles.fields}>
      {fields.map((field, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line can have two fields of one name and value
        <li key={`${index} ${field.name}`} className={styles.field}>
          <div className={styles.fieldHead}>
            <span className={styles.fieldName}>{field.name}</span>
            <span className={styles.fieldValue}>{field.value}</span>
          </div>
          <div className={styles.meaning}>{field.meaning}</div>
        </li>
      ))}
    </ul>
  );
}
