import { afterAll, beforeAll, describe, test } from 'vitest';
import type { StationSession } from '../../main/station/sessions.ts';
import { drill } from './case-tools.ts';
import { contractCases } from './cases.ts';
import { openTestStation, type TestStation, until } from './test-station.ts';
import { type Connection, transports } from './transports.ts';

/** Starts the drill at full speed: it slows down at its first page, and there it is paused. */
async function startPaged({ station }: TestStation, session: StationSession): Promise<string> {
  const { run } = await station.startRun(session, { drill, seed: 7, pace: null, dropWhenPaged: true });
  await until(async () => ((await station.readRun(session, run)).pages > 0 ? true : null), 'the first page');
  await station.paceRun(session, run, 0, true);
  return run;
}

async function startEnded({ station }: TestStation, session: StationSession): Promise<string> {
  const { run } = await station.startRun(session, { drill, seed: 8, pace: null, dropWhenPaged: false });
  await station.whenEnded(run);
  return run;
}

for (const [name, connect] of Object.entries(transports)) {
  describe(`the contract ${name}`, () => {
    let opened: TestStation;
    let session: StationSession;
    let connection: Connection;
    let runs: { paged: string; ended: string };

    beforeAll(async () => {
      opened = await openTestStation();
      session = opened.station.newSession();
      runs = { paged: await startPaged(opened, session), ended: await startEnded(opened, session) };
      connection = await connect({ station: opened.station, session });
    });
    afterAll(async () => {
      await connection?.vanish();
      await opened?.close();
    });

    for (const { name: caseName, run } of contractCases) {
      test(caseName, async () => {
        const { client } = connection;
        await run({ client, session, shell: opened.shell, station: opened, ...runs });
      });
    }
  });
}
