import type { LoggedEvent } from '../../shared/model/events.ts';
import { severitySchema } from '../../shared/model/ids.ts';
import type { StationSession } from './sessions.ts';
import type { PageNotice } from './shell.ts';

/** Notifications for one batch of events at most: a run at full speed must not bury the desktop. */
const noticesPerBatchLimit = 3;

/** Lets the shells of connected sessions notify of every page among durable events, up to `noticesPerBatchLimit`. */
export function notifyOfPages(
  sessions: ReadonlySet<StationSession>,
  run: string,
  events: readonly LoggedEvent[],
): void {
  let notices = 0;
  for (const event of events) {
    if (event.kind !== 'page.sent' || notices === noticesPerBatchLimit) continue;
    const page = noticeOf(run, event as LoggedEvent<'page.sent'>);
    for (const session of recipients(sessions, page.person)) session.shell.notify(page);
    notices += 1;
  }
}

/**
 * Who is told of a page: the person paged, at their console. Somebody who practises alone gets everybody's pages, and a
 * trainer only those that no responder is there for.
 */
function recipients(sessions: ReadonlySet<StationSession>, person: string): readonly StationSession[] {
  const all = [...sessions];
  const responders = all.filter((session) => session.role === 'responder');
  const paged = responders.filter((session) => session.person === person);
  if (paged.length > 0) return paged;
  return responders.length > 0 ? responders : all;
}

function noticeOf(run: string, { data }: LoggedEvent<'page.sent'>): PageNotice {
  const { page, incident, person, title, why } = data;
  return { run, incident, page, person, severity: severitySchema.parse(data.severity), title, why };
}
