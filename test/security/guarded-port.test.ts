import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { MessagePortMain } from 'electron';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { servePort } from '../../main/api/serve-port.ts';
import { guardPort, isCallMessage } from '../../main/desktop/guarded-port.ts';
import type { RedlineClient } from '../../shared/contract/contract.ts';
import { PortMainDouble } from '../desktop/electron-double.ts';
import { fakeStation } from './fake-station.ts';

const { station } = fakeStation();

/** The page's end of a port that is served as in a window. */
function servedPort() {
  const { port1, port2 } = new MessageChannel();
  const port = new PortMainDouble(port1) as unknown as MessagePortMain;
  const session = { person: 'ana', role: 'responder' as const, shell: { ...quietShell } };
  servePort({ station, session, port: guardPort(port) });
  return port2;
}

const quietShell = { kind: 'desktop' as const, notify: () => false, exportTarget: async () => null };

test('what a console really sends is let through', async () => {
  const port = servedPort();
  const client: RedlineClient = createORPCClient(new RPCLink({ port: port as unknown as MessagePort }));
  expect(await client.session.read()).toMatchObject({ person: 'ana', shell: 'desktop' });
  expect(isCallMessage('{"i":"2","p":{"u":"/stream/open","b":{},"h":{"last-event-id":"3"}}}')).toBe(true);
  expect(isCallMessage('{"i":"2","t":4}')).toBe(true);
  port.close();
});

test.each([
  '',
  'null',
  '[]',
  '{}',
  '{"i":1,"t":4}',
  '{"i":"1","t":1}',
  '{"i":"1","t":2,"p":{}}',
  '{"i":"1","p":{"u":"http://evil.example/"}}',
  '{"i":"1","p":{"u":"/../session"}}',
  '{"i":"1","p":{"u":"/session/read","m":"GET"}}',
  '{"i":"1","p":{"u":"/session/read","h":{"content-type":"multipart/form-data"}}}',
  '{"i":"1","p":{"u":"/session/read","h":{"last-event-id":["1"]}}}',
])('%s closes the port', async (words) => {
  const port = servedPort();
  const closed = once(port, 'close');
  port.postMessage(words);
  await closed;
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
