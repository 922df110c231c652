import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { countOf, groupDigits } from '../../../shared/lib/format.ts';
import type { MessageLine, MessagePage, RunSummary } from '../../../shared/model/views.ts';
import { NoRun } from '../../app/NoRun.tsx';
import type { MessageFilter } from '../../live/keys.ts';
import { useCurrentRun } from '../../live/queries.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ScreenHead } from '../../ui/ScreenHead.tsx';
import { DecodedPanel } from './DecodedPanel.tsx';
import { GoTo } from './GoTo.tsx';
import { LogFilters } from './LogFilters.tsx';
import { LogView } from './LogView.tsx';
import type { LineBook } from './line-book.ts';
import styles from './MessagesScreen.module.css';
import { useLog } from './use-log.ts';
import { useReading } from './use-reading.ts';
import { useSettled } from './use-settled.ts';

/** Somebody who has not typed for so long has written what to search for. */
const typingRestMs = 200;

/** What do the hosts say? */
export function Screen(): ReactNode {
  const run = useCurrentRun();
  const { host = null } = useSearch({ from: '/messages' });
  if (run === null) {
    return (
      <NoRun title="No host is logging: no drill is running">The hosts write their messages here, line by line.</NoRun>
    );
  }
  return <Messages key={`${run.run} ${host}`} run={run} host={host} />;
}

interface MessagesProps {
  readonly run: RunSummary;
  /** The host to begin with; null for all. */
  readonly host: string | null;
}

function Messages({ run, host }: MessagesProps): ReactNode {
  const [wanted, setWanted] = useState<MessageFilter>({ search: '', host });
  const filter = { ...wanted, search: useSettled(wanted.search, typingRestMs) };
  const { book, live, problem, retry } = useLog(run.run, filter);
  const { following, newer, selected, follow, select, close, restart } = useReading(book);
  const refilter = (next: MessageFilter): void => {
    setWanted(next);
    restart();
  };
  const over = run.state !== 'running';
  const line = selected === null ? null : (book.at(selected) ?? null);
  return (
    <div className={styles.screen}>
      <ScreenHead
        title={sentenceOf(run, live, filter)}
        secondary="as Solaris writes it"
        actions={
          <div className={styles.filters}>
            {live !== undefined && live.total > 0 && filter.search === '' && filter.host === null && (
              <GoTo run={run.run} live={live} onGo={select} />
            )}
            <LogFilters run={run.run} filter={wanted} onChange={refilter} />
            {!over && (
              <Button hint="F" onClick={() => follow(!following)}>
                {following ? 'Hold' : 'Follow'}
              </Button>
            )}
          </div>
        }
      />
      <div className={styles.columns} data-decoded={line === null ? undefined : true}>
        <Panel {...(over ? overWords : following ? followWords : holdWords)} padded={false}>
          {problem !== null && <ErrorState problem={problem} onRetry={retry} />}
          {problem === null && live?.matching === 0 && <NoLines live={live} filter={filter} over={over} />}
          {problem === null && live !== undefined && live.matching > 0 && (
            <LogView
              book={book}
              search={filter.search}
              following={following}
              newer={newer}
              selected={selected}
              onFollow={follow}
              onSelect={select}
            />
          )}
        </Panel>
        {line !== null && selected !== null && (
          <DecodedPanel run={run.run} line={line} message={messageAround(book, selected)} onClose={close} />
        )}
      </div>
    </div>
  );
}

const followWords = {
  title: 'Following',
  secondary: 'new lines appear at the end; select a line to read what it says',
};
const holdWords = { title: 'Held', secondary: 'scroll to the end or press F to follow again' };
const overWords = { title: 'All lines of the drill', secondary: 'select a line to read what it says' };

/** A message has hardly ever more lines than this. */
const mostLines = 20;

/** The lines of the message of which the line at `rank` is part, as far as they are shown. */
function messageAround(book: LineBook, rank: number): MessageLine[] {
  const number = book.at(rank)?.number;
  const around = Array.from({ length: 2 * mostLines + 1 }, (_, index) => book.at(rank - mostLines + index));
  return around.flatMap((line) => (line !== undefined && line.number === number ? [line] : [])).slice(0, mostLines);
}

function sentenceOf(run: RunSummary, live: MessagePage | undefined, filter: MessageFilter): string {
  if (live === undefined) return 'Messages';
  if (live.total === 0) return run.state === 'running' ? 'No host has logged anything yet' : 'No host logged anything';
  const where = filter.host === null ? '' : ` of ${filter.host}`;
  if (filter.search !== '') return `${groupDigits(live.matching)} of ${countOf(live.total, 'line')}${where} match`;
  const ended = run.state === 'running' ? ' so far' : '';
  return `${countOf(live.matching, 'line')}${where} logged${ended}`;
}

interface NoLinesProps {
  readonly live: MessagePage;
  readonly filter: MessageFilter;
  readonly over: boolean;
}

function NoLines({ live, filter, over }: NoLinesProps): ReactNode {
  const { search, host } = filter;
  if (search !== '') {
    return (
      <EmptyState title={`No line has “${search}” in it`}>
        {countOf(live.total, 'line')} searched. Capitals do not matter; every character stands for itself.
      </EmptyState>
    );
  }
  const who = host ?? 'a host';
  if (over) return <EmptyState title="The log stayed quiet">Nothing was logged before the drill ended.</EmptyState>;
  return (
    <EmptyState title="The log is quiet">
      Lines appear here when {who} has something to say. A higher pace, keys 3 and 4, brings the first errors sooner.
    </EmptyState>
  );
}
