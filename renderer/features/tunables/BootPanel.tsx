import type { ReactNode } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import { printed } from '../../../shared/lib/message-class.ts';
import type { Analysis } from '../../editors/system-file/analysis.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Severity } from '../../ui/Severity.tsx';
import styles from './TunablesScreen.module.css';

interface BootPanelProps {
  readonly host: string;
  readonly analysis: Analysis;
  readonly onGoTo: (position: number) => void;
}

/** More would be no list to read. */
const shownMessages = 100;

/** What the console would show at the next boot, in its order; a choice leads to the line. */
export function BootPanel({ host, analysis, onGoTo }: BootPanelProps): ReactNode {
  const { obstacle } = analysis;
  const { messages } = analysis.file;
  const title = obstacle === null ? 'At boot the kernel would print' : `${host} would not boot`;
  return (
    <Panel
      className={styles.boot}
      title={title}
      secondary={messages.length === 0 ? 'nothing about this file' : countOf(messages.length, 'line')}
      padded={false}
    >
      {obstacle !== null && (
        <button type="button" className={styles.bootLine} onClick={() => onGoTo(obstacle.place.from)}>
          <Severity severity="critical" shapeOnly /> {obstacle.reason}
        </button>
      )}
      {messages.slice(0, shownMessages).map(({ messageClass, text, place }, index) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: the same line may be printed twice, and has no other name
          key={index}
          type="button"
          className={`${styles.bootLine} ${styles.mono}`}
          onClick={() => onGoTo(place.from)}
        >
          {printed(messageClass, text)}
        </button>
      ))}
      {messages.length > shownMessages && (
        <p className={styles.bootMore}>and {countOf(messages.length - shownMessages, 'line')} more</p>
      )}
      {messages.length === 0 && obstacle === null && (
        <p className={styles.bootMore}>Every line is understood, and every variable is there.</p>
      )}
    </Panel>
  );
}
