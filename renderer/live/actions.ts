import { useMutation } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import type { PolicyProgress } from '../../shared/contract/policies.ts';
import type { SchedulerLook, TraceFormat } from '../../shared/contract/scheduler.ts';
import type { ExportFormat, ExportProgress } from '../../shared/contract/timeline.ts';
import type { WhatIfProgress } from '../../shared/contract/tunables.ts';
import type { Command } from '../../shared/model/commands.ts';
import type { DrillSummary, Pace, RunSummary, Session } from '../../shared/model/views.ts';
import type { ConnectionState } from '../transport/connection.ts';
import { announce, call, notificationsAllowed } from './announce.ts';
import { testPageTitle } from './arrived-page.ts';
import { chooseRun } from './chosen-run.ts';
import type { PendingCommand } from './commands.ts';
import { useLive } from './context.ts';
import { keys } from './keys.ts';
import type { LiveStatus } from './live.ts';
import { preferences } from './preferences.ts';
import { problemText } from './problem.ts';
import { useSession } from './queries.ts';
import { useStore } from './store.ts';
import { showToast } from './toasts.ts';

export interface CommandSender {
  /** True once the simulation has done it; false when it was refused or failed, after a toast has said why. */
  readonly send: (command: Command) => Promise<boolean>;
  /** What is on its way in this run: sent (`number` null), or accepted and not done yet. */
  readonly pending: readonly PendingCommand[];
}

/** Sends commands to a run. */
export function useCommand(run: string | null): CommandSender {
  const { commands } = useLive();
  const pending = useStore(commands.pending);
  const send = useCallback(
    (command: Command) => (run === null ? Promise.resolve(false) : commands.send(run, command)),
    [commands, run],
  );
  return { send, pending: pending.filter((other) => other.run === run) };
}

/** The newest figures of the run on screen; null before its first frame. */
export function useRunStatus(): LiveStatus | null {
  return useStore(useLive().status);
}

/** Why nothing live arrives although the station can be reached; null while all is well. */
export function useStreamProblem(): string | null {
  return useStore(useLive().streamProblem);
}

export function useConnection(): ConnectionState {
  const { connection } = useLive();
  return useSyncExternalStore(connection.subscribe, () => connection.state);
}

/** Changes the list of runs at once with what the station answered. */
function useKeepRun(): (run: RunSummary) => void {
  const { queries } = useLive();
  return (run) => {
    queries.setQueryData<RunSummary[]>(keys.runs, (runs = []) => {
      const known = runs.some((other) => other.run === run.run);
      return known ? runs.map((other) => (other.run === run.run ? run : other)) : [run, ...runs];
    });
  };
}

const toastProblem = (problem: unknown): void => showToast({ kind: 'problem', text: problemText(problem) });

/** Sets the pace of a run. */
export function usePace(run: string | null): (pace: Pace) => void {
  const { client } = useLive();
  const onSuccess = useKeepRun();
  const { mutate } = useMutation({
    mutationFn: (pace: Pace) =>
      client.runs.pace({ run: run ?? '', pace, dropWhenPaged: preferences.get().slowWhenPaged }),
    onSuccess,
    onError: toastProblem,
  });
  return (pace) => {
    if (run !== null) mutate(pace);
  };
}

export interface StartDrill {
  readonly drill: string;
  readonly seed: number | null;
  readonly pace: Pace;
}

/** Starts a drill and looks at its run. */
export function useStartDrill(): { start: (drill: StartDrill) => Promise<RunSummary | null>; starting: boolean } {
  const { client } = useLive();
  const keep = useKeepRun();
  const { mutateAsync, isPending } = useMutation({
    mutationFn: ({ drill, seed, pace }: StartDrill) =>
      client.runs.start({
        drill,
        pace,
        dropWhenPaged: preferences.get().slowWhenPaged,
        ...(seed === null ? {} : { seed }),
      }),
    onSuccess: (run) => {
      keep(run);
      chooseRun(run.run);
    },
    onError: toastProblem,
  });
  return { start: (drill) => mutateAsync(drill).catch(() => null), starting: isPending };
}

