import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { contentSecurityPolicy, insertNonce } from '../../shared/lib/content-security-policy.ts';
import { WebShellProblem } from './listen-address.ts';

const htmlType = 'text/html; charset=utf-8';

/**
 * Serves the console's page, its files, and the page again for the address of any of its screens.
 * Throws a `WebShellProblem` when the console has not been built.
 */
export async function serveConsolePages(server: FastifyInstance, rendererFolder: string): Promise<void> {
  const html = await readConsolePage(rendererFolder);
  const sendPage = (reply: FastifyReply): FastifyReply => {
    const nonce = randomBytes(16).toString('base64');
    reply.header('content-security-policy', contentSecurityPolicy(nonce)).header('cache-control', 'no-store');
    return reply.type(htmlType).send(insertNonce(html, nonce));
  };
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
  server.get('/', (_request, reply) => sendPage(reply));
  server.setNotFoundHandler({ preHandler: server.rateLimit() }, (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    if (request.method === 'GET' && extname(path) === '' && !path.startsWith('/exports/')) return sendPage(reply);
    return reply.code(404).type('text/plain').send('Nothing is here.');
  });
}

async function readConsolePage(rendererFolder: string): Promise<string> {
  try {
    return await readFile(join(rendererFolder, 'index.html'), 'utf8');
  } catch {
    throw new WebShellProblem(`The console has not been built into ${rendererFolder}: run 'npm run build' first.`);
  }
}
