import type { ReactNode } from 'react';
import { useTestPage } from '../live/actions.ts';
import { changePreferences, preferences, type Theme } from '../live/preferences.ts';
import { useSession } from '../live/queries.ts';
import { useStore } from '../live/store.ts';
import { showToast } from '../live/toasts.ts';
import { Menu, type MenuEntry } from '../ui/Menu.tsx';
import { keyboardMapShown } from './KeyboardMap.tsx';
import styles from './SettingsMenu.module.css';
import { enableSound } from './sound-setting.ts';

const themes: readonly { theme: Theme; label: string }[] = [
  { theme: 'dark', label: 'Dark' },
  { theme: 'light', label: 'Light' },
  { theme: 'system', label: 'As the system' },
];

/** What a person sets once: theme, how pages make themselves known. */
export function SettingsMenu(): ReactNode {
  const { theme, sound, slowWhenPaged } = useStore(preferences);
  const sendTestPage = useTestPage();
  const inBrowser = useSession().data?.shell === 'web';
  const entries: MenuEntry[] = [
    { kind: 'heading', label: 'When I am paged' },
    { kind: 'check', label: 'Sound', checked: sound, onChoose: () => enableSound(!sound) },
    ...(inBrowser ? [notificationEntry()] : []),
    {
      kind: 'check',
      label: 'Drop to 1×',
      checked: slowWhenPaged,
      onChoose: () => changePreferences({ slowWhenPaged: !slowWhenPaged }),
    },
    { kind: 'action', label: 'Send me a test page', onChoose: sendTestPage },
    { kind: 'heading', label: 'Theme' },
    ...themes.map((other) => ({
      kind: 'radio' as const,
      label: other.label,
      checked: theme === other.theme,
      onChoose: () => changePreferences({ theme: other.theme }),
    })),
    { kind: 'heading', label: 'Help' },
    { kind: 'action', label: 'Keyboard map', hint: '?', onChoose: () => keyboardMapShown.set(true) },
  ];
  const trigger = (
    <button type="button" className={styles.trigger}>
      Settings{sound ? '' : ' · silent'}
    </button>
  );
  return <Menu trigger={trigger} entries={entries} />;
}

function notificationEntry(): MenuEntry {
  const permission = 'Notification' in window ? Notification.permission : 'denied';
  return {
    kind: 'check',
    label: 'Notification of the browser',
    checked: permission === 'granted',
    onChoose: () => {
      if (permission === 'default') void Notification.requestPermission();
      else showToast({ kind: 'done', text: 'Change this in the settings that the browser keeps for this address.' });
    },
  };
}
