import { findChromium } from './browser.ts';

/** Chooses the browser once for all test processes: two that unpacked it at the same time would break it. */
export async function setup(): Promise<void> {
  process.env.REDLINE_CHROMIUM = await findChromium();
}
