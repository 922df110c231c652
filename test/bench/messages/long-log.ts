import { performance } from 'node:perf_hooks';
import { batchEvents, batchWindow } from '../../../main/workers/simulation-protocol.ts';
import { openStoreClient } from '../../../main/workers/store-client.ts';
import type { LoggedEvent } from '../../../shared/model/events.ts';
import { appendStart, eccData, LogBuilder, lineData, onProcessor, sampleScenario } from '../../store/log-builder.ts';
import { batchOf } from '../../store/station.ts';

const linesAnError = 4;
const errorsAChunk = 5_000;

/** An error as a host logs it: three lines of one message, and one that decodes the syndrome. */
function appendError(log: LogBuilder, inject: number, error: number): void {
  log.at += 80e6;
  const errId = `0x00000040.${error.toString(16).padStart(8, '0')}`;
  const reported = log.append('ecc.reported', 'sf15k-domc/64', { ...eccData, errId }, [inject]);
  const start = 'SUNW,UltraSPARC-III+: [ID 123456 kern.info] [AFT0]';
  const header = [
    `${start} CPC Event detected by CPU64 at TL=0, errID ${errId}`,
    '    AFSR 0x00000100<CPC>.00000031 AFAR 0x000000a1.f06b4000',
    '    Fault_PC 0x10152880 Esynd 0x0031 SB2/P0/E0 J4400',
  ].join('\n');
  log.append('message.logged', onProcessor.host, lineData(header), [reported]);
  const syndrome = `${start} errID ${errId} Data Bit ${error % 128} was in error and corrected`;
  log.append('message.logged', onProcessor.host, lineData(syndrome), [reported]);
}

/**
 * Writes a run with a log of so many lines, which is over, into a new station, through the store's own worker. Answers
 * how many events that took, and how long.
 */
export async function writeLongLog(folder: string, lines: number): Promise<{ events: number; seconds: number }> {
  const client = await openStoreClient({ folder });
  await client.createRun({ run: 'run-1', drill: 'quiet', scenario: sampleScenario, createdAt: '2026-11-21T22:00:00Z' });
  const log = new LogBuilder();
  const start = appendStart(log);
  const inject = log.append('inject.ecc', 'sf15k-domc/64', { ...onProcessor, inject: 0, name: 'CPC' }, [start]);
  const onTheWay: Promise<void>[] = [];
  const startedMs = performance.now();
  let written = 0;
  const write = async (end: number, ended: string | null): Promise<void> => {
    for (; written < end; written += batchEvents) {
      const some = log.events.slice(written, Math.min(end, written + batchEvents));
      if (onTheWay.length === batchWindow) await onTheWay.shift();
      const isLast = written + batchEvents >= end;
      onTheWay.push(client.append(batchOf(some, { ended: isLast ? ended : null })));
    }
    written = end;
  };
  for (let error = 0; error * linesAnError < lines; error += 1) {
    appendError(log, inject, error);
    if (error % errorsAChunk === errorsAChunk - 1) await write(log.events.length, null);
  }
  log.append('run.ended', 'run', { reason: 'the log is long enough' }, [start]);
  const events: readonly LoggedEvent[] = log.events;
  await write(events.length, 'the log is long enough');
  await Promise.all(onTheWay);
  await client.close();
  return { events: events.length, seconds: (performance.now() - startedMs) / 1_000 };
}
