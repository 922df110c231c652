import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Downloads } from './downloads.ts';
import type { WebSession } from './web-sessions.ts';

/** Gives an exported file to the session that asked for it, once. */
export function serveDownloads(
  server: FastifyInstance,
  downloads: Downloads,
  sessionOf: (request: FastifyRequest) => WebSession | null,
): void {
  server.get<{ Params: { id: string } }>('/exports/:id', async (request, reply) => {
    const session = sessionOf(request);
    const taken = session === null ? null : await downloads.take(session.id, request.params.id);
    if (taken === null)
      return reply.code(404).type('text/plain').send('This export is not here (any more): export again.\n');
    return reply
      .header('content-disposition', `attachment; filename="${safeFileName(taken.name)}"`)
      .header('cache-control', 'no-store')
      .type('application/octet-stream')
      .send(taken.file.createReadStream());
  });
}

/** A name that no browser can take for a path or for another header. */
function safeFileName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^\.+/, '_');
}
