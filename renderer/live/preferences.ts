import { Store } from './store.ts';

export type Theme = 'dark' | 'light' | 'system';

/** What a person has set on this machine. */
export interface Preferences {
  readonly theme: Theme;
  readonly sound: boolean;
  /** Sets the pace to 1 at the instant of a page. */
  readonly slowWhenPaged: boolean;
}

const place = 'redline.preferences';
const defaults: Preferences = { theme: 'dark', sound: false, slowWhenPaged: true };

export const preferences = new Store<Preferences>(readPreferences());

export function changePreferences(change: Partial<Preferences>): void {
  const next = { ...preferences.get(), ...change };
  preferences.set(next);
  localStorage.setItem(place, JSON.stringify(next));
}

function readPreferences(): Preferences {
  const text = localStorage.getItem(place);
  if (text === null) return defaults;
  try {
    const { theme, sound, slowWhenPaged } = JSON.parse(text);
    return {
      theme: theme === 'light' || theme === 'system' ? theme : 'dark',
      sound: sound === true,
      slowWhenPaged: slowWhenPaged !== false,
    };
  } catch {
    return defaults;
  }
}
