import type { App, Session, WebContents } from 'electron';
import { guardNavigation } from './navigation.ts';
import { refuseNetwork } from './network.ts';
import { refusePermissions } from './permissions.ts';

/** What holds for every page and every session of the program, whoever creates them. */
export function applySecurityPolicy(input: {
  app: App;
  session: Session;
  developerTools: boolean;
  openOutside: (address: string) => void;
}): void {
  const { app, session, developerTools, openOutside } = input;
  app.on('web-contents-created', (_event, contents: WebContents) => guardNavigation(contents, openOutside));
  app.on('session-created', (created) => restrictSession(created, developerTools));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
  });
  restrictSession(session, developerTools);
}

function restrictSession(session: Session, developerTools: boolean): void {
  refusePermissions(session);
  refuseNetwork(session, developerTools);
}
