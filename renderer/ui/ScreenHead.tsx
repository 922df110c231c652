import type { ReactNode } from 'react';
import styles from './ScreenHead.module.css';

interface ScreenHeadProps {
  readonly title: ReactNode;
  readonly secondary?: ReactNode;
  readonly actions?: ReactNode;
}

/** The first line of a screen: its sentence, what explains it, and the next actions. */
export function ScreenHead({ title, secondary, actions }: ScreenHeadProps): ReactNode {
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        <h1 className={styles.title}>{title}</h1>
        {secondary !== undefined && <div className={styles.secondary}>{secondary}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
