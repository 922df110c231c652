import type { KeyboardEvent, ReactNode } from 'react';
import styles from './Table.module.css';

interface Column {
  readonly name: string;
  /** Shown after the name, so that cells carry numbers alone. */
  readonly unit?: string;
  readonly kind?: 'text' | 'number' | 'narrow';
}

interface TableProps {
  /** What the table lists, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column[];
  /** `Row` elements. */
  readonly children: ReactNode;
}

/** Rows under a head that stays in sight. */
export function Table({ label, columns, children }: TableProps): ReactNode {
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{label}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.name} scope="col" className={styles[column.kind ?? 'text']}>
              {column.name}
              {column.unit !== undefined && <span className={styles.unit}> {column.unit}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface RowProps {
  readonly children: ReactNode;
  readonly selected?: boolean;
  /** Makes the row a target: click, Enter or Space. */
  readonly onChoose?: () => void;
}

export function Row({ children, selected, onChoose }: RowProps): ReactNode {
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    onChoose?.();
  };
  const choosable = onChoose !== undefined;
  return (
    <tr
      className={choosable ? `${styles.row} ${styles.choosable}` : styles.row}
      aria-selected={selected}
      tabIndex={choosable ? 0 : undefined}
      onClick={onChoose}
      onKeyDown={choosable ? onKeyDown : undefined}
    >
      {children}
    </tr>
  );
}

interface CellProps {
  readonly children?: ReactNode;
  /** `steady` is text that stays on one line. */
  readonly kind?: 'text' | 'number' | 'mono' | 'narrow' | 'steady';
  readonly title?: string | undefined;
}

export function Cell({ children, kind = 'text', title }: CellProps): ReactNode {
  return (
    <td className={styles[kind]} title={title}>
      {children}
    </td>
  );
}