/** Ends a run for good. */
export function useEndRun(): (run: string) => void {
  const { client } = useLive();
  const onSuccess = useKeepRun();
  return useMutation({ mutationFn: (run: string) => client.runs.end({ run }), onSuccess, onError: toastProblem })
    .mutate;
}

/** Makes a drill of a user's file; the problem is for the screen to show where the file was dropped. */
export function useImportDrill() {
  const { client, queries } = useLive();
  return useMutation({
    mutationFn: (file: { name: string; text: string }): Promise<DrillSummary> => client.drills.import(file),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.drills }),
  });
}

/** Acts from now on as another person or in another role. */
export function useBecome(): (session: Pick<Session, 'person' | 'role'>) => void {
  const live = useLive();
  return useMutation({
    mutationFn: (session: Pick<Session, 'person' | 'role'>) => live.become(session),
    onError: toastProblem,
  }).mutate;
}

/** Sends me a page that is a test, on every way that a real one would take. */
export function useTestPage(): () => void {
  const { client } = useLive();
  const session = useSession().data;
  return useMutation({
    mutationFn: () => client.session.testPage(),
    onSuccess: ({ notified }) => {
      const inBrowser = !notified && notificationsAllowed();
      const title = testPageTitle({ sound: preferences.get().sound, notification: notified || inBrowser });
      const page = { severity: 'info', title, incident: null, person: session?.person ?? '' } as const;
      announce(page);
      call(page, { notify: inBrowser });
    },
    onError: toastProblem,
  }).mutate;
}

/** Reads an export's progress to its end; a browser then downloads the file. */
export function useExport(): (
  what: { run: string; incident: string | null; format: ExportFormat },
  onProgress: (progress: ExportProgress) => void,
  signal: AbortSignal,
) => Promise<void> {
  const { client } = useLive();
  return useCallback(
    async (what, onProgress, signal) => {
      for await (const progress of await client.timeline.export(what, { signal })) {
        onProgress(progress);
        if (progress.kind === 'saved' && progress.download !== null) download(progress.download, progress.name);
      }
    },
    [client],
  );
}

/** The same for the trace of a host's scheduler. */
export function useExportTrace(): (
  what: { run: string; host: string; format: TraceFormat },
  onProgress: (progress: ExportProgress) => void,
  signal: AbortSignal,
) => Promise<void> {
  const { client } = useLive();
  return useCallback(
    async (what, onProgress, signal) => {
      for await (const progress of await client.scheduler.exportTrace(what, { signal })) {
        onProgress(progress);
        if (progress.kind === 'saved' && progress.download !== null) download(progress.download, progress.name);
      }
    },
    [client],
  );
}

/** Starts a trace of a host's scheduler anew, or stops it. */
export function useTraceScheduler(run: string, host: string): (on: boolean) => void {
  const { client, queries } = useLive();
  return useMutation({
    mutationFn: (on: boolean) => client.scheduler.trace({ run, host, on }),
    onSuccess: (trace) =>
      queries.setQueryData<SchedulerLook>(keys.scheduler(run, host), (look) => look && { ...look, trace }),
    onError: toastProblem,
  }).mutate;
}

/** Plays a run that is over again with another `/etc/system` on one host; `onProgress` is told the result last. */
export function useWhatIf(): (
  what: { run: string; host: string; text: string },
  onProgress: (progress: WhatIfProgress) => void,
  signal: AbortSignal,
) => Promise<void> {
  const { client } = useLive();
  return useCallback(
    async (what, onProgress, signal) => {
      for await (const progress of await client.tunables.whatIf(what, { signal })) onProgress(progress);
    },
    [client],
  );
}

/** Compares policies on a run's errors. Ends with `compared`; `signal` cancels it. */
export function useComparePolicies(): (
  run: string,
  onProgress: (progress: PolicyProgress) => void,
  signal: AbortSignal,
) => Promise<void> {
  const { client } = useLive();
  return useCallback(
    async (run, onProgress, signal) => {
      for await (const progress of await client.policies.compare({ run }, { signal })) onProgress(progress);
    },
    [client],
  );
}

function download(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}
