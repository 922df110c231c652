import { foldLife, isOnConsole } from '../../shared/lib/on-console.ts';
import { type ConsoleView, consoleHistoryLimit, type TypedLine } from '../../shared/model/console-view.ts';
import type { AudienceEvent } from '../../shared/model/events.ts';

/** Entries of a console kept in memory at most; then only the newer half stays and older ones are read again. */
export const keptEntries = 4_000;

/**
 * The console with what a frame brings to it added, or null where it does not reach up to the frame and must be read
 * again. Events `from` to `to` are those of the frame.
 */
export function appendEntries(
  view: ConsoleView,
  frame: { from: number; to: number; atNs: number; events: readonly AudienceEvent[] },
): ConsoleView | null {
  if (view.number < frame.from - 1) return null;
  const number = Math.max(view.number, frame.to);
  const added = frame.events.filter(
    (event) => event.subject === view.host && event.number > view.number && isOnConsole(event),
  );
  if (added.length === 0) return { ...view, number };
  const all = [...view.entries, ...added];
  const entries = all.length > keptEntries ? all.slice(-keptEntries / 2) : all;
  const typed = added.flatMap(typedLine);
  return {
    ...view,
    number,
    atNs: frame.atNs,
    entries,
    from: entries.length < all.length ? (entries[0]?.number ?? view.from) : view.from,
    life: added.reduce<AudienceEvent[]>(foldLife, view.life),
    history: typed.length === 0 ? view.history : [...view.history, ...typed].slice(-consoleHistoryLimit),
  };
}

function typedLine({ kind, number, data }: AudienceEvent): TypedLine[] {
  return kind === 'console.ran' ? [{ number, line: String(data.line), person: String(data.person) }] : [];
}
