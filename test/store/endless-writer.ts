import { openStore } from '../../main/store/open-store.ts';
import { appendStart, LogBuilder, lineData, sampleScenario } from './log-builder.ts';
import { batchOf } from './station.ts';

/**
 * Appends to a run and accepts commands until it is killed. Prints a line for everything that the store has
 * acknowledged: `event SEQ`, `command NUMBER`. Goes on with a run that is there already.
 */
const [folder = ''] = process.argv.slice(2);
const store = openStore({ folder, now: () => new Date() });
const run = 'run-1';
if (store.readRun(run) === null) store.createRun({ run, drill: 'quiet', scenario: sampleScenario, createdAt: '' });

const log = new LogBuilder();
appendStart(log);
let { seq } = store.resumePoint(run);
const command = { kind: 'incident.note', incident: 'INC-1', text: 'still looking' } as const;

/** The lines are the same in every process, so that each can go on where the last was killed. */
function growTo(length: number): void {
  while (log.events.length < length) {
    log.at = log.events.length * 1e6;
    log.append('message.logged', 'sf15k-domc', lineData(`line ${log.events.length}`), [1]);
  }
}

for (let round = 0; ; round += 1) {
  const size = 10 + ((round * 37) % 490);
  growTo(seq + size);
  store.append(batchOf(log.events.slice(seq, seq + size)));
  seq += size;
  process.stdout.write(`event ${seq}\n`);
  if (round % 3 === 0) {
    const accepted = store.acceptCommand({ run, actor: 'ada', role: 'responder', command, createdAt: '' });
    process.stdout.write(`command ${accepted.number}\n`);
  }
}
