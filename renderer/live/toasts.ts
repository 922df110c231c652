import { Store } from './store.ts';

export interface ToastMessage {
  readonly id: number;
  readonly kind: 'done' | 'problem';
  readonly text: string;
  /** What it is about: a newer toast about the same takes its place, so that no way back outlives its moment. */
  readonly about: string | null;
  /** A way back, such as undo; the toast closes when it is taken. */
  readonly action: { readonly label: string; readonly take: () => void } | null;
}

const most = 4;
/** What can be taken back, or has to be read, stays longer. */
const shownMs = 8_000;
const shownBrieflyMs = 4_000;
let nextId = 1;

export const toasts = new Store<readonly ToastMessage[]>([]);

/** Shows a short message; it leaves by itself. The oldest goes when there are more than four. */
export function showToast(
  toast: Pick<ToastMessage, 'kind' | 'text'> & Partial<Pick<ToastMessage, 'about' | 'action'>>,
): void {
  const id = nextId++;
  const { about = null } = toast;
  const others = toasts.get().filter((other) => about === null || other.about !== about);
  toasts.set([...others, { id, action: null, ...toast, about }].slice(-most));
  const brief = toast.kind === 'done' && (toast.action ?? null) === null;
  setTimeout(() => closeToast(id), brief ? shownBrieflyMs : shownMs);
}

/** Takes the way back from every toast, once there is none: the run is over. */
export function withdrawActions(): void {
  if (toasts.get().some(({ action }) => action !== null)) {
    toasts.set(toasts.get().map((toast) => ({ ...toast, action: null })));
  }
}

export function closeToast(id: number): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id));
}
