import { type ReactNode, useRef, useState } from 'react';
import { dayNs } from '../../../shared/lib/time.ts';
import type { MessagePage } from '../../../shared/model/views.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useLive } from '../../live/context.ts';
import { lastMidnightNs } from '../../ui/clock-words.ts';
import { useScenarioClock } from '../../ui/scenario-clock.ts';
import { TextField } from '../../ui/TextField.tsx';
import { findLine, readGoal } from './go-to.ts';
import styles from './MessagesScreen.module.css';

interface GoToProps {
  readonly run: string;
  /** The newest lines of the whole log. */
  readonly live: MessagePage;
  readonly onGo: (rank: number) => void;
}

/** Goes to a line or to a time of day in the whole log. */
export function GoTo({ run, live, onGo }: GoToProps): ReactNode {
  const { client } = useLive();
  const clock = useScenarioClock();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  useKeys('Messages', [{ keys: ':', does: 'Go to a line or a time of day', run: () => field.current?.focus() }]);
  const go = async (): Promise<void> => {
    const goal = readGoal(text);
    if (goal === null) return;
    setText('');
    field.current?.blur();
    if (goal.kind === 'line') {
      onGo(Math.min(goal.line, live.total) - 1);
      return;
    }
    const [hours = 0, minutes = 0, seconds = 0] = goal.clock.split(':').map(Number);
    const newestNs = live.lines.at(-1)?.at ?? live.atNs;
    const todayNs = lastMidnightNs(clock, newestNs) + ((hours * 60 + minutes) * 60 + seconds) * 1e9;
    // The last time that it was that time of day.
    const atNs = todayNs > newestNs ? todayNs - dayNs : todayNs;
    const lineAt = async (line: number) =>
      (await client.messages.read({ run, search: '', host: null, before: line + 1, limit: 1 })).lines[0];
    onGo((await findLine(live.total, atNs, lineAt)) - 1);
  };
  const isWrong = text.trim() !== '' && readGoal(text) === null;
  return (
    <div className={styles.goTo}>
      <TextField
        label="Go to a line or a time"
        labelHidden
        placeholder="Line or 11:37 (:)"
        value={text}
        maxLength={20}
        mono
        inputRef={field}
        problem={isWrong ? 'A line such as 1200, or a time such as 11:37:05' : null}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key === 'Escape') field.current?.blur();
          if (event.key === 'Enter') void go();
        }}
      />
    </div>
  );
}
