import type { ReactNode } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import { hourNs } from '../../../shared/lib/time.ts';
import type { ProcessorDetail } from '../../../shared/model/fleet-views.ts';
import { shortTime } from '../../ui/clock-words.ts';
import { Duration } from '../../ui/Duration.tsx';
import { formatClock, useScenarioClock } from '../../ui/scenario-clock.ts';
import { Time } from '../../ui/Time.tsx';
import { wholeSeconds } from '../../ui/whole-seconds.ts';
import styles from './SerdAxis.module.css';
import { oneMoreSentence, serdWindow } from './serd-words.ts';

const tickShares = [0, 0.25, 0.5, 0.75];

/** The errors that count against a processor, on an axis that is as long as they count. */
export function SerdAxis({ detail, nowNs }: { readonly detail: ProcessorDetail; readonly nowNs: number }): ReactNode {
  const clock = useScenarioClock();
  const { serd } = detail;
  const { held, leavesAtNs, fires } = serdWindow(serd, nowNs);
  const windowNs = serd.windowNs || 24 * hourNs;
  const startNs = nowNs - windowNs;
  const shareOf = (atNs: number): string => `${Math.max(0, Math.min(100, (100 * (atNs - startNs)) / windowNs))}%`;
  const label = `${countOf(held.length, 'error')} in the last ${windowNs / hourNs} hours, ${serd.limit} allowed`;
  return (
    <section className={styles.serd} aria-label="SERD window">
      <p className={fires ? styles.urgent : styles.sentence}>{oneMoreSentence(detail, nowNs)}</p>
      <div className={styles.axis} role="img" aria-label={label}>
        {tickShares.map((share) => (
          <span key={share} className={styles.tick} style={{ left: `${100 * share}%` }} />
        ))}
        {held.map(({ atNs, name }) => (
          <span
            key={atNs}
            className={styles.error}
            style={{ left: shareOf(atNs) }}
            title={`${name} at ${formatClock(clock, atNs)}`}
          />
        ))}
      </div>
      <div className={styles.scale} aria-hidden="true">
        {tickShares.map((share) => (
          <span key={share}>{shortTime(clock, startNs + share * windowNs)}</span>
        ))}
        <span>now</span>
      </div>
      <p className={styles.words}>
        {held.length} of {serd.limit} allowed in {windowNs / hourNs} h
        {leavesAtNs !== null && (
          <>
            ; the oldest leaves at <Time atNs={leavesAtNs} />, in <Duration ns={wholeSeconds(leavesAtNs - nowNs)} />
          </>
        )}
      </p>
    </section>
  );
}
