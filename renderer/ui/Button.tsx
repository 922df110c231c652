import type { ReactNode } from 'react';
import styles from './Button.module.css';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  /** The key that does the same, shown as a key cap. */
  readonly hint?: string | undefined;
  readonly kind?: 'primary' | 'normal' | 'plain' | 'danger';
  readonly size?: 'normal' | 'small';
  /** Why it cannot be used now; shown on hover and read out. */
  readonly disabledBecause?: string | null | undefined;
  /** Sent, and not done yet. */
  readonly working?: boolean;
  /** Set where the visible words alone do not say what it does. */
  readonly label?: string;
  readonly submit?: boolean;
  /** Has the focus when the dialog that it is in opens. */
  readonly first?: boolean;
}

const spokenKeys: Record<string, string> = { '↵': 'Enter', '?': '?' };

/** A button. It stays reachable by keyboard while disabled, so that the reason can be read. */
export function Button(props: ButtonProps): ReactNode {
  const { children, onClick, hint, kind = 'normal', size = 'normal', disabledBecause = null, working = false } = props;
  const disabled = disabledBecause !== null || working;
  const names = [styles.button, kind === 'normal' ? '' : styles[kind], size === 'small' ? styles.small : ''];
  if (working) names.push(styles.working);
  return (
    <button
      type={props.submit === true ? 'submit' : 'button'}
      className={names.join(' ')}
      onClick={(event) => {
        if (disabled) event.preventDefault();
        else onClick();
      }}
      aria-disabled={disabled || undefined}
      aria-busy={working || undefined}
      data-autofocus={props.first === true || undefined}
      aria-label={props.label}
      aria-keyshortcuts={hint === undefined ? undefined : (spokenKeys[hint] ?? hint)}
      title={disabledBecause ?? undefined}
    >
      {children}
      {hint !== undefined && (
        <span className={styles.hint} aria-hidden="true">
          {hint}
        </span>
      )}
    </button>
  );
}
