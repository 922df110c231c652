import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RunSummary } from '../../../shared/model/views.ts';
import { NoRun } from '../../app/NoRun.tsx';
import { useCurrentRun, useFleet, useSystemFile } from '../../live/queries.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { ScreenHead } from '../../ui/ScreenHead.tsx';
import { HostFile } from './HostFile.tsx';

/** With what does the kernel run, and what will it run with after the next boot? */
export function Screen(): ReactNode {
  const run = useCurrentRun();
  if (run === null) {
    return (
      <NoRun title="No kernel to tune: no drill is running">
        The hosts of a drill read their /etc/system at boot; here it is edited, judged in the kernel's own words, saved
        and compared.
      </NoRun>
    );
  }
  return <Tunables key={run.run} run={run} />;
}

function Tunables({ run }: { readonly run: RunSummary }): ReactNode {
  const fleet = useFleet(run.run);
  const { host: wanted } = useSearch({ from: '/tunables' });
  const navigate = useNavigate();
  const hosts = fleet.data?.hosts ?? [];
  const host = hosts.find((each) => each.host === wanted) ?? hosts[0] ?? null;
  const file = useSystemFile(run.run, host?.host ?? null);
  const problem = fleet.error ?? file.error;
  if (problem !== null) return <ErrorState problem={problem} onRetry={() => void file.refetch()} />;
  if (file.data === undefined || host === null) return <ScreenHead title="Tunables" secondary="reading…" />;
  const choose = (chosen: string): void => void navigate({ to: '/tunables', search: { host: chosen } });
  return (
    <HostFile
      key={file.data.host}
      run={run}
      hosts={hosts.map((each) => each.host)}
      view={file.data}
      down={host.down}
      boards={host.boards.length}
      onHost={choose}
    />
  );
}
