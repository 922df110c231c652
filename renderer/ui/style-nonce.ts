/** The nonce that the shell gave this load: style elements without it are refused. */
export function styleNonce(): string {
  const meta = document.querySelector('meta[property="csp-nonce"]');
  return meta instanceof HTMLElement ? (meta.nonce ?? '') : '';
}
