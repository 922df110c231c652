import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RunSummary } from '../../../shared/model/views.ts';
import { NoRun } from '../../app/NoRun.tsx';
import { useCurrentRun, useFleet, useScheduler } from '../../live/queries.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { ScreenHead } from '../../ui/ScreenHead.tsx';
import { HostQueues } from './HostQueues.tsx';

/** Who waits for a processor, and why? */
export function Screen(): ReactNode {
  const run = useCurrentRun();
  if (run === null) {
    return (
      <NoRun title="Nobody waits for a processor: no drill is running">
        The tasks of a host, who runs where, who waits and why, are shown here as they change.
      </NoRun>
    );
  }
  return <Scheduler key={run.run} run={run} />;
}

function Scheduler({ run }: { readonly run: RunSummary }): ReactNode {
  const fleet = useFleet(run.run);
  const { host: wanted } = useSearch({ from: '/scheduler' });
  const navigate = useNavigate();
  const hosts = fleet.data?.hosts ?? [];
  const host = hosts.find((each) => each.host === wanted) ?? hosts[0] ?? null;
  const look = useScheduler(run.run, host?.host ?? null, run.state === 'running');
  const problem = fleet.error ?? look.error;
  if (problem !== null && look.data === undefined) {
    return (
      <>
        <ScreenHead title="The run queues cannot be seen" />
        <ErrorState problem={problem} onRetry={() => void look.refetch()} />
      </>
    );
  }
  if (look.data === undefined || host === null) return <ScreenHead title="Scheduler" secondary="reading…" />;
  const choose = (chosen: string): void => void navigate({ to: '/scheduler', search: { host: chosen } });
  return <HostQueues key={host.host} run={run} look={look.data} host={host} hosts={hosts} onHost={choose} />;
}
