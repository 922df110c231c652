import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { contentSecurityPolicy, insertNonce } from '../../shared/lib/content-security-policy.ts';
import { WebShellProblem } from './listen-address.ts';

/**
 * Serves the console's page and its files. Which screen it shows stands behind the address's hash.
 * Throws a `WebShellProblem` when the console has not been built.
 */
export async function serveConsolePages(server: FastifyInstance, rendererFolder: string): Promise<void> {
  const html = await readConsolePage(rendererFolder);
  await server.register(fastifyStatic, {
    root: rendererFolder,
    index: false,
    dotfiles: 'deny',
    decorateReply: false,
    redirect: false,
    // The names of these files change with their content.
    immutable: true,
    maxAge: '30d',
    allowedPath: (path) => !path.endsWith('.html'),
  });
  server.get('/', (_request, reply) => {
    const nonce = randomBytes(16).toString('base64');
    reply.header('content-security-policy', contentSecurityPolicy(nonce)).header('cache-control', 'no-store');
    return reply.type('text/html; charset=utf-8').send(insertNonce(html, nonce));
  });
  server.setNotFoundHandler({ preHandler: server.rateLimit() }, (_request, reply) =>
    reply.code(404).type('text/plain').send('Nothing is here.\n'),
  );
}

async function readConsolePage(rendererFolder: string): Promise<string> {
  try {
    return await readFile(join(rendererFolder, 'index.html'), 'utf8');
  } catch {
    throw new WebShellProblem(`The console has not been built into ${rendererFolder}: run 'npm run build' first.`);
  }
}
