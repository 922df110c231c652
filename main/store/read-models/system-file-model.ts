import { linesIn } from '../../../shared/lib/lines-in.ts';
import type { EventDataOf, LoggedEvent } from '../../../shared/model/events.ts';
import type { ReadEventRow } from './cause-walk.ts';

/** A save of a host's `/etc/system`, a boot that read it, or one that was told to read another text. */
export interface SystemFileEntry {
  readonly host: string;
  readonly seq: number;
  readonly atNs: number;
  readonly kind: 'saved' | 'booted' | 'bypassed';
  /** Who gave the command to save; null for the others. */
  readonly person: string | null;
  readonly lines: number;
}

/** What an event tells of a host's `/etc/system`; null for most of them. */
export function systemFileEntryOf(event: LoggedEvent, read: ReadEventRow): SystemFileEntry | null {
  const { seq, at: atNs } = event;
  if (event.kind === 'host.booted' || event.kind === 'system-file.bypassed') {
    const { host } = event.data as EventDataOf<'host.booted'>;
    return { host, seq, atNs, kind: event.kind === 'host.booted' ? 'booted' : 'bypassed', person: null, lines: 0 };
  }
  if (event.kind !== 'system-file.saved') return null;
  const { host, text } = event.data as EventDataOf<'system-file.saved'>;
  return { host, seq, atNs, kind: 'saved', person: personOf(event, read), lines: linesIn(text) };
}

function personOf({ causes }: LoggedEvent, read: ReadEventRow): string | null {
  for (const cause of causes) {
    const { kind, data } = read(cause);
    if (kind === 'command.applied') return (JSON.parse(data) as EventDataOf<'command.applied'>).actor;
  }
  return null;
}
