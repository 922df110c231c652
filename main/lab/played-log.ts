import { addNs, formatSyslogTime, parseInstant } from '../../shared/lib/civil-time.ts';
import { minuteNs } from '../../shared/lib/time.ts';
import type { Drill } from '../../shared/model/drill.ts';
import { createSimulation } from '../simulation/world.ts';

/** For tests: the messages file that half an hour of a drill leaves behind, line by line. */
export function playedLog(drill: Drill, seed = 7): string[] {
  const simulation = createSimulation({ drill, seed, responder: { kind: 'people' }, ending: 'unattended' });
  simulation.advance(30 * minuteNs, Number.POSITIVE_INFINITY);
  const start = parseInstant(drill.startsAt) ?? { epochSeconds: 0, nanoseconds: 0 };
  return simulation.take(100_000).flatMap(({ at, kind, data }) => {
    if (!kind.startsWith('message.') || !('text' in data) || !('host' in data)) return [];
    // A repetition has the date of its last line.
    const writtenNs = 'lastAtNs' in data ? data.lastAtNs : at;
    const head = `${formatSyslogTime(addNs(start, writtenNs))} ${data.host}`;
    return data.text.split('\n').map((line) => `${head} ${line}`);
  });
}
