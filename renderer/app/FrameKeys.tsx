import { useNavigate } from '@tanstack/react-router';
import type { RunSummary } from '../../shared/model/views.ts';
import { useBecome, usePace, useTestPage } from '../live/actions.ts';
import { changePreferences, preferences } from '../live/preferences.ts';
import { useDrills, useSession } from '../live/queries.ts';
import { useStore } from '../live/store.ts';
import { keyboardMapShown } from './KeyboardMap.tsx';
import { type KeyBinding, useKeys } from './keyboard.ts';
import { paceChoices } from './paces.ts';
import { choosablePeople } from './people.ts';
import { screenGroups } from './screens.ts';
import { enableSound } from './sound-setting.ts';

/** The actions that hold on every screen. */
export function FrameKeys({ run }: { readonly run: RunSummary | null }): null {
  useScreenKeys();
  usePaceKeys(run);
  useSettingKeys();
  useWhoKeys(run);
  return null;
}

function useScreenKeys(): void {
  const navigate = useNavigate();
  const screens = screenGroups.flatMap((group) => [...group.screens]);
  useKeys(
    'Go to',
    screens.map(({ name, to, keys }) => ({
      keys,
      does: name,
      run: () => {
        // Else Enter would still belong to the button or link that had the focus on the screen before.
        document.getElementById('main')?.focus();
        void navigate({ to });
      },
    })),
  );
}

function usePaceKeys(run: RunSummary | null): void {
  const setPace = usePace(run?.run ?? null);
  const bindings = paceChoices.map(({ key, title, pace }) => ({ keys: key, does: title, run: () => setPace(pace) }));
  useKeys('Pace', run?.state === 'running' ? bindings : []);
}

/** By name only: nobody should become somebody else by a slip of the finger. */
function useWhoKeys(run: RunSummary | null): void {
  const session = useSession().data;
  const drills = useDrills().data ?? [];
  const become = useBecome();
  const people = session === undefined ? [] : choosablePeople(session, run, drills);
  const others = people.filter(({ id }) => id !== session?.person);
  const { person = '', role = 'responder' } = session ?? {};
  const otherRole = role === 'trainer' ? 'responder' : 'trainer';
  useKeys('Who I am', [
    ...others.map(({ id, name }) => ({ does: `Act as ${name}`, run: () => become({ person: id, role }) })),
    { does: `Become a ${otherRole}`, run: () => become({ person, role: otherRole }) },
  ]);
}

function useSettingKeys(): void {
  const { theme, sound, slowWhenPaged } = useStore(preferences);
  const sendTestPage = useTestPage();
  const themes = (['dark', 'light', 'system'] as const).filter((other) => other !== theme);
  const bindings: KeyBinding[] = [
    { keys: '?', does: 'Show the keyboard map', run: () => keyboardMapShown.set(true) },
    { does: 'Send me a test page', run: sendTestPage },
    { does: sound ? 'Turn the sound off' : 'Enable sound', run: () => enableSound(!sound) },
    {
      does: slowWhenPaged ? 'Keep the pace when I am paged' : 'Drop to 1× when I am paged',
      run: () => changePreferences({ slowWhenPaged: !slowWhenPaged }),
    },
    ...themes.map((other) => ({
      does: `Use the ${other === 'system' ? "system's" : other} theme`,
      run: () => changePreferences({ theme: other }),
    })),
  ];
  useKeys('Console', bindings);
}
