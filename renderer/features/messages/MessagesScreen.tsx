import { Link } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { countOf, groupDigits } from '../../../shared/lib/format.ts';
import type { MessagePage, RunSummary } from '../../../shared/model/views.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useCurrentRun, useFleet } from '../../live/queries.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ScreenHead } from '../../ui/ScreenHead.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { DecodedPanel } from './DecodedPanel.tsx';
import { LogView } from './LogView.tsx';
import type { LineBook } from './line-book.ts';
import styles from './MessagesScreen.module.css';
import { useLog } from './use-log.ts';
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
  const [search, setSearch] = useState('');
  const [host, setHost] = useState<string | null>(null);
  const [heldAt, setHeldAt] = useState<number | null>(null);
  const [selected, setSelected] = useState<number | null>(null);
  const searchField = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const filter = { search: useSettled(search, typingRestMs), host };
  const { book, live, problem, retry } = useLog(run.run, filter);
  const follow = (following: boolean): void => setHeldAt(following ? null : book.count);
  const select = (rank: number): void => {
    setSelected(Math.max(0, Math.min(book.count - 1, rank)));
    if (heldAt === null) setHeldAt(book.count);
  };
  const refilter = (change: () => void): void => {
    change();
    setSelected(null);
    setHeldAt(null);
  };
  const close = (): void => setSelected(null);
  const move = (step: number): void => select(selected === null ? book.count - 1 : selected + step);
  useKeys('Messages', [
    { keys: 'f', does: 'Follow the log or hold it', run: () => follow(heldAt !== null) },
    { keys: 'Escape', does: 'Close what the line says', run: close },
    { keys: '/', does: 'Search the log', run: () => searchField.current?.focus() },
    { keys: 'j', does: 'Select the next line', run: () => move(1) },
    { keys: 'ArrowDown', does: 'Select the next line', run: () => move(1) },
    { keys: 'k', does: 'Select the line before', run: () => move(-1) },
    { keys: 'ArrowUp', does: 'Select the line before', run: () => move(-1) },
  ]);
  const onHosts = (next: string | null): void => refilter(() => setHost(next));
  const line = selected === null ? null : (book.at(selected) ?? null);
  return (
    <div className={styles.screen}>
      <ScreenHead
        title={sentenceOf(run, live, filter)}
        secondary="as Solaris writes it"
        actions={
          <div className={styles.filters}>
            <div className={styles.search}>
              <TextField
                label="Search the log"
                labelHidden
                placeholder="Search, for example AFSR or CPU64  ( / )"
                value={search}
                maxLength={200}
                mono
                inputRef={searchField}
                onChange={(text) => refilter(() => setSearch(text))}
                onKeyDown={(event) => {
                  if (event.key === 'Escape') searchField.current?.blur();
                }}
              />
            </div>
            <HostSelect run={run.run} host={host} onChange={onHosts} />
            <Button hint="F" onClick={() => follow(heldAt !== null)}>
              {heldAt === null ? 'Hold' : 'Follow'}
            </Button>
          </div>
        }
      />
      <div className={styles.columns} data-decoded={line === null ? undefined : true}>
        <Panel
          title={heldAt === null ? 'Following' : 'Held'}
          secondary={`${heldAt === null ? 'new lines appear at the end' : 'scroll to the end or press F to follow again'}; select a line to read what it says`}
          padded={false}
        >
          {problem !== null && <ErrorState problem={problem} onRetry={retry} />}
          {problem === null && live?.matching === 0 && <NoLines total={live.total} search={filter.search} />}
          {problem === null && live !== undefined && live.matching > 0 && (
            <LogView
              book={book}
              search={filter.search}
              following={heldAt === null}
              newer={heldAt === null ? 0 : book.count - heldAt}
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

/** The lines of the message of which the line at `rank` is part, as far as they are shown. */
function messageAround(book: LineBook, rank: number): string {
  const number = book.at(rank)?.number;
  const around = Array.from({ length: 9 }, (_, index) => book.at(rank - 4 + index));
  return around.flatMap((line) => (line !== undefined && line.number === number ? [line.text] : [])).join('\n');
}

function sentenceOf(run: RunSummary, live: MessagePage | undefined, filter: { search: string; host: string | null }) {
  if (live === undefined) return 'Messages';
  if (live.total === 0) return 'No host has logged anything yet';
  const where = filter.host === null ? '' : ` of ${filter.host}`;
  if (filter.search !== '') return `${groupDigits(live.matching)} of ${countOf(live.total, 'line')}${where} match`;
  const ended = run.state === 'running' ? ' so far' : '';
  return `${countOf(live.matching, 'line')}${where} logged${ended}`;
}

interface HostSelectProps {
  readonly run: string;
  readonly host: string | null;
  readonly onChange: (host: string | null) => void;
}

function HostSelect({ run, host, onChange }: HostSelectProps): ReactNode {
  const hosts = useFleet(run).data?.hosts ?? [];
  if (hosts.length < 2) return null;
  return (
    <Select
      label="Host"
      labelHidden
      value={host ?? ''}
      options={[
        { value: '', label: `All ${hosts.length} hosts` },
        ...hosts.map((each) => ({ value: each.host, label: each.host })),
      ]}
      onChange={(value) => onChange(value === '' ? null : value)}
    />
  );
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
