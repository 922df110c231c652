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

/**
 * The first Chromium of this machine: the one named, the system's, Playwright's, or the one in an npm package, which is
 * unpacked now. Call it in one process only; the others are told by `REDLINE_CHROMIUM`.
 */
export async function findChromium(): Promise<string> {
  const candidates = [process.env.REDLINE_CHROMIUM ?? '', '/usr/bin/chromium', chromium.executablePath()];
  const path = candidates.find((candidate) => candidate !== '' && isExecutable(candidate));
  if (path !== undefined) return path;
  const packaged = await import('@sparticuz/chromium');
  return packaged.default.executablePath();
}

/** Starts a real Chromium. Throws with a sentence when this machine has none. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: [...flags] });
}
