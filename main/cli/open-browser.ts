import { spawn } from 'node:child_process';

/** Opens `address` in the default browser, if there is one; a machine without one is no error. */
export function openBrowser(address: string): void {
  const opener = openerFor(process.platform);
  if (opener === null) return;
  const child = spawn(opener.command, [...opener.arguments, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

function openerFor(platform: NodeJS.Platform): { command: string; arguments: string[] } | null {
  if (platform === 'darwin') return { command: 'open', arguments: [] };
  if (platform === 'win32') return { command: 'rundll32', arguments: ['url.dll,FileProtocolHandler'] };
  const hasDesktop = (process.env.DISPLAY ?? '') !== '' || (process.env.WAYLAND_DISPLAY ?? '') !== '';
  return hasDesktop ? { command: 'xdg-open', arguments: [] } : null;
}
