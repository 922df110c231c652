import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import type { CustomScheme, Protocol } from 'electron';
import { contentSecurityPolicy, insertNonce } from '../../shared/lib/content-security-policy.ts';
import { consoleScheme } from '../../shared/lib/port-handover.ts';
import { isConsoleAddress } from './console-address.ts';

/** What the scheme may do, and nothing else: `bypassCSP` never. */
export const consoleSchemePrivileges: CustomScheme = {
  scheme: consoleScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

/** Every kind of file the console is built of. Anything else is not served. */
const contentTypes: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
};

/** The file an address of the console stands for, or null when it lies outside `folder` or is no address at all. */
export function resolveConsoleFile(folder: string, address: string): string | null {
  if (!isConsoleAddress(address)) return null;
  let path: string;
  try {
    path = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  if (/[\0\\:]/.test(path)) return null;
  const file = resolve(folder, path === '/' ? 'index.html' : `.${path}`);
  return file.startsWith(resolve(folder) + sep) ? file : null;
}

/** Answers a request for one of the console's files: GET only, fixed types, the policy on everything. */
export async function answerConsoleRequest(request: { method: string; url: string }, folder: string) {
  if (request.method !== 'GET') return refuse(405);
  const file = resolveConsoleFile(folder, request.url);
  const contentType = file === null ? undefined : contentTypes[extname(file)];
  if (file === null || contentType === undefined) return refuse(404);
  let content: Buffer<ArrayBuffer>;
  try {
    content = await readFile(file);
  } catch {
    return refuse(404);
  }
  const nonce = randomBytes(16).toString('base64');
  const body = file.endsWith('.html') ? insertNonce(content.toString('utf8'), nonce) : content;
  return new Response(body, { status: 200, headers: headersFor(contentType, nonce) });
}

/** Serves the console's files at `app://console`. */
export function serveConsole(protocol: Protocol, folder: string): void {
  protocol.handle(consoleScheme, (request) => answerConsoleRequest(request, folder));
}

function headersFor(contentType: string, nonce: string): Record<string, string> {
  return {
    'Content-Type': contentType,
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
  };
}

function refuse(status: 404 | 405): Response {
  const headers = { 'Content-Security-Policy': "default-src 'none'", 'X-Content-Type-Options': 'nosniff' };
  return new Response(null, { status, headers });
}
