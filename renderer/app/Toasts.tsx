import type { ReactNode } from 'react';
import { useStore } from '../live/store.ts';
import { closeToast, toasts } from '../live/toasts.ts';
import { Toast, ToastStack } from '../ui/Toast.tsx';

/** The toasts that are shown now. */
export function Toasts(): ReactNode {
  const shown = useStore(toasts);
  return (
    <ToastStack>
      {shown.map(({ id, kind, text, action }) => (
        <Toast key={id} kind={kind} text={text} action={action} onClose={() => closeToast(id)} />
      ))}
    </ToastStack>
  );
}
