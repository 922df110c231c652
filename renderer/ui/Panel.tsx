import { type ReactNode, useId, useRef } from 'react';
import styles from './Panel.module.css';
import { useScrolls } from './use-scrolls.ts';

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
  const body = useRef<HTMLDivElement>(null);
  const scrolls = useScrolls(body);
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
      {/* Reachable by keyboard while there is more than fits, so that arrow keys can scroll it. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be one of a form */}
      <div
        ref={body}
        className={padded ? `${styles.body} ${styles.padded}` : styles.body}
        role="group"
        aria-labelledby={id}
        tabIndex={scrolls ? 0 : undefined}
      >
        {children}
      </div>
    </section>
  );
}
