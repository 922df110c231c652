import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rectangle } from 'electron';
import { z } from 'zod';
import type { Role } from '../../shared/model/ids.ts';

const coordinate = z.int().min(-32_768).max(32_767);
const windowStateSchema = z.strictObject({
  width: z.int().min(400).max(32_767),
  height: z.int().min(300).max(32_767),
  /** Null where the platform chooses the place. */
  position: z.strictObject({ x: coordinate, y: coordinate }).nullable(),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

/** A window that was never moved. */
export const firstWindowState: WindowState = { width: 1600, height: 900, position: null, maximized: false };

/** So much of a window's upper edge must be on a screen for a person to take hold of it. */
const graspPixels = 64;

function stateFile(folder: string, role: Role): string {
  return join(folder, `window-${role}.json`);
}

/** Where the window was when it was closed last; as new where nothing readable was kept. */
export async function readWindowState(folder: string, role: Role): Promise<WindowState> {
  try {
    return windowStateSchema.parse(JSON.parse(await readFile(stateFile(folder, role), 'utf8')));
  } catch {
    return firstWindowState;
  }
}

/** Keeps the window's place for the next start. A folder that cannot be written costs only the place. */
export async function keepWindowState(folder: string, role: Role, state: WindowState): Promise<void> {
  const file = stateFile(folder, role);
  try {
    await writeFile(`${file}.new`, JSON.stringify(state));
    await rename(`${file}.new`, file);
  } catch {
    // The next start opens the window in its first place.
  }
}

/** The same state, without the position where no screen shows it any more. */
export function withinScreens(state: WindowState, screens: readonly Rectangle[]): WindowState {
  const { position, width } = state;
  if (position === null) return state;
  const isReachable = screens.some(
    (screen) =>
      position.x + width >= screen.x + graspPixels &&
      position.x + graspPixels <= screen.x + screen.width &&
      position.y >= screen.y &&
      position.y + graspPixels <= screen.y + screen.height,
  );
  return isReachable ? state : { ...state, position: null };
}
