import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import type { FleetView, PagerView, RunSummary } from '../../../shared/model/views.ts';
import { useConnection } from '../../live/actions.ts';
import { useFleet } from '../../live/queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import type { InboxFilter } from './inbox.ts';

interface NoPagesProps {
  readonly run: RunSummary;
  readonly view: PagerView;
  readonly filter: InboxFilter;
}

/** What stands in an empty inbox. */
export function NoPages({ run, view, filter }: NoPagesProps): ReactNode {
  if (view.incidents.length === 0) return <NobodyPaged run={run} />;
  if (filter === 'mine') return <EmptyState title="No page is for you">Team shows what others have.</EmptyState>;
  return (
    <EmptyState title="Every page is resolved">
      All shows the resolved ones{run.state === 'running' && ', which can be reopened'}.
    </EmptyState>
  );
}

function NobodyPaged({ run }: { readonly run: RunSummary }): ReactNode {
  const fleet = useFleet(run.run).data;
  const lost = useConnection().kind === 'reconnecting';
  const seen = fleet === undefined ? '' : `; ${errorWords(fleet)}`;
  if (run.state !== 'running') return <EmptyState title={`Nobody was paged${seen}`}>The drill is over.</EmptyState>;
  if (lost) {
    return (
      <EmptyState title={`Nobody had been paged${seen}`}>
        That was so when the connection was lost. Pages may have come since; they are shown as soon as the station can
        be reached again.
      </EmptyState>
    );
  }
  return (
    <EmptyState title={`Nobody has been paged${seen}`} actions={<Link to="/fleet">Look at the fleet</Link>}>
      The drill is running. A page arrives here when a processor goes off-line, or cannot be taken off-line; stay, or
      look around: every screen tells you.
    </EmptyState>
  );
}

function errorWords(fleet: FleetView): string {
  const processors = fleet.hosts.flatMap((host) => host.boards.flatMap((board) => board.processors));
  const errors = processors.reduce((sum, processor) => sum + processor.errors, 0);
  if (errors === 0) return `${countOf(processors.length, 'processor')} watched, no error so far`;
  return `${countOf(errors, 'error')} so far`;
}
