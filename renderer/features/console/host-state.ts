import { type HostPhase, phaseWords } from '../../../shared/lib/host-phase.ts';
import type { AudienceEvent } from '../../../shared/model/events.ts';

/** How a host is, as far as its console is concerned. */
export interface HostState {
  /** `shell` while it runs, `firmware` where it waits at the ok prompt, `none` while nobody reads what is typed. */
  readonly prompt: 'shell' | 'firmware' | 'none';
  readonly phase: HostPhase;
  /** When it went down; null while it runs. */
  readonly downSinceNs: number | null;
  /** When the phase it is in will end; null where that is not known. */
  readonly untilNs: number | null;
  /** Why it did not boot; null where it did not fail. */
  readonly problem: string | null;
}

export const runningHost: HostState = {
  prompt: 'shell',
  phase: 'running',
  downSinceNs: null,
  untilNs: null,
  problem: null,
};

/** The state of a host with one more event of its life taken in; other events change nothing. */
export function stateAfter(state: HostState, { kind, at, data }: AudienceEvent): HostState {
  const down = { ...runningHost, prompt: 'none', downSinceNs: state.downSinceNs ?? at } as const;
  switch (kind) {
    case 'host.booted':
      return runningHost;
    case 'host.went-down':
      return { ...down, phase: 'going-down', downSinceNs: at };
    case 'host.phase-began':
      return { ...down, phase: data.phase as HostPhase, untilNs: Number(data.untilNs) };
    case 'host.stopped':
      return { ...down, prompt: 'firmware', phase: 'stopped', problem: String(data.problem) };
    default:
      return state;
  }
}

/** What stands before a line that is typed while a host is in this state. */
export const signOf = (host: string, { prompt }: HostState): string =>
  prompt === 'shell' ? `${host}# ` : prompt === 'firmware' ? 'ok ' : '';

/** Why nobody reads what is typed; null where somebody does. */
export const refusalIn = (host: string, { prompt, phase }: HostState): string | null =>
  prompt === 'none' ? `${host} ${phaseWords(phase)}: nobody reads what is typed until it is up.` : null;
