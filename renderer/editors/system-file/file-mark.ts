import type { Place } from '../../../shared/system-file/system-message.ts';

/**
 * Something about a stretch of the file. `warning` and `note` are the kernel's words; `obstacle` keeps the host from booting;
 * `hint` is Redline's own, and `stored` says that a setting has no effect in it.
 */
export interface FileMark extends Place {
  readonly kind: 'obstacle' | 'warning' | 'note' | 'hint' | 'stored';
  readonly text: string;
}
