import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OwnOrigins } from './request-origin.ts';
import type { WebSession, WebSessions } from './web-sessions.ts';

export interface EntranceOptions {
  readonly origins: OwnOrigins;
  readonly sessions: WebSessions;
  readonly cookieName: string;
  readonly secure: boolean;
}

// A page that goes on by itself, not a redirect: one that came here from a link of another site would be sent on
// without the strict cookie; this page's own step is the site's own.
const enteredPage =
  '<!doctype html><html lang="en"><meta http-equiv="refresh" content="0;url=/"><title>Redline</title><a href="/">Open the console</a></html>';

const askForAddress =
  'This console is open to one browser only. Use the address that redline printed when it started, token included; ' +
  'if it has been used already, start redline again for a new one.';

/** The session of a request's cookie, if it has one. */
export function sessionOf(request: FastifyRequest, options: EntranceOptions): WebSession | null {
  return options.sessions.find(request.cookies[options.cookieName]);
}

/** Lets nobody in but the console's own pages in a session; the one-time token begins a session. */
export async function guardEntrance(server: FastifyInstance, options: EntranceOptions): Promise<void> {
  const { origins, sessions } = options;
  await server.register(fastifyCookie);
  // After onRequest, where the rate limit counts: so who is not let in is counted too.
  server.addHook('preParsing', async (request, reply) => {
    const { host, origin } = request.headers;
    if (!origins.isOwnHost(host)) return refuse(reply, 'This address is not one of this console.');
    if (origin !== undefined && !origins.isOwnOrigin(origin, host)) return refuse(reply, 'Another site may not ask.');
    const token = tokenOf(request);
    if (token !== null) return enter(request, reply, token, options);
    if (sessionOf(request, options) === null) return refuse(reply, askForAddress);
  });

  function enter(request: FastifyRequest, reply: FastifyReply, token: string, entrance: EntranceOptions): FastifyReply {
    if (sessionOf(request, entrance) === null) {
      const session = sessions.redeem(token);
      if (session === null) return refuse(reply, askForAddress);
      const attributes = { httpOnly: true, sameSite: 'strict', path: '/', secure: options.secure } as const;
      reply.setCookie(options.cookieName, session.id, attributes);
    }
    return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(enteredPage);
  }
}

/** The token of the printed address, which is asked for at the root and nowhere else. */
function tokenOf(request: FastifyRequest): string | null {
  const [path, query] = request.url.split('?', 2);
  return path === '/' && query !== undefined ? new URLSearchParams(query).get('token') : null;
}

function refuse(reply: FastifyReply, sentence: string): FastifyReply {
  return reply.code(403).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(`${sentence}\n`);
}
