import { type RefObject, useMemo, useRef, useState } from 'react';
import { answerHelp } from '../../../shared/command/help.ts';
import type { HostKnowledge } from '../../../shared/command/host-knowledge.ts';
import type { HostView } from '../../../shared/model/views.ts';
import { useCommand } from '../../live/actions.ts';
import { useStore } from '../../live/store.ts';
import { knowledgeOf } from './knowledge.ts';
import { answerLocally, localAnswers, placeOf } from './local-answers.ts';
import { type HistoryLine, historyOf } from './prompt-history.ts';
import { type Row, rowsOf } from './rows.ts';
import type { ConsoleLog } from './use-console-log.ts';
import { type LineRunner, useLineRunner } from './use-line-runner.ts';

/** A line on its way: `accepted` is null until it cannot be lost any more. */
export interface WaitingLine {
  readonly line: string;
  readonly accepted: number | null;
}

export interface TerminalState {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  /** The line that is being written. */
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Puts a line into the prompt and goes there. */
  readonly write: (line: string) => void;
  readonly scrollRef: RefObject<HTMLDivElement | null>;
  /** Goes from the prompt to the scrollback, where the keys of the screen hold. */
  readonly leave: () => void;
  /** Runs a line, or answers it here where it asks for help. */
  readonly enter: (line: string) => void;
  readonly runner: LineRunner;
  readonly waiting: readonly WaitingLine[];
  readonly rows: readonly Row[];
  readonly history: readonly HistoryLine[];
  readonly knowledge: HostKnowledge;
}

/** What a terminal holds besides what was on the console. */
export function useTerminal(run: string, host: HostView, log: ConsoleLog, begun: string): TerminalState {
  const [text, setText] = useState(begun);
  const inputRef = useRef<HTMLInputElement>(null);
  const scrollRef = useRef<HTMLDivElement>(null);
  const { entries, history, number, state } = log;
  const place = placeOf(run, host.host);
  const answers = useStore(localAnswers).get(place);
  const knowledge = useMemo(() => knowledgeOf(host, entries ?? []), [host, entries]);
  const rows = useMemo(() => rowsOf(entries ?? [], answers ?? []), [entries, answers]);
  const lines = useMemo(() => historyOf(history), [history]);
  const { pending } = useCommand(run);
  const runner = useLineRunner(run, host.host, (line) => setText((now) => (now === '' ? line : now)));
  const write = (line: string): void => {
    setText(line);
    inputRef.current?.focus();
  };
  const leave = (): void => scrollRef.current?.focus();
  const enter = (line: string): void => {
    const help = state.prompt === 'firmware' ? null : answerHelp(line, knowledge.release);
    if (help === null) runner.run([line]);
    else answerLocally(place, { after: number, line, output: help.output });
  };
  const waiting = pending.flatMap(({ command, number: accepted }) =>
    command.kind === 'console.run' && command.host === host.host ? [{ line: command.line, accepted }] : [],
  );
  return { inputRef, scrollRef, text, setText, write, leave, enter, runner, waiting, rows, history: lines, knowledge };
}
