import type { StationSession } from '../../main/station/sessions.ts';
import type { Shell } from '../../main/station/shell.ts';
import type { Station } from '../../main/station/station.ts';

/** A station that knows sessions and nothing else: any other use of it is a mistake of the test. */
export function fakeStation(): { station: Station; sessions: StationSession[] } {
  const sessions: StationSession[] = [];
  const own: Partial<Station> = {
    newSession: (shell?: Shell) => {
      if (shell === undefined) throw new Error('a shell gives its own');
      const session: StationSession = { person: 'ana', role: 'responder', shell };
      sessions.push(session);
      return session;
    },
    describeSession: (session) => ({
      person: session.person,
      role: session.role,
      shell: session.shell.kind === 'desktop' ? 'desktop' : 'web',
      alone: true,
      version: '0.0.0',
      station: '/tmp/station',
      notices: [],
    }),
    close: async () => undefined,
  };
  const station = new Proxy(own, {
    get: (target, name) => {
      // A promise that settles with the station asks for this one.
      if (name === 'then') return undefined;
      const value: unknown = Reflect.get(target, name);
      if (value === undefined) throw new Error(`the fake station has no ${String(name)}`);
      return value;
    },
  });
  return { station: station as Station, sessions };
}
