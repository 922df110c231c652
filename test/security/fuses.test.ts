import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { afterAll, beforeAll, expect, test } from 'vitest';
import configuration from '../../electron-builder.config.ts';
import { burnFuses, fuses } from '../../electron-fuses.config.ts';

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redline-fuses-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file with a fuse wire as Electron's binary has it: sentinel, version, length, one digit a fuse. */
function binaryWith(wire: string): string {
  const file = join(folder, 'binary');
  writeFileSync(
    file,
    Buffer.concat([Buffer.alloc(64, 7), Buffer.from(sentinel), Buffer.from([1, wire.length]), Buffer.from(wire)]),
  );
  return file;
}

test('every fuse is as the security table says', () => {
  const named = Object.entries(fuses).map(([fuse, isOn]) => [FuseV1Options[Number(fuse)], isOn]);
  expect(Object.fromEntries(named)).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
    WasmTrapHandlers: true,
  });
});

test('they are burnt into the binary, in the order of its wire', async () => {
  const file = binaryWith('101100010');
  await burnFuses(file, false);
  expect(readFileSync(file).subarray(-9).toString()).toBe('010011001');
});

test('a binary without a wire is refused', async () => {
  const file = join(folder, 'no-wire');
  writeFileSync(file, Buffer.alloc(256, 7));
  await expect(burnFuses(file, false)).rejects.toThrow();
});

test('a binary with a fuse that the list does not know is refused', async () => {
  await expect(burnFuses(binaryWith('1011000101'), false)).rejects.toThrow();
});

test('every platform has its packages', () => {
  expect([configuration.linux?.target, configuration.mac?.target, configuration.win?.target]).toEqual([
    ['AppImage', 'deb'],
    ['dmg'],
    ['nsis'],
  ]);
});
