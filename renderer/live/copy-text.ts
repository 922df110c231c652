import { showToast } from './toasts.ts';

/** Puts a text on the clipboard and says so; `what` begins the sentence. */
export function copyText(text: string, what: string): void {
  if (text === '') {
    showToast({ kind: 'problem', text: `${what} is empty: there is nothing to copy.` });
    return;
  }
  // Browsers offer it on pages that nobody can read on their way only.
  const clipboard: Clipboard | undefined = navigator.clipboard;
  const copied = clipboard === undefined ? Promise.reject(new Error()) : clipboard.writeText(text);
  copied.then(
    () => showToast({ kind: 'done', text: `${what} is on the clipboard.` }),
    () => showToast({ kind: 'problem', text: 'This browser does not let the page copy: select it and press Ctrl+C.' }),
  );
}
