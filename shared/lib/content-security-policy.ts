/** What a build leaves in index.html where the nonce of one load belongs. */
export const noncePlaceholder = '__CSP_NONCE__';

const directives = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'nonce-<nonce>'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
];

/** The policy of one load, the same in every shell. `nonce` is fresh for each load, base64 without anything else. */
export function contentSecurityPolicy(nonce: string): string {
  if (!/^[A-Za-z0-9+/]{22,}={0,2}$/.test(nonce)) throw new Error('a nonce is at least 16 random bytes in base64');
  return directives.join('; ').replace('<nonce>', nonce);
}

/** The console's page for one load: every placeholder becomes this load's nonce. */
export function insertNonce(html: string, nonce: string): string {
  return html.replaceAll(noncePlaceholder, nonce);
}
