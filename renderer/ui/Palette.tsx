import { Spotlight, spotlight } from '@mantine/spotlight';
import type { ReactNode } from 'react';
import { Key } from './Key.tsx';
import styles from './Palette.module.css';

export interface PaletteGroup {
  readonly name: string;
  readonly actions: readonly { readonly does: string; readonly keys?: string | undefined; readonly run: () => void }[];
}

export const openPalette = (): void => spotlight.open();

function KeysOf({ keys }: { readonly keys: string }): ReactNode {
  return (
    <span className={styles.keys}>
      {keys.split(' ').map((key) => (
        <Key key={key}>{key}</Key>
      ))}
    </span>
  );
}

/** Every action under one search field; Ctrl or Cmd with K opens it from anywhere. */
export function Palette({ groups }: { readonly groups: readonly PaletteGroup[] }): ReactNode {
  return (
    <Spotlight
      shortcut="mod + K"
      lockScroll={false}
      tagsToIgnore={[]}
      highlightQuery={false}
      overlayProps={{ blur: 0, backgroundOpacity: 0.5 }}
      attributes={{ content: { 'aria-label': 'Find a screen or an action' } }}
      nothingFound="Nothing has that name. Try a screen, a drill, an incident or a verb."
      searchProps={{ placeholder: 'Go to, or do…', 'aria-label': 'Search screens and actions' }}
      transitionProps={{ duration: 0 }}
      classNames={{
        content: styles.content ?? '',
        search: styles.search ?? '',
        actionsList: styles.list ?? '',
        actionsGroup: styles.group ?? '',
        action: styles.action ?? '',
        actionLabel: styles.label ?? '',
        empty: styles.empty ?? '',
      }}
      actions={groups.map((group) => ({
        group: group.name,
        actions: group.actions.map((action) => ({
          id: `${group.name} ${action.does}`,
          label: action.does,
          keywords: group.name,
          onClick: action.run,
          rightSection: action.keys === undefined ? null : <KeysOf keys={action.keys} />,
        })),
      }))}
    />
  );
}
