import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rectangle } from 'electron';
import type { Role } from '../../shared/model/ids.ts';

export interface WindowState {
  readonly width: number;
  readonly height: number;
  /** Null where the platform chooses the place. */
  readonly position: { readonly x: number; readonly y: number } | null;
  readonly maximized: boolean;
}

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
    return checkWindowState(JSON.parse(await readFile(stateFile(folder, role), 'utf8'))) ?? firstWindowState;
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

// By hand, because the schemas would be the largest part of what must load before the first window.
function checkWindowState(found: unknown): WindowState | null {
  if (!isRecord(found) || typeof found.maximized !== 'boolean') return null;
  const { width, height, position, maximized } = found;
  if (!isPixels(width, 400) || !isPixels(height, 300)) return null;
  if (position === null) return { width, height, position, maximized };
  if (!isRecord(position) || !isPixels(position.x, -32_768) || !isPixels(position.y, -32_768)) return null;
  return { width, height, position: { x: position.x, y: position.y }, maximized };
}

function isRecord(found: unknown): found is Record<string, unknown> {
  return typeof found === 'object' && found !== null;
}

function isPixels(found: unknown, least: number): found is number {
  return Number.isInteger(found) && Number(found) >= least && Number(found) <= 32_767;
}
