import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** What a console needs of a browser on a machine without a screen or a user of its own. */
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--force-color-profile=srgb'];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first Chromium of this machine: the one named, the system's, Playwright's, or the one in an npm package. */
async function findChromium(): Promise<{ path: string; flags: readonly string[] }> {
  const candidates = [process.env.REDLINE_CHROMIUM ?? '', '/usr/bin/chromium', chromium.executablePath()];
  const path = candidates.find((candidate) => candidate !== '' && isExecutable(candidate));
  if (path !== undefined) return { path, flags };
  const packaged = await import('@sparticuz/chromium');
  return { path: await packaged.default.executablePath(), flags: [...packaged.default.args, ...flags] };
}

/** Starts a real Chromium. Throws with a sentence when this machine has none. */
export async function launchBrowser(): Promise<Browser> {
  const found = await findChromium();
  return chromium.launch({ executablePath: found.path, args: [...found.flags] });
}
