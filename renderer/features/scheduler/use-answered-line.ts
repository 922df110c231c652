import { useState } from 'react';
import { useCommand } from '../../live/actions.ts';
import { useConsoleAnswer } from '../../live/queries.ts';

interface Answer {
  readonly line: string;
  readonly output: string;
}

export interface AnsweredLine {
  /** Types a line; nothing while one is on its way. */
  readonly type: (line: string) => void;
  /** The line that has not been answered yet. */
  readonly working: string | null;
  readonly answer: Answer | null;
}

/** Types lines on a host's console, one at a time, and keeps what the last of them answered. */
export function useAnsweredLine(run: string, host: string): AnsweredLine {
  const { send } = useCommand(run);
  const answerTo = useConsoleAnswer(run, host);
  const [working, setWorking] = useState<string | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const typeLine = async (line: string): Promise<void> => {
    setWorking(line);
    try {
      const isDone = await send({ kind: 'console.run', host, line });
      const output = isDone ? await answerTo(line) : null;
      setAnswer(output === null ? null : { line, output: output.trimEnd() });
    } finally {
      setWorking(null);
    }
  };
  const type = (line: string): void => {
    if (working === null) void typeLine(line);
  };
  return { type, working, answer };
}
