import { Store } from '../../live/store.ts';

/** A text that has been edited and not saved, and the version that it began from. */
export interface Draft {
  readonly base: number;
  readonly text: string;
}

type Drafts = Readonly<Record<string, Draft>>;

const storageKey = 'redline.system-files';
/** Drafts that are kept; the oldest goes first. */
const most = 20;

/** What the browser has kept. Anything that is not ours is left aside. */
function read(): Drafts {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    const entries = Object.entries(kept as Record<string, Partial<Draft>>);
    return Object.fromEntries(
      entries.filter((entry): entry is [string, Draft] => {
        const [, { base, text }] = entry;
        return typeof base === 'number' && typeof text === 'string';
      }),
    );
  } catch {
    return {};
  }
}

/** Edits that are not saved yet, by run and host. They outlive the screen and the window. */
export const drafts = new Store<Drafts>(read());

drafts.subscribe(() => {
  try {
    localStorage.setItem(storageKey, JSON.stringify(drafts.get()));
  } catch {
    // A full or forbidden storage costs only what would outlive the window.
  }
});

export const draftKey = (run: string, host: string): string => `${run} ${host}`;

/** Keeps an edit; null forgets it. */
export function setDraft(key: string, draft: Draft | null): void {
  const { [key]: _, ...others } = drafts.get();
  const entries = Object.entries(others);
  if (draft !== null) entries.push([key, draft]);
  drafts.set(Object.fromEntries(entries.slice(-most)));
}
