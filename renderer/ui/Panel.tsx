import { type ReactNode, useId } from 'react';
import styles from './Panel.module.css';

interface PanelProps {
  /** A sentence about the state where there is one to speak of. */
  readonly title: ReactNode;
  /** How to read what is below. */
  readonly secondary?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Off for tables and lists that reach the edges. */
  readonly padded?: boolean;
  readonly className?: string | undefined;
}

/** A titled card. Its body scrolls when the card is given a height. */
export function Panel({ title, secondary, actions, children, padded = true, className }: PanelProps): ReactNode {
  const id = useId();
  return (
    <section className={`${styles.panel} ${className ?? ''}`} aria-labelledby={id}>
      <header className={styles.head}>
        <div className={styles.words}>
          <h2 className={styles.title} id={id}>
            {title}
          </h2>
          {secondary !== undefined && <span className={styles.secondary}>{secondary}</span>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={padded ? `${styles.body} ${styles.padded}` : styles.body}>{children}</div>
    </section>
  );
}
