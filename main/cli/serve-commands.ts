import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { findElectron } from './electron-binary.ts';
import { openBrowser } from './open-browser.ts';
import { programFolder } from './program-folder.ts';
import { fileProblem, UserProblem } from './user-problem.ts';

interface StationOption {
  readonly station?: string;
}

interface ServeOptions extends StationOption {
  readonly host: string;
  readonly port: number;
  readonly certificate?: string;
  readonly key?: string;
  readonly allowInsecureRemote?: boolean;
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Time between two looks whether npm is still there. */
const parentLookMs = 250;

const stationHelp = 'folder of the database (default: the application-data folder)';

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('expected 0 to 65535.');
  return port;
}

/** `redline start` and `redline serve`: the console in a window, or for browsers. */
export function addServeCommands(program: Command): void {
  program
    .command('start')
    .description('open the console: a window where there can be one, otherwise the browser')
    .option('--web', 'use the browser at once')
    .option('--station <dir>', stationHelp)
    .option('--perf', 'print how long each step of the start took')
    .addHelpText('after', '\nExamples:\n  redline start\n  redline start --web\n  redline start --station ./team-a')
    .action(startConsole);
  program
    .command('serve')
    .description('serve the console to browsers and print its address with the one-time token')
    .option('--station <dir>', stationHelp)
    .option('--host <address>', 'address to listen on; another than loopback needs a certificate', '127.0.0.1')
    .option('--port <number>', 'port to listen on, 0 for any that is free', parsePort, 0)
    .option('--certificate <file>', 'certificate in PEM, for https')
    .option('--key <file>', 'its private key in PEM')
    .option('--allow-insecure-remote', 'without a certificate: everybody on the network may read and steer the console')
    .addHelpText(
      'after',
      `
Examples:
  redline serve --port 8321
  redline serve --host 0.0.0.0 --certificate cert.pem --key key.pem`,
    )
    .action(async (options: ServeOptions) => {
      await serve(options);
    });
}

async function startConsole(options: StationOption & { web?: boolean; perf?: boolean }): Promise<void> {
  if (options.web !== true) {
    const electron = await findElectron(programFolder);
    if ('path' in electron) {
      process.exitCode = await runWindow(electron.path, options);
      return;
    }
    process.stderr.write(`redline: no window, because ${electron.missing}: the console opens in the browser instead\n`);
  }
  const url = await serve({ ...options, host: '127.0.0.1', port: 0 });
  openBrowser(url);
}

/** Runs the desktop shell until it ends; answers its exit code. */
function runWindow(binary: string, options: StationOption & { perf?: boolean }): Promise<number> {
  const station = options.station === undefined ? [] : ['--station', options.station];
  const perf = options.perf === true ? ['--perf'] : [];
  return new Promise((resolve, reject) => {
    const child = spawn(binary, [programFolder, ...station, ...perf], { stdio: 'inherit' });
    // A terminal tells both, but kill and npm tell only us.
    for (const signal of stopSignals) process.on(signal, () => child.kill(signal));
    child.on('error', (error) => reject(fileProblem(binary, error)));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function readCertificate(options: ServeOptions): Promise<{ certificate?: { key: string; cert: string } }> {
  const { certificate, key } = options;
  if (certificate === undefined && key === undefined) return {};
  if (certificate === undefined || key === undefined) {
    throw new UserProblem('--certificate and --key belong together: give both, in PEM');
  }
  const [cert, privateKey] = await Promise.all([readPem(certificate), readPem(key)]);
  return { certificate: { cert, key: privateKey } };
}

async function readPem(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fileProblem(file, error);
  });
  if (!text.includes('-----BEGIN ')) throw new UserProblem(`${file}: line 1: no PEM, expected -----BEGIN …`);
  return text;
}

/** Opens the station and serves its console until the program is told to stop; answers the address to open. */
async function serve(options: ServeOptions): Promise<string> {
  const certificate = await readCertificate(options);
  const [{ openStation }, { startWebShell }, { printNotices }] = await Promise.all([
    import('../station/open-station.ts'),
    import('../web/start-web-shell.ts'),
    import('./temporary-station.ts'),
  ]);
  const station = await openStation({ folder: options.station ?? null });
  try {
    printNotices(station);
    const shell = await startWebShell({
      station,
      rendererFolder: join(programFolder, 'out/renderer'),
      host: options.host,
      port: options.port,
      allowInsecureRemote: options.allowInsecureRemote ?? false,
      ...certificate,
    });
    // Before the address is out: whoever reads it may tell us to stop at once.
    stopOnSignal(async () => {
      await shell.close();
      await station.close();
    });
    process.stdout.write(`${shell.url}\n`);
    return shell.url;
  } catch (error) {
    await station.close();
    throw error;
  }
}

/** Ends in order on the first signal, at once on the second. */
function stopOnSignal(close: () => Promise<void>): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`redline: ${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of stopSignals) process.on(signal, stop);
  if (process.env.npm_lifecycle_event !== undefined) watchParent(stop);
}

/** Whoever ends npm ends only npm and its shell, and nobody would know that the station is still open. */
function watchParent(stop: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, parentLookMs);
  timer.unref();
}
