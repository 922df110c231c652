import { linesIn } from '../../../shared/lib/lines-in.ts';
import type { EventDataOf, LoggedEvent } from '../../../shared/model/events.ts';
import type { ReadEventRow } from './cause-walk.ts';

/** A save of a host's `/etc/system`, or a boot that read it. */
export interface SystemFileEntry {
  readonly host: string;
  readonly seq: number;
  readonly atNs: number;
  readonly isBoot: boolean;
  /** Who gave the command to save; null for a boot. */
  readonly person: string | null;
  readonly lines: number;
}

/** What an event tells of a host's `/etc/system`; null for most of them. */
export function systemFileEntryOf(event: LoggedEvent, read: ReadEventRow): SystemFileEntry | null {
  const { seq, at: atNs } = event;
  if (event.kind === 'host.booted') {
    const { host } = event.data as EventDataOf<'host.booted'>;
    return { host, seq, atNs, isBoot: true, person: null, lines: 0 };
  }
  if (event.kind !== 'system-file.saved') return null;
  const { host, text } = event.data as EventDataOf<'system-file.saved'>;
  return { host, seq, atNs, isBoot: false, person: personOf(event, read), lines: linesIn(text) };
}

function personOf({ causes }: LoggedEvent, read: ReadEventRow): string | null {
  for (const cause of causes) {
    const { kind, data } = read(cause);
    if (kind === 'command.applied') return (JSON.parse(data) as EventDataOf<'command.applied'>).actor;
  }
  return null;
}
