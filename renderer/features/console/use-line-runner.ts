import { useCallback, useRef, useState } from 'react';
import { useCommand } from '../../live/actions.ts';

export interface LineRunner {
  /** Runs lines one after another, each once the one before has been answered. */
  readonly run: (lines: readonly string[]) => void;
  /** Lines that wait for those before them. */
  readonly left: number;
  /** Forgets what waits. */
  readonly stop: () => void;
}

/** Sends lines to a host's console; `onRefused` gets a line that the run did not take, when whatever waits is forgotten. */
export function useLineRunner(run: string, host: string, onRefused: (line: string) => void): LineRunner {
  const { send } = useCommand(run);
  const waiting = useRef<string[]>([]);
  const isSending = useRef(false);
  const [left, setLeft] = useState(0);
  const stop = useCallback(() => {
    waiting.current = [];
    setLeft(0);
  }, []);
  const sendAll = async (): Promise<void> => {
    isSending.current = true;
    for (let line = waiting.current.shift(); line !== undefined; line = waiting.current.shift()) {
      setLeft(waiting.current.length);
      if (await send({ kind: 'console.run', host, line })) continue;
      stop();
      onRefused(line);
    }
    isSending.current = false;
  };
  const add = (lines: readonly string[]): void => {
    waiting.current.push(...lines);
    if (isSending.current) setLeft(waiting.current.length);
    else void sendAll();
  };
  return { run: add, left, stop };
}
