import type { HostActivity } from '../processors/process-scheduler.ts';
import type { Session } from './session.ts';

const nothing: HostActivity = { load: [0, 0, 0], elapsedNs: 0, processors: [], processes: [], blocked: 0 };

/** What the host of a console is at; nothing where nobody schedules its processes. */
export const hostActivity = ({ machine, host }: Session): HostActivity =>
  machine.processes.scheduler?.activity(host) ?? nothing;

/** `load average: 0.05, 0.01, 0.00` without its first words. */
export const loadWords = ({ load }: HostActivity): string => load.map((each) => each.toFixed(2)).join(', ');
