import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { countOf, groupDigits } from '../../../shared/lib/format.ts';
import type { MessagePage, RunSummary } from '../../../shared/model/views.ts';
import type { MessageFilter } from '../../live/keys.ts';
import { useCurrentRun } from '../../live/queries.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ScreenHead } from '../../ui/ScreenHead.tsx';
import { DecodedPanel } from './DecodedPanel.tsx';
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
  if (run === null) return <NoRun />;
  return <Messages key={run.run} run={run} />;
}

function NoRun(): ReactNode {
  return (
    <div className={styles.screen}>
      <ScreenHead title="No host is logging: no drill is running" />
      <EmptyState title="Start a drill" actions={<Link to="/drills">Open Drills</Link>}>
        Its hosts write their messages here, line by line, as Solaris does.
      </EmptyState>
    </div>
  );
}

function Messages({ run }: { readonly run: RunSummary }): ReactNode {
  const [wanted, setWanted] = useState<MessageFilter>({ search: '', host: null });
  const filter = { ...wanted, search: useSettled(wanted.search, typingRestMs) };
  const { book, live, problem, retry } = useLog(run.run, filter);
  const { following, newer, selected, follow, select, close, restart } = useReading(book);
  const refilter = (next: MessageFilter): void => {
    setWanted(next);
    restart();
  };
  const line = selected === null ? null : (book.at(selected) ?? null);
  return (
    <div className={styles.screen}>
      <ScreenHead
        title={sentenceOf(run, live, filter)}
        secondary="as Solaris writes it"
        actions={
          <div className={styles.filters}>
            <LogFilters run={run.run} filter={wanted} onChange={refilter} />
            <Button hint="F" onClick={() => follow(!following)}>
              {following ? 'Hold' : 'Follow'}
            </Button>
          </div>
        }
      />
      <div className={styles.columns} data-decoded={line === null ? undefined : true}>
        <Panel title={following ? 'Following' : 'Held'} secondary={following ? followWords : holdWords} padded={false}>
          {problem !== null && <ErrorState problem={problem} onRetry={retry} />}
          {problem === null && live?.matching === 0 && <NoLines total={live.total} search={filter.search} />}
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

const followWords = 'new lines appear at the end; select a line to read what it says';
const holdWords = 'scroll to the end or press F to follow again';

/** The lines of the message of which the line at `rank` is part, as far as they are shown. */
function messageAround(book: LineBook, rank: number): string {
  const number = book.at(rank)?.number;
  const around = Array.from({ length: 9 }, (_, index) => book.at(rank - 4 + index));
  return around.flatMap((line) => (line !== undefined && line.number === number ? [line.text] : [])).join('\n');
}

function sentenceOf(run: RunSummary, live: MessagePage | undefined, filter: MessageFilter): string {
  if (live === undefined) return 'Messages';
  if (live.total === 0) return 'No host has logged anything yet';
  const where = filter.host === null ? '' : ` of ${filter.host}`;
  if (filter.search !== '') return `${groupDigits(live.matching)} of ${countOf(live.total, 'line')}${where} match`;
  const ended = run.state === 'running' ? ' so far' : '';
  return `${countOf(live.matching, 'line')}${where} logged${ended}`;
}

function NoLines({ total, search }: { readonly total: number; readonly search: string }): ReactNode {
  if (total === 0) {
    return (
      <EmptyState title="The log is quiet">
        Lines appear here when a host has something to say. At pace 60x the first errors come sooner.
      </EmptyState>
    );
  }
  return (
    <EmptyState title={`No line has “${search}” in it`}>
      {countOf(total, 'line')} searched. Capitals do not matter; every character stands for itself.
    </EmptyState>
  );
}
