import type { DrillHost } from '../../../../shared/model/drill.ts';
import type { Processor } from '../../hardware/hardware.ts';

/** A process as `ps` sees it. */
export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly user: string;
  readonly name: string;
  readonly command: string;
  readonly nice: number;
  /** 0 to 139, lower is better. */
  readonly priority: number;
  readonly state: 'running' | 'runnable' | 'sleeping';
  readonly isKernel: boolean;
  /** The id of the processor where it runs or ran last, and that of the one it is bound to. */
  readonly processor: number;
  readonly boundTo: number | null;
  readonly startedNs: number;
  readonly ranNs: number;
  /** Of the last whole 5 s, how long it ran. */
  readonly recentNs: number;
}

/** What a processor that is on-line has done since its host came up. */
export interface ProcessorActivity {
  readonly processor: number;
  readonly queued: number;
  readonly switches: number;
  readonly involuntary: number;
  readonly migrations: number;
  readonly wakeUps: number;
  readonly userNs: number;
  readonly systemNs: number;
  readonly idleNs: number;
}

/** What a host's processors and processes are at. */
export interface HostActivity {
  /** Over 1, 5 and 15 minutes. */
  readonly load: readonly [number, number, number];
  /** Since the host came up or, if that was before, the run began. */
  readonly elapsedNs: number;
  readonly processors: readonly ProcessorActivity[];
  /** In order of their ids. */
  readonly processes: readonly ListedProcess[];
  /** Of all processors, tasks that wait for a device without being interruptible. */
  readonly blocked: number;
}

/** What schedules the threads of processes: Solaris asks it and tells it, a room below does it. */
export interface ProcessScheduler {
  /** How many threads are bound to a processor. */
  boundTo(processor: Processor): number;
  /** Binds the thread of a process to a processor, null for none; starts it if there is none yet. */
  bind(host: DrillHost, pid: number, processor: Processor | null): void;
  /** Null where the host is not up. */
  activity(host: DrillHost): HostActivity | null;
  /** Gives a process that exists another nice value, -20 to 19. */
  renice(host: DrillHost, pid: number, nice: number): void;
}
