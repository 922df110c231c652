import { expect, test } from 'vitest';
import { contentSecurityPolicy, insertNonce, noncePlaceholder } from '../../shared/lib/content-security-policy.ts';

const nonce = 'AAAAAAAAAAAAAAAAAAAAAA==';

test('the policy lets in nothing but the console itself', () => {
  expect(contentSecurityPolicy(nonce).split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ]);
});

test.each(['', 'short', "'; script-src *", `${nonce}' *`, 'AAAAAAAAAAAAAAAAAAAA AA=='])('%j is no nonce', (text) => {
  expect(() => contentSecurityPolicy(text)).toThrow(/nonce/);
});

test('the nonce takes every place that the build left for it', () => {
  const html = `<meta nonce="${noncePlaceholder}"><style nonce="${noncePlaceholder}">`;
  expect(insertNonce(html, nonce)).toBe(`<meta nonce="${nonce}"><style nonce="${nonce}">`);
});
