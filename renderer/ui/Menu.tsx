import { Menu as MantineMenu } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { Key } from './Key.tsx';
import styles from './Menu.module.css';

export type MenuEntry =
  | { readonly kind: 'heading'; readonly label: string }
  | {
      readonly kind: 'action' | 'check' | 'radio';
      readonly label: string;
      readonly checked?: boolean;
      readonly hint?: string;
      readonly onChoose: () => void;
    };

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly entries: readonly MenuEntry[];
  readonly position?: 'bottom-end' | 'bottom-start' | 'top-end';
}

const roles = { action: 'menuitem', check: 'menuitemcheckbox', radio: 'menuitemradio' } as const;

/** Actions and settings under a button; arrow keys move, Escape closes. */
export function Menu({ trigger, entries, position = 'bottom-end' }: MenuProps): ReactNode {
  return (
    <MantineMenu
      position={position}
      offset={4}
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: styles.dropdown ?? '', item: styles.item ?? '' }}
    >
      <MantineMenu.Target>{trigger}</MantineMenu.Target>
      <MantineMenu.Dropdown>
        {entries.map((entry) =>
          entry.kind === 'heading' ? (
            <div key={`heading ${entry.label}`} className={styles.heading} role="presentation">
              {entry.label}
            </div>
          ) : (
            <MantineMenu.Item
              key={entry.label}
              role={roles[entry.kind]}
              aria-checked={entry.kind === 'action' ? undefined : entry.checked === true}
              closeMenuOnClick={entry.kind !== 'check'}
              onClick={entry.onChoose}
              leftSection={<span className={styles.mark}>{entry.checked === true ? '✓' : ''}</span>}
              rightSection={entry.hint === undefined ? null : <Key>{entry.hint}</Key>}
            >
              {entry.label}
            </MantineMenu.Item>
          ),
        )}
      </MantineMenu.Dropdown>
    </MantineMenu>
  );
}
