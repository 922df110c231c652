import { type ReactNode, useState } from 'react';
import { humanDuration } from '../../../shared/lib/duration.ts';
import { countOf } from '../../../shared/lib/format.ts';
import type { SchedulerView } from '../../../shared/model/scheduler-views.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Time } from '../../ui/Time.tsx';
import { wholeSeconds } from '../../ui/whole-seconds.ts';
import styles from './LoadPanel.module.css';
import { LoadHistory, type LoadSample } from './load-history.ts';

const widthPx = 600;
const heightPx = 100;

interface LoadPanelProps {
  readonly view: SchedulerView;
}

/** Load since the screen was opened: nobody keeps it while nobody looks. */
export function LoadPanel({ view }: LoadPanelProps): ReactNode {
  const [history] = useState(() => new LoadHistory());
  history.add(view);
  const { samples } = history;
  const last = samples.at(-1);
  const first = samples[0];
  return (
    <Panel
      className={styles.panel}
      title={last === undefined ? 'Load' : `${Math.round(100 * last.busy)} % of the processors’ time is used`}
      secondary="the line: tasks that wait"
    >
      {first === undefined || last === undefined || samples.length < 2 ? (
        <p className={styles.dim}>The curve begins with the next look, as soon as simulated time has passed.</p>
      ) : (
        <figure className={styles.figure}>
          <Curve samples={samples} />
          <figcaption className={styles.scale}>
            <Time atNs={first.atNs} />
            <span>{mostWaitingWords(samples)}</span>
            <Time atNs={last.atNs} />
          </figcaption>
        </figure>
      )}
    </Panel>
  );
}

function Curve({ samples }: { readonly samples: readonly LoadSample[] }): ReactNode {
  const first = samples[0]?.atNs ?? 0;
  const spanNs = Math.max(1, (samples.at(-1)?.atNs ?? 0) - first);
  const mostWaiting = Math.max(1, ...samples.map(({ waiting }) => waiting));
  const x = ({ atNs }: LoadSample): number => (widthPx * (atNs - first)) / spanNs;
  const busy = samples.map((sample) => `L${x(sample).toFixed(1)} ${(heightPx * (1 - sample.busy)).toFixed(1)}`);
  const waiting = samples.map(
    (sample) => `${x(sample).toFixed(1)},${(heightPx * (1 - sample.waiting / mostWaiting)).toFixed(1)}`,
  );
  const words = `Load over ${humanDuration(wholeSeconds(spanNs))}, at most ${Math.round(
    100 * Math.max(...samples.map((sample) => sample.busy)),
  )} %, ${mostWaitingWords(samples)}`;
  return (
    <svg
      className={styles.curve}
      viewBox={`0 0 ${widthPx} ${heightPx}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words}
    >
      <path className={styles.grid} d={`M0 ${heightPx / 2}H${widthPx}M0 0.5H${widthPx}`} />
      <path className={styles.busy} d={`M0 ${heightPx}${busy.join('')}L${widthPx} ${heightPx}z`} />
      <polyline className={styles.waiting} points={waiting.join(' ')} />
    </svg>
  );
}

function mostWaitingWords(samples: readonly LoadSample[]): string {
  const most = Math.max(...samples.map(({ waiting }) => waiting));
  return most === 0 ? 'nobody waited' : `at most ${countOf(most, 'task')} waited`;
}
