import { join } from 'node:path';
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import type { AfterPackContext } from 'electron-builder';

/** The name of the binary on Linux, in lower case as commands are there. */
export const linuxExecutable = 'redline';

/** What the shipped binary can and cannot do, every fuse written out. Linux has no asar integrity: there 4 is idle. */
export const fuses: Readonly<Record<FuseV1Options, boolean>> = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** Sets the fuses of a binary and reads them back. Rejects when one is not as it should be. */
export async function burnFuses(binary: string, resetAdHocDarwinSignature: boolean): Promise<void> {
  await flipFuses(binary, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature,
    ...fuses,
  });
  const wire = await getCurrentFuseWire(binary);
  for (const [fuse, isOn] of Object.entries(fuses)) {
    const option = Number(fuse) as FuseV1Options;
    if (wire[option] === (isOn ? FuseState.ENABLE : FuseState.DISABLE)) continue;
    throw new Error(`fuse ${FuseV1Options[option]} of ${binary} is not ${isOn ? 'on' : 'off'} after it was set`);
  }
}

/** Runs after the program was packed and before it is signed. */
export async function afterPack(context: AfterPackContext): Promise<void> {
  const { appOutDir, electronPlatformName, packager } = context;
  const name = packager.appInfo.productFilename;
  const binaries: Readonly<Record<string, string>> = {
    darwin: `${name}.app/Contents/MacOS/${name}`,
    win32: `${name}.exe`,
    linux: linuxExecutable,
  };
  const binary = binaries[electronPlatformName];
  if (binary === undefined) throw new Error(`no name of the binary is known for ${electronPlatformName}`);
  await burnFuses(join(appOutDir, binary), electronPlatformName === 'darwin');
}
