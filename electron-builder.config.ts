import type { Configuration } from 'electron-builder';
import { afterPack, linuxExecutable } from './electron-fuses.config.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder puts the target's names in
const nativeBinding = 'node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node';

/** How the program is packed for each platform. Everything is bundled, but for the one package with a native binary. */
const configuration: Configuration = {
  appId: 'app.redline.console',
  productName: 'Redline',
  directories: { output: 'out/packages' },
  files: [
    'package.json',
    'out/main/**',
    // A packed program does not run as Node: what only the command line loads stays out.
    '!out/main/cli.js',
    '!out/main/start-web-shell-*.js',
    'out/preload/**',
    'out/renderer/**',
    'resources/**',
    '!resources/**/*.ts',
    '!node_modules/**',
    'node_modules/better-sqlite3/package.json',
    'node_modules/better-sqlite3/lib/**',
    nativeBinding,
  ],
  // Left to itself, it would unpack the whole package around a native file, out of reach of the integrity check.
  asar: { smartUnpack: false },
  asarUnpack: [nativeBinding],
  // The prebuilt binary speaks N-API: the same file serves Node and every Electron.
  npmRebuild: false,
  icon: 'resources/icons/icon.png',
  publish: null,
  afterPack,
  extraMetadata: { homepage: 'https://redline.example' },
  linux: {
    target: ['AppImage', 'deb'],
    executableName: linuxExecutable,
    category: 'Development',
    maintainer: 'Redline <redline@redline.example>',
    synopsis: 'On-call operations console and game-day simulator',
  },
  mac: { target: ['dmg'], category: 'public.app-category.developer-tools', hardenedRuntime: true },
  win: { target: ['nsis'] },
  nsis: { oneClick: false, perMachine: false },
};

export default configuration;
