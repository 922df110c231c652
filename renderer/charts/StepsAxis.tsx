import { humanDuration } from '../../shared/lib/duration.ts';
import { placeLabels } from './place-labels.ts';
import styles from './StepsAxis.module.css';
import { ticksBetween } from './ticks.ts';
import { useWidth } from './use-width.ts';

/** A step on the axis: `time` is its instant in words, `atNs` null while it is still to come. */
export interface AxisStep {
  readonly name: string;
  readonly atNs: number | null;
  readonly time: string;
  readonly tone: 'error' | 'alarm' | 'person' | 'good';
}

interface StepsAxisProps {
  readonly steps: readonly AxisStep[];
  /** Where the axis ends: now, or the last step of what is over. */
  readonly endNs: number;
  /** Whether time goes on at the end of the axis. */
  readonly running: boolean;
}

const marginPx = 10;
const axisY = 26;
const labelsY = 48;
const rowPx = 18;
const characterPx = 6.7;
const comingPx = 104;

type ComeStep = AxisStep & { readonly atNs: number };

/** Steps of a process on one line of time, counted from the first; those still to come are hollow, after now. */
export function StepsAxis({ steps, endNs, running }: StepsAxisProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const come = steps.filter((step): step is ComeStep => step.atNs !== null).sort((one, other) => one.atNs - other.atNs);
  const coming = steps.filter((step) => step.atNs === null);
  const startNs = come[0]?.atNs ?? endNs;
  const scalePx = Math.max(1, width - 2 * marginPx - coming.length * comingPx);
  const spanNs = Math.max(1, endNs - startNs);
  const xOf = (atNs: number): number => marginPx + ((atNs - startNs) / spanNs) * scalePx;
  const endX = marginPx + scalePx;
  const labels = come.map((step) => ({
    x: xOf(step.atNs),
    width: (step.name.length + step.time.length + 1) * characterPx,
  }));
  const placed = placeLabels(labels, endX + (coming.length > 0 ? 4 : marginPx), 14);
  const rows = 1 + Math.max(0, ...placed.map((place) => place.row));
  return (
    <div ref={ref} className={styles.axis}>
      <svg
        width={width}
        height={labelsY + (rows - 1) * rowPx + 6}
        role="img"
        aria-label={steps.map((step) => `${step.name} ${step.atNs === null ? 'still to come' : step.time}`).join(', ')}
      >
        {ticksBetween(startNs, endNs, startNs, Math.max(2, Math.floor(scalePx / 110))).map((tickNs) => (
          <g key={tickNs} className={styles.tick}>
            <line x1={xOf(tickNs)} x2={xOf(tickNs)} y1={16} y2={axisY} />
            <text x={xOf(tickNs)} y={11} textAnchor={tickNs === startNs ? 'start' : 'middle'}>
              {tickNs === startNs ? '0' : humanDuration(tickNs - startNs)}
            </text>
          </g>
        ))}
        <line className={styles.line} x1={marginPx} x2={endX} y1={axisY} y2={axisY} />
        <line className={styles.ahead} x1={endX} x2={width - marginPx} y1={axisY} y2={axisY} />
        {running && <line className={styles.now} x1={endX} x2={endX} y1={6} y2={axisY + 8} />}
        {come.map((step, index) => (
          <line
            key={step.name}
            className={styles.leader}
            x1={xOf(step.atNs)}
            x2={xOf(step.atNs)}
            y1={axisY}
            y2={labelsY + (placed[index]?.row ?? 0) * rowPx - 4}
          />
        ))}
        {come.map((step, index) => (
          <ComeMark key={step.name} step={step} x={xOf(step.atNs)} place={placed[index]} />
        ))}
        {coming.map((step, index) => (
          <g key={step.name} className={styles.coming}>
            <circle cx={endX + (index + 0.5) * comingPx} cy={axisY} r={3.5} />
            <text x={endX + (index + 0.5) * comingPx} y={labelsY} textAnchor="middle">
              {step.name}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

interface ComeMarkProps {
  readonly step: ComeStep;
  readonly x: number;
  readonly place: { readonly left: number; readonly row: number } | undefined;
}

function ComeMark({ step, x, place }: ComeMarkProps) {
  const y = labelsY + (place?.row ?? 0) * rowPx;
  return (
    <g className={styles.come} data-tone={step.tone}>
      <circle cx={x} cy={axisY} r={4} />
      <text x={(place?.left ?? x) + (place?.left === x ? 4 : -4)} y={y}>
        {step.name} <tspan>{step.time}</tspan>
      </text>
    </g>
  );
}
