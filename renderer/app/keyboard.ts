import { useEffect, useRef } from 'react';
import { Store } from '../live/store.ts';

/** An action with its key, if it has one; the command palette offers it by name either way. */
export interface KeyBinding {
  /** One key, or two pressed one after the other with a space between: `a`, `?`, `Enter`, `ArrowDown`, `g p`. */
  readonly keys?: string;
  /** What it does, for the keyboard map and the palette; from a verb on: "Acknowledge the page". */
  readonly does: string;
  readonly run: () => void;
}

export interface KeyGroup {
  /** Where the keys hold: "Everywhere", "Pager". */
  readonly where: string;
  readonly bindings: readonly KeyBinding[];
}

/** The keys that hold now: those of the frame, then those of the screen. */
export const keyGroups = new Store<readonly KeyGroup[]>([]);

/** The groups with those of one name made one: the frame's last, because a screen's keys are nearer to hand. */
export function joinGroups(groups: readonly KeyGroup[]): KeyGroup[] {
  const joined = new Map<string, KeyBinding[]>();
  for (const { where, bindings } of groups) joined.set(where, [...(joined.get(where) ?? []), ...bindings]);
  const names = [...joined.keys()].sort((one, other) => frameRank(one) - frameRank(other));
  return names.map((where) => ({ where, bindings: joined.get(where) ?? [] }));
}

const frameGroups = ['Go to', 'Pace', 'Console', 'Who I am'];
const frameRank = (where: string): number => frameGroups.indexOf(where);

const sequenceMs = 1_200;
const openingMs = 400;

/** Makes keys hold for as long as the component is there. They never fire while somebody types or a dialog is open. */
export function useKeys(where: string, bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  const names = JSON.stringify(bindings.map(({ keys = null, does }) => [keys, does]));
  useEffect(() => {
    const entries: [string | null, string][] = JSON.parse(names);
    const group: KeyGroup = {
      where,
      bindings: entries.map(([keys, does], index) => ({
        ...(keys === null ? {} : { keys }),
        does,
        run: () => latest.current[index]?.run(),
      })),
    };
    keyGroups.set([...keyGroups.get(), group]);
    return () => keyGroups.set(keyGroups.get().filter((other) => other !== group));
  }, [where, names]);
}

/** Finds the binding for keys pressed one after another; `partial` when more keys may follow. */
export class KeyMatcher {
  #first: { readonly key: string; readonly atMs: number } | null = null;

  press(key: string, atMs: number, groups: readonly KeyGroup[]): KeyBinding | 'partial' | null {
    const first = this.#first !== null && atMs - this.#first.atMs < sequenceMs ? this.#first.key : null;
    this.#first = null;
    const bindings = groups.flatMap((group) => group.bindings);
    const find = (keys: string): KeyBinding | undefined => bindings.findLast((binding) => binding.keys === keys);
    const found = (first === null ? undefined : find(`${first} ${key}`)) ?? find(key);
    if (found !== undefined) return found;
    if (!bindings.some((binding) => binding.keys?.startsWith(`${key} `))) return null;
    this.#first = { key, atMs };
    return 'partial';
  }
}

/** Listens to the window's keys; the frame calls it once. */
export function useKeyboard(): void {
  useEffect(() => {
    const matcher = new KeyMatcher();
    let typingFromMs = Number.NEGATIVE_INFINITY;
    const onKeyDown = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') typingFromMs = event.timeStamp;
      // What is typed while the palette opens is a search that came too early, not a command.
      if (event.timeStamp - typingFromMs < openingMs) {
        // Once it is open it takes its keys itself, and what comes after it is a command again.
        if (isDialogOpen()) typingFromMs = Number.NEGATIVE_INFINITY;
        return;
      }
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (isBusy(event)) return;
      const found = matcher.press(event.key, event.timeStamp, keyGroups.get());
      if (found === null) return;
      event.preventDefault();
      if (found !== 'partial' && !event.repeat) found.run();
      else if (found !== 'partial' && event.key.startsWith('Arrow')) found.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

const isDialogOpen = (): boolean => document.querySelector('[role="dialog"], [role="menu"]') !== null;

/** Keys belong to whoever types, to an open dialog or menu, and Enter and Space to the control that has the focus. */
function isBusy(event: KeyboardEvent): boolean {
  if (isDialogOpen()) return true;
  if (!(event.target instanceof HTMLElement)) return false;
  if (event.target.closest('input, textarea, select, [contenteditable="true"]') !== null) return true;
  const activates = event.key === 'Enter' || event.key === ' ';
  return activates && event.target.closest('button, a, summary, [role="radio"], tr[tabindex]') !== null;
}
