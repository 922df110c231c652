import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { program, redline, root, temporaryFolder } from './redline.ts';

const isLinux = process.platform === 'linux';
const noElectron = !existsSync(join(root, 'node_modules/electron/path.txt'));
const noDisplay = { DISPLAY: '', WAYLAND_DISPLAY: '' };

interface Console {
  readonly child: ChildProcess;
  /** The first line on standard output that is an address. */
  readonly url: string;
  readonly lines: readonly string[];
  readonly errors: () => string;
}

/** Starts a console and waits for its address. */
async function open(words: readonly string[], environment: Record<string, string>, command = program) {
  const child = spawn(command, words, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let output = '';
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const found = /^http:\S+(?=\n)/m.exec(output);
      if (found) resolve(found[0]);
    });
    child.on('close', (exit) => reject(new Error(`it ended with ${exit}: ${errors}`)));
  });
  const opened: Console = { child, url, lines: output.trimEnd().split('\n'), errors: () => errors };
  return opened;
}

async function stop({ child }: Console): Promise<unknown> {
  child.kill('SIGTERM');
  const [exit] = await once(child, 'close');
  return exit;
}

test.runIf(isLinux)('without a display it says why in one line and prints the address alone', async () => {
  const station = join(temporaryFolder(), 'a station');
  const opened = await open(['start', '--station', station], noDisplay);
  expect(opened.lines).toEqual([opened.url]);
  expect(opened.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
  expect(opened.errors()).toBe(
    'redline: no window, because there is no display here: the console opens in the browser instead\n',
  );
  const page = await fetch(opened.url, { redirect: 'manual' });
  expect(page.status).toBeLessThan(400);
  expect(await stop(opened)).toBe(0);
  const again = await open(['start', '--web', '--station', station], noDisplay);
  expect(again.errors()).toBe('');
  expect(await stop(again)).toBe(0);
});

test.runIf(isLinux && noElectron).each([
  ['http://127.0.0.1:1/', 'the Electron binary is not here yet and 127.0.0.1:1 cannot be reached to download it'],
  ['nowhere', 'the download address nowhere is no URL'],
])('without Electron and a way to %s the browser is used', async (mirror, reason) => {
  // A PATH without xdg-open: nothing is opened on the screen of whoever runs the tests.
  const environment = { DISPLAY: ':77', ELECTRON_MIRROR: mirror, npm_config_electron_mirror: '', PATH: '/bin' };
  const opened = await open(['start', '--station', temporaryFolder()], environment);
  expect(opened.errors()).toBe(`redline: no window, because ${reason}: the console opens in the browser instead\n`);
  expect(await stop(opened)).toBe(0);
});

test('a second console on a station, a busy port and an open door are refused in one sentence', async () => {
  const folder = temporaryFolder();
  const first = await open(['serve', '--station', join(folder, 'one')], {});
  const { port } = new URL(first.url);
  const cases: [string[], RegExp][] = [
    [['serve', '--station', join(folder, 'one')], /Another Redline has the station .* open/],
    [['serve', '--station', join(folder, 'two'), '--port', port], new RegExp(`Port ${port} on 127.0.0.1 is used by`)],
    [
      ['serve', '--station', join(folder, 'two'), '--host', '0.0.0.0'],
      /without a certificate .*--allow-insecure-remote/,
    ],
  ];
  for (const [words, sentence] of cases) {
    const { exit, output, errors } = await redline(words);
    expect({ exit, output }).toEqual({ exit: 1, output: '' });
    expect(errors).toMatch(sentence);
    expect(errors).toMatch(/^redline: [^\n]+\n$/);
  }
  expect((await fetch(first.url, { redirect: 'manual' })).status).toBeLessThan(400);
  expect(await stop(first)).toBe(0);
});

test('a damaged database is set aside, which is said', async () => {
  const station = temporaryFolder();
  writeFileSync(join(station, 'redline.db'), 'this is no database'.repeat(100));
  const opened = await open(['serve', '--station', station], {});
  expect(opened.errors()).toMatch(/^redline: The station's database was damaged\. It was set aside as [^\n]+\n$/);
  expect(await stop(opened)).toBe(0);
  expect(readdirSync(station).filter((name) => name.startsWith('redline.damaged-'))).toHaveLength(1);
});

test.runIf(isLinux)('when npm is ended the console ends too and leaves the station free', async () => {
  const station = temporaryFolder();
  const line = '"$0" serve --station "$1" & wait';
  const opened = await open(['-c', line, program, station], { npm_lifecycle_event: 'start' }, '/bin/sh');
  opened.child.kill('SIGKILL');
  // Its output closes when the last process that holds it has ended.
  await once(opened.child, 'close');
  const again = await open(['serve', '--station', station], {});
  expect(await stop(again)).toBe(0);
});

test.runIf(isLinux && noElectron)('a host that never answers is given up', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  onTestFinished(() => {
    silent.close();
  });
  await once(silent, 'listening');
  const address = silent.address();
  const mirror = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  const environment = { DISPLAY: ':77', ELECTRON_MIRROR: mirror, npm_config_electron_mirror: '', PATH: '/bin' };
  const opened = await open(['start', '--station', temporaryFolder()], environment);
  expect(opened.errors()).toContain('cannot be reached to download it: the console opens in the browser instead');
  expect(await stop(opened)).toBe(0);
});
