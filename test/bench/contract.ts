/*
 * What a call of the console costs: the pager's view, read over a WebSocket from the store's thread and back.
 * Run with `node test/bench/contract.ts`.
 */
import { openTestStation } from '../contract/test-station.ts';
import { transports } from '../contract/transports.ts';

const warmUpCalls = 300;
const calls = 2_000;

const opened = await openTestStation();
const { station } = opened;
const session = station.newSession();
const { run } = await station.startRun(session, {
  drill: 'sf15k-domc-1136',
  seed: 7,
  pace: null,
  dropWhenPaged: false,
});
await station.whenEnded(run);
const connection = await transports['over a WebSocket']?.({ station, session });
if (connection === undefined) throw new Error('there is no WebSocket transport');

const tookMs: number[] = [];
for (let call = 0; call < warmUpCalls + calls; call += 1) {
  const startMs = performance.now();
  await connection.client.incidents.pager({ run });
  if (call >= warmUpCalls) tookMs.push(performance.now() - startMs);
}
const median = tookMs.toSorted((one, other) => one - other)[calls / 2] ?? Number.NaN;
const line = { bench: 'call-over-websocket', value: Number(median.toFixed(3)), unit: 'ms, median', goal: '< 2' };
process.stdout.write(`${JSON.stringify(line)}\n`);

await connection.vanish();
await opened.close();
