import { Fragment, type ReactNode } from 'react';
import styles from './DataList.module.css';

export interface DataRow {
  readonly label: string;
  readonly value: ReactNode;
}

/** Facts as label and value, one a row. */
export function DataList({ rows }: { readonly rows: readonly DataRow[] }): ReactNode {
  return (
    <dl className={styles.list}>
      {rows.map((row) => (
        <Fragment key={row.label}>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
