import type { ReactNode } from 'react';
import styles from './Key.module.css';

const capNames: Record<string, string> = { Enter: '↵', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓' };

/** A key cap: letters are printed as on a keyboard. */
export function Key({ children }: { readonly children: string }): ReactNode {
  const name = capNames[children] ?? (children.length === 1 ? children.toUpperCase() : children);
  return <kbd className={styles.key}>{name}</kbd>;
}
