import type { ReactNode } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import styles from './ThreeWay.module.css';
import { folded, type Line, type ThreeWayRow } from './three-way.ts';

interface ThreeWayProps {
  readonly rows: readonly ThreeWayRow[];
  readonly titles: readonly [string, string, string];
}

/** Lines around a difference that stay in sight. */
const contextLines = 2;

/** Three texts beside each other, line by line. A line that the middle has otherwise is marked by colour and by a sign. */
export function ThreeWay({ rows, titles }: ThreeWayProps): ReactNode {
  if (rows.every(({ isSame }) => isSame)) {
    return (
      <EmptyState title="All three are the same">Edit the file, or choose another version to compare with.</EmptyState>
    );
  }
  return (
    <table className={styles.table}>
      <colgroup>
        {titles.flatMap((title) => [
          <col key={`number ${title}`} className={styles.numbers} />,
          <col key={`text ${title}`} />,
        ])}
      </colgroup>
      <thead>
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col" colSpan={2}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {folded(rows, contextLines).map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <ThreeWayLine key={index} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function ThreeWayLine({ row }: { readonly row: ThreeWayRow | number }): ReactNode {
  if (typeof row === 'number') {
    return (
      <tr className={styles.fold}>
        <td colSpan={6}>{countOf(row, 'line')} the same</td>
      </tr>
    );
  }
  const [left, middle, right] = row.cells;
  return (
    <tr>
      <Side line={left} middle={middle} side="left" />
      <td className={styles.number}>{middle?.number}</td>
      <td className={middleTone(left, middle)}>{middle?.text}</td>
      <Side line={right} middle={middle} side="right" />
    </tr>
  );
}

/** What the left text lacks or has otherwise came since. */
function middleTone(left: Line | null, middle: Line | null): string | undefined {
  if (middle === null) return styles.none;
  return left?.text === middle.text ? undefined : styles.newer;
}

interface SideProps {
  readonly line: Line | null;
  readonly middle: Line | null;
  readonly side: 'left' | 'right';
}

/** Left of the middle is older, so that what it lacks was added since; right of it is newer. */
function Side({ line, middle, side }: SideProps): ReactNode {
  const differs = line?.text !== middle?.text;
  const tone = !differs ? '' : line === null ? styles.none : side === 'left' ? styles.older : styles.newer;
  const sign = !differs || line === null ? '' : side === 'left' ? '−' : '+';
  return (
    <>
      <td className={styles.number}>{line?.number}</td>
      <td className={tone}>
        {sign !== '' && <span className={styles.sign}>{sign}</span>}
        {line?.text}
      </td>
    </>
  );
}
