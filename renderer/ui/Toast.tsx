import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './Toast.module.css';

interface ToastProps {
  readonly kind: 'done' | 'problem';
  readonly text: string;
  readonly action?: { readonly label: string; readonly take: () => void } | null;
  readonly onClose: () => void;
}

/** A short message about what has just been done, or why it was not. */
export function Toast({ kind, text, action = null, onClose }: ToastProps): ReactNode {
  const take = (): void => {
    action?.take();
    onClose();
  };
  return (
    <div className={kind === 'problem' ? `${styles.toast} ${styles.problem}` : styles.toast}>
      <span className={styles.text}>{text}</span>
      {action !== null && (
        <Button size="small" onClick={take}>
          {action.label}
        </Button>
      )}
      <Button size="small" kind="plain" onClick={onClose}>
        Close
      </Button>
    </div>
  );
}

/** Where toasts stand; read out as they come. */
export function ToastStack({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {children}
    </div>
  );
}
