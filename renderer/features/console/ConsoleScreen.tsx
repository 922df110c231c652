import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import type { HostView, RunSummary } from '../../../shared/model/views.ts';
import { NoRun } from '../../app/NoRun.tsx';
import { useCurrentRun, useFleet } from '../../live/queries.ts';
import { Store, useStore } from '../../live/store.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { ScreenHead } from '../../ui/ScreenHead.tsx';
import styles from './ConsoleScreen.module.css';
import { hostWords, sentenceOf } from './console-words.ts';
import { HostChoice } from './HostChoice.tsx';
import { Terminal } from './Terminal.tsx';
import { useConsoleLog } from './use-console-log.ts';

/** The host whose console was open last: the one to come back to. */
const lastHost = new Store<string | null>(null);

/** What does the host say when I ask it? */
export function Screen(): ReactNode {
  const run = useCurrentRun();
  const { host, line = '' } = useSearch({ from: '/console' });
  const { data: fleet, error, refetch } = useFleet(run?.run ?? null);
  const last = useStore(lastHost);
  if (run === null) {
    return (
      <NoRun title="No console: no drill is running">
        Commands such as psrinfo and psradm are typed here, as root on a host of the drill.
      </NoRun>
    );
  }
  if (error !== null) return <ErrorState problem={error} onRetry={() => void refetch()} />;
  if (fleet === undefined) return <ScreenHead title="Console" secondary="reading…" />;
  const named = (name: string | null | undefined): HostView | undefined =>
    fleet.hosts.find((other) => other.host === name);
  const chosen = named(host) ?? named(last) ?? fleet.hosts[0];
  if (chosen === undefined) return <ErrorState problem="This drill has no host." />;
  return <HostConsole key={`${run.run} ${chosen.host}`} run={run} hosts={fleet.hosts} host={chosen} begun={line} />;
}

interface HostConsoleProps {
  readonly run: RunSummary;
  readonly hosts: readonly HostView[];
  readonly host: HostView;
  /** What the prompt begins with. */
  readonly begun: string;
}

function HostConsole({ run, hosts, host, begun }: HostConsoleProps): ReactNode {
  const navigate = useNavigate();
  const log = useConsoleLog(run.run, host.host);
  useEffect(() => lastHost.set(host.host), [host.host]);
  const choose = (name: string): void => void navigate({ to: '/console', search: { host: name } });
  return (
    <div className={styles.screen}>
      <ScreenHead
        title={sentenceOf(run, host.host, log)}
        secondary={hostWords(host)}
        actions={hosts.length > 1 && <HostChoice hosts={hosts} chosen={host.host} onChoose={choose} />}
      />
      {log.problem !== null ? (
        <ErrorState problem={log.problem} onRetry={log.retry} />
      ) : (
        <Terminal run={run} host={host} log={log} begun={begun} />
      )}
    </div>
  );
}
