import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { SchedulerLook } from '../../shared/contract/scheduler.ts';
import type { ConsoleView } from '../../shared/model/console-view.ts';
import type { MemoryDetail, ProcessorDetail } from '../../shared/model/fleet-views.ts';
import type { SystemFileView } from '../../shared/model/system-file-views.ts';
import type {
  Cause,
  DrillSummary,
  FleetView,
  IncidentView,
  MessagePage,
  PagerView,
  RunSummary,
  Session,
} from '../../shared/model/views.ts';
import { chosenRun, pickRun } from './chosen-run.ts';
import { useLive } from './context.ts';
import { keys, type MessageFilter } from './keys.ts';
import { useStore } from './store.ts';

/** How often the list of runs is read again: other windows start and end runs too. */
const runsPollMs = 5_000;
const messagePageSize = 500;

/** Who I am, in which role, in which shell. */
export function useSession(): UseQueryResult<Session> {
  const { client } = useLive();
  return useQuery({ queryKey: keys.session, queryFn: () => client.session.read() });
}

/** Every run of the station, newest first. */
export function useRuns(): UseQueryResult<RunSummary[]> {
  const { client } = useLive();
  return useQuery({ queryKey: keys.runs, queryFn: () => client.runs.list(), refetchInterval: runsPollMs });
}

/** The run that this window looks at, null while there is none. */
export function useCurrentRun(): RunSummary | null {
  const runs = useRuns().data;
  const chosen = useStore(chosenRun);
  return runs === undefined ? null : pickRun(runs, chosen);
}

/** Every drill that can be started. */
export function useDrills(): UseQueryResult<DrillSummary[]> {
  const { client } = useLive();
  return useQuery({ queryKey: keys.drills, queryFn: () => client.drills.list() });
}

/** Every incident of the run and who is on call. */
export function usePager(run: string | null): UseQueryResult<PagerView> {
  const { client } = useLive();
  return useQuery({
    queryKey: keys.pager(run ?? ''),
    queryFn: () => client.incidents.pager({ run: run ?? '' }),
    enabled: run !== null,
  });
}

/** One incident with its timeline. */
export function useIncident(run: string | null, incident: string): UseQueryResult<IncidentView> {
  const { client } = useLive();
  return useQuery({
    queryKey: keys.incident(run ?? '', incident),
    queryFn: () => client.incidents.read({ run: run ?? '', incident }),
    enabled: run !== null,
  });
}

/** The chain of causes of an incident's newest page, nearest first. */
export function useWhy(
  run: string | null,
  incident: string | null,
): UseQueryResult<{ causes: Cause[]; truncated: boolean }> {
  const { client } = useLive();
  return useQuery({
    queryKey: keys.why(run ?? '', incident ?? ''),
    queryFn: () => client.incidents.why({ run: run ?? '', incident: incident ?? '' }),
    enabled: run !== null && incident !== null,
  });
}

/** Hosts, boards and processors with their state. */
export function useFleet(run: string | null): UseQueryResult<FleetView> {
  const { client } = useLive();
  return useQuery({
    queryKey: keys.fleet(run ?? ''),
    queryFn: () => client.fleet.read({ run: run ?? '' }),
    enabled: run !== null,
  });
}

/** A host's `/etc/system` with its versions. */
export function useSystemFile(run: string, host: string | null): UseQueryResult<SystemFileView> {
  const { client } = useLive();
  return useQuery({
    queryKey: keys.systemFile(run, host ?? ''),
    queryFn: () => client.tunables.read({ run, host: host ?? '' }),
    enabled: host !== null,
  });
}

/** The text of one version, which never changes; nothing is read while it is null. */
export function useSystemFileText(run: string, host: string, version: number | null): UseQueryResult<string> {
  const { client } = useLive();
  return useQuery({
    queryKey: keys.systemFileText(run, host, version ?? 0),
    queryFn: async () => (await client.tunables.version({ run, host, version: version ?? 0 })).text,
    enabled: version !== null,
  });
}

/** The newest part of what was on a host's console, growing as things happen there. */
export function useConsole(run: string, host: string): UseQueryResult<ConsoleView> {
  const { client } = useLive();
  return useQuery({
    queryKey: keys.console(run, host),
    queryFn: () => client.hosts.console({ run, host }),
    structuralSharing: false,
  });
}

/** How often the screen looks at run queues: a look costs the simulation something. */
const schedulerPollMs = 1_000;

/** The run queues of a host, looked at once a second while the window is in sight and the run goes on. */
export function useScheduler(run: string, host: string | null, live: boolean): UseQueryResult<SchedulerLook> {
  const { client } = useLive();
  return useQuery({
    queryKey: keys.scheduler(run, host ?? ''),
    queryFn: () => client.scheduler.look({ run, host: host ?? '' }),
    enabled: host !== null,
    staleTime: 0,
    refetchInterval: live ? schedulerPollMs : false,
  });
}

/** Answers what a line printed that was typed on a host's console: the newest of those lines. */
export function useConsoleAnswer(run: string, host: string): (line: string) => Promise<string | null> {
  const { client } = useLive();
  return useCallback(
    async (line) => {
      const { entries } = await client.hosts.console({ run, host });
      const ran = entries.findLast(({ kind, data }) => kind === 'console.ran' && data.line === line);
      return ran === undefined ? null : String(ran.data.output);
    },
    [client, run, host],
  );
}

/** Everything about one processor. */
export function useProcessor(run: string, host: string, processor: number): UseQueryResult<ProcessorDetail> {
  const { client } = useLive();
  return useQuery({
    queryKey: keys.processor(run, host, processor),
    queryFn: () => client.fleet.processor({ run, host, processor }),
    placeholderData: keepPreviousData,
  });
}

/** Everything about the memory of one host. */
export function useMemory(run: string, host: string): UseQueryResult<MemoryDetail> {
  const { client } = useLive();
  return useQuery({
    queryKey: keys.memory(run, host),
    queryFn: () => client.fleet.memory({ run, host }),
    placeholderData: keepPreviousData,
  });
}

/** The run's newest messages that the filter lets through, oldest first, growing as they are logged. */
export function useMessages(run: string | null, { search, host }: MessageFilter): UseQueryResult<MessagePage> {
  const { client } = useLive();
  return useQuery({
    queryKey: keys.messagesOf(run ?? '', { search, host }),
    queryFn: () => client.messages.read({ run: run ?? '', search, host, before: null, limit: messagePageSize }),
    enabled: run !== null,
    structuralSharing: false,
  });
}

/** Follows the stream of this run for as long as the component is there; the frame of the application calls it once. */
export function useFollow(run: string | null): void {
  const live = useLive();
  useEffect(() => live.follow(run), [live, run]);
}
