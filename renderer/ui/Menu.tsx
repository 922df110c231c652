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

/** Actions and settings under a button; arrow keys move, Escape closes. */
export function Menu({ trigger, entries, position = 'bottom-end' }: MenuProps): ReactNode {
  return (
    <MantineMenu
      position={position}
      offset={4}
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: styles.dropdown ?? '', item: styles.item ?? '', label: styles.heading ?? '' }}
    >
      <MantineMenu.Target>{trigger}</MantineMenu.Target>
      <MantineMenu.Dropdown>
        {entries.map((entry) => (
          <Entry key={`${entry.kind} ${entry.label}`} entry={entry} />
        ))}
      </MantineMenu.Dropdown>
    </MantineMenu>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }): ReactNode {
  if (entry.kind === 'heading') return <MantineMenu.Label>{entry.label}</MantineMenu.Label>;
  const { kind, label, checked = false, hint, onChoose } = entry;
  if (kind === 'check') {
    return (
      <MantineMenu.CheckboxItem checked={checked} onChange={onChoose}>
        {label}
      </MantineMenu.CheckboxItem>
    );
  }
  if (kind === 'radio') {
    return (
      <MantineMenu.RadioItem value={label} checked={checked} onChange={onChoose} closeMenuOnClick>
        {label}
      </MantineMenu.RadioItem>
    );
  }
  return (
    <MantineMenu.Item onClick={onChoose} rightSection={hint === undefined ? null : <Key>{hint}</Key>}>
      {label}
    </MantineMenu.Item>
  );
}
