import type { ReactNode } from 'react';
import type { Explanation } from '../../../shared/command/explain.ts';
import { countOf } from '../../../shared/lib/format.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { Key } from '../../ui/Key.tsx';
import styles from './ConsoleScreen.module.css';
import { typistOf } from './console-words.ts';

interface ExplainLineProps {
  readonly id: string;
  /** Why the line cannot be sent at all. */
  readonly problem: string | null;
  readonly explanation: Explanation;
  readonly isEmpty: boolean;
  readonly expects: string | null;
  /** Who typed the line of the history that is in the prompt; null where it is not from there. */
  readonly typist: string | null;
  readonly people: RunSummary['people'];
  /** Characters that a paste lost. */
  readonly dropped: number;
}

/** What the line in the prompt would do, before it runs. */
export function ExplainLine(props: ExplainLineProps): ReactNode {
  const { id, problem, explanation, isEmpty, expects, typist, people, dropped } = props;
  return (
    <div id={id} className={styles.explained}>
      {isEmpty ? <Hints /> : <Explained problem={problem} explanation={explanation} expects={expects} />}
      {typist !== null && <span className={styles.aside}>{typistOf(people, typist)} typed this.</span>}
      {dropped > 0 && (
        <span className={styles.aside}>{countOf(dropped, 'character')} that nobody can see left out of the paste.</span>
      )}
    </div>
  );
}

/** The first line of a refusal, with how many others are about other words; what usage it prints is beside it. */
function refusalWords(output: string): string {
  const lines = output.split('\n');
  const usage = lines.findIndex((line) => /^usage/i.test(line));
  const told = usage > 0 ? lines.slice(0, usage) : lines;
  return told.length > 1 && usage !== 0 ? `${told[0]} and ${countOf(told.length - 1, 'more line')}` : (told[0] ?? '');
}

function Hints(): ReactNode {
  return (
    <span className={styles.aside}>
      <Key>Tab</Key> completes, <Key>ArrowUp</Key> brings earlier lines back, <Key>Ctrl R</Key> searches them,{' '}
      <Key>Escape</Key> leaves the prompt
    </span>
  );
}

type ExplainedProps = Pick<ExplainLineProps, 'problem' | 'explanation' | 'expects'>;

function Explained({ problem, explanation: { text, refusal }, expects }: ExplainedProps): ReactNode {
  if (problem !== null) return <span className={styles.problem}>{problem}</span>;
  const next = expects === null ? '' : ` Next: ${expects}.`;
  if (refusal === null) {
    return (
      <span>
        {text}
        {next}
      </span>
    );
  }
  return (
    <>
      <span>
        {text}
        {next}
      </span>
      <span className={styles.refusal}>
        <b>▲ refused, exit {refusal.exit}</b> <code>{refusalWords(refusal.output)}</code>
      </span>
    </>
  );
}
