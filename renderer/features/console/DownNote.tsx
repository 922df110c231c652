import type { ReactNode } from 'react';
import { phaseWords } from '../../../shared/lib/host-phase.ts';
import { Time } from '../../ui/Time.tsx';
import styles from './ConsoleScreen.module.css';
import type { HostState } from './host-state.ts';

/** Says of a host that does not run since when, what it is doing, and when that will be over. */
export function DownNote({ host, state }: { readonly host: string; readonly state: HostState }): ReactNode {
  const { phase, prompt, downSinceNs, untilNs, problem } = state;
  return (
    <p className={styles.down} role="status">
      <b>
        ● {host} {phaseWords(phase)}
      </b>
      {downSinceNs !== null && (
        <span>
          down since <Time atNs={downSinceNs} />
        </span>
      )}
      {untilNs !== null && (
        <span>
          this lasts until <Time atNs={untilNs} />
        </span>
      )}
      {problem !== null && <span>it did not boot: {problem}</span>}
      {prompt === 'firmware' && (
        <span>
          type <code>boot</code> or <code>boot -a</code>
        </span>
      )}
    </p>
  );
}
