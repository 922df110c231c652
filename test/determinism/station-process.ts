import { createInterface } from 'node:readline';
import { openStation } from '../../main/station/open-station.ts';
import type { StationSession } from '../../main/station/sessions.ts';
import type { Station } from '../../main/station/station.ts';
import { bigDrill } from '../contract/big-drill.ts';

/**
 * A station in a process of its own that a test may kill at any moment: `station-process.ts FOLDER`. It goes on with the
 * folder's run, or starts one, and says on standard output, one JSON object a line, what it has promised. A line
 * `note TEXT` on standard input is given as a command; `pace` lets the run go as fast as it can.
 */
const folder = process.argv[2] ?? '';
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function findOrStart(station: Station, session: StationSession) {
  const [known] = await station.listRuns(session);
  if (known !== undefined) return known;
  const scenario = { drill: bigDrill(), seed: 9, responder: { kind: 'automatic' }, ending: 'unattended' } as const;
  return await station.startScenario({ drill: 'a-bad-night', scenario, pace: 600 });
}

async function obey(station: Station, session: StationSession, run: string): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'pace') {
      await station.paceRun(session, run, null, false);
      continue;
    }
    const text = line.slice('note '.length);
    const command = { kind: 'incident.note', incident: 'INC-1', text } as const;
    station.command(session, run, command).then(
      (number) => say({ kind: 'accepted', number, text }),
      () => undefined,
    );
  }
}

const station = await openStation({ folder });
const session = station.newSession();
session.role = 'trainer';
const { run, state, pace, events } = await findOrStart(station, session);
say({ kind: 'ready', run, state, pace, events });
void obey(station, session, run);
station.whenEnded(run).then(
  ({ digest }) => say({ kind: 'ended', digest }),
  (error: Error) => say({ kind: 'failed', problem: error.message }),
);
for await (const frame of await station.openStream(session, run, events, undefined)) {
  say({ kind: 'shown', to: frame.to, events: frame.status.events, digest: frame.status.digest });
  station.acknowledge(session, frame.stream, frame.frame);
}
