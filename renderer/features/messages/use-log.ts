import { useMemo, useReducer } from 'react';
import type { MessagePage } from '../../../shared/model/views.ts';
import { useLive } from '../../live/context.ts';
import type { MessageFilter } from '../../live/keys.ts';
import { useMessages } from '../../live/queries.ts';
import { LineBook } from './line-book.ts';

export interface Log {
  readonly book: LineBook;
  /** The newest lines and the counts; undefined before the first answer. */
  readonly live: MessagePage | undefined;
  readonly problem: unknown;
  readonly retry: () => void;
}

/** The lines of a run's log that a filter lets through, live, and older ones as they are asked for. */
export function useLog(run: string, { search, host }: MessageFilter): Log {
  const { client } = useLive();
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const query = useMessages(run, { search, host });
  const book = useMemo(() => {
    const read = async (before: number, limit: number) =>
      (await client.messages.read({ run, search, host, before, limit })).lines;
    return new LineBook(read, renderAgain);
  }, [client, run, search, host]);
  if (query.data !== undefined) book.follow(query.data, search === '' && host === null);
  return {
    book,
    live: query.data,
    problem: query.error ?? book.problem,
    retry: () => void query.refetch(),
  };
}
