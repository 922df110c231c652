import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { servePort } from '../../main/api/serve-port.ts';
import type { RedlineClient } from '../../shared/contract/contract.ts';
import { PortMainDouble } from '../desktop/electron-double.ts';
import { fakeStation } from './fake-station.ts';

const { station } = fakeStation();

/** The page's end of a port that is served as in a window. */
function servedPort() {
  const { port1, port2 } = new MessageChannel();
  const port = new PortMainDouble(port1);
  const session = { person: 'ana', role: 'responder' as const, shell: { ...quietShell } };
  servePort({ station, session, port });
  return port2;
}

const quietShell = { kind: 'desktop' as const, notify: () => false, exportTarget: async () => null };

// What cannot be read is logged by what reads it: here it would fill the screen.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => vi.restoreAllMocks());

test('a port goes on answering calls after messages that are none', async () => {
  const port = servedPort();
  const client: RedlineClient = createORPCClient(new RPCLink({ port: port as unknown as MessagePort }));
  for (const message of ['', 'garbage', 'null', '{}', '{"i":"1","p":{}}', { i: '1', p: 7 }, null, 7])
    port.postMessage(message);
  expect(await client.session.read()).toMatchObject({ person: 'ana', shell: 'desktop' });
  port.close();
});

const words = fc.record(
  {
    i: fc.constantFrom('1', '2', '3'),
    t: fc.constantFrom(1, 2, 3, 4, 5),
    p: fc.record(
      {
        u: fc.constantFrom('/session/read', '/session/become', '/stream/open', '/timeline/export', '/nothing', '/'),
        h: fc.dictionary(fc.constantFrom('last-event-id', 'content-type', '__proto__'), fc.string(), { maxKeys: 2 }),
        b: fc.oneof(
          fc.jsonValue(),
          fc.record({
            json: fc.jsonValue(),
            meta: fc.array(fc.array(fc.jsonValue(), { maxLength: 4 }), { maxLength: 3 }),
          }),
        ),
        e: fc.string(),
        d: fc.jsonValue(),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['i'] },
);

test('no sequence of messages throws where nobody can catch it', async () => {
  const uncaught: unknown[] = [];
  const note = (reason: unknown) => void uncaught.push(reason);
  process.on('unhandledRejection', note);
  await fc.assert(
    fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 6 }), async (messages) => {
      const port = servedPort();
      for (const message of messages) port.postMessage(JSON.stringify(message));
      await new Promise((resolve) => setTimeout(resolve, 2));
      port.close();
    }),
    { numRuns: 300 },
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('unhandledRejection', note);
  expect(uncaught).toEqual([]);
});
