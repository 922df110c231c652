import { dayNs } from '../../shared/lib/time.ts';
import styles from './DutyBar.module.css';
import { tickStepNs, ticksBetween } from './ticks.ts';
import { useWidth } from './use-width.ts';

interface DutyBarProps {
  readonly nowNs: number;
  readonly untilNs: number;
  readonly name: string;
  readonly nextName: string;
  /** A midnight of the zone in which ticks are named. */
  readonly midnightNs: number;
  /** Names a tick: a day where ticks are days apart, else a time of day. */
  readonly nameTick: (atNs: number, days: boolean) => string;
}

/** Who is on call from now on, as a bar of time: this turn and the beginning of the next. */
export function DutyBar({ nowNs, untilNs, name, nextName, midnightNs, nameTick }: DutyBarProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const endNs = untilNs + (untilNs - nowNs) / 3;
  const spanNs = Math.max(1, endNs - nowNs);
  const share = (atNs: number): string => `${((atNs - nowNs) / spanNs) * 100}%`;
  const limit = Math.max(2, Math.floor(width / 90));
  const days = tickStepNs(spanNs, limit) >= dayNs;
  const ticks = ticksBetween(nowNs, endNs, midnightNs, limit);
  return (
    <div ref={ref} className={styles.duty}>
      <div className={styles.bar}>
        <div className={styles.turn} style={{ width: share(untilNs) }}>
          {name}
        </div>
        <div className={styles.next}>{nextName}</div>
      </div>
      <div className={styles.ticks} aria-hidden="true">
        <span className={styles.nowTick}>now</span>
        {ticks
          .filter((tickNs) => ((tickNs - nowNs) / spanNs) * width > 56 && ((endNs - tickNs) / spanNs) * width > 24)
          .map((tickNs) => (
            <span key={tickNs} className={styles.tick} style={{ left: share(tickNs) }}>
              {nameTick(tickNs, days)}
            </span>
          ))}
      </div>
    </div>
  );
}
