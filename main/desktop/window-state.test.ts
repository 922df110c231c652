import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstWindowState, keepWindowState, readWindowState, withinScreens } from './window-state.ts';

const kept = { width: 1200, height: 800, position: { x: 100, y: 50 }, maximized: true };
const screen = { x: 0, y: 0, width: 1920, height: 1080 };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redline-window-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a window comes back where it was, each role in its own place', async () => {
  await keepWindowState(folder, 'trainer', kept);
  expect(await readWindowState(folder, 'trainer')).toEqual(kept);
  expect(await readWindowState(folder, 'responder')).toEqual(firstWindowState);
});

test.each([
  '',
  'null',
  '[]',
  '{"width":1200}',
  '{"width":"1200","height":800,"position":null,"maximized":false}',
  '{"width":1200,"height":800,"position":{"x":1e9,"y":0},"maximized":false}',
  '{"width":12,"height":8,"position":null,"maximized":false}',
  '{"width":1200,"height":800,"position":null,"maximized":1}',
])('%j is as if nothing had been kept', async (text) => {
  writeFileSync(join(folder, 'window-responder.json'), text);
  expect(await readWindowState(folder, 'responder')).toEqual(firstWindowState);
});

test('a folder that is not there costs only the place', async () => {
  await expect(keepWindowState(join(folder, 'nothing'), 'trainer', kept)).resolves.toBeUndefined();
});

test.each([
  [{ x: 100, y: 50 }, true],
  [{ x: -1136, y: 0 }, true],
  [{ x: -1150, y: 0 }, false],
  [{ x: 1900, y: 0 }, false],
  [{ x: 0, y: -10 }, false],
  [{ x: 0, y: 1050 }, false],
  [{ x: 3000, y: 3000 }, false],
])('a window at %j can be taken hold of: %s', (position, isReachable) => {
  expect(withinScreens({ ...kept, position }, [screen]).position).toEqual(isReachable ? position : null);
  expect(withinScreens({ ...kept, position }, []).position).toBeNull();
});
