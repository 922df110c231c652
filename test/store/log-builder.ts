import {
  type EventDataOf,
  type EventKind,
  hiddenCause,
  type LoggedEvent,
  truthKinds,
} from '../../shared/model/events.ts';
import type { Scenario } from '../../shared/model/scenario.ts';

/** A scenario with one host and two people, as small as one can be. */
export const sampleScenario: Scenario = {
  seed: 7,
  responder: { kind: 'people' },
  ending: 'attended',
  drill: {
    version: 1,
    title: 'A quiet Thursday',
    summary: '',
    startsAt: '2003-10-23T11:37:05Z',
    zone: 'America/Chicago',
    hosts: [
      {
        name: 'sf15k-domc',
        platform: 'starcat',
        node: 0,
        cpuType: 'US-III+',
        release: 'solaris9',
        bootedAt: '2003-10-01T00:00:00Z',
        processors: [64],
      },
    ],
    people: [
      { id: 'ada', name: 'Ada Byron' },
      { id: 'grace', name: 'Grace Hopper' },
    ],
    turn: '7d',
    escalateAfter: '5m',
    injects: [{ at: '1m', kind: 'bind-thread', host: 'sf15k-domc', processor: 64 }],
  },
};

/** Writes a log by hand, with both numberings as the simulation gives them. */
export class LogBuilder {
  readonly events: LoggedEvent[] = [];
  at = 0;
  #observed = 0;

  /** Appends an event at `at` and answers its seq. */
  append<Kind extends EventKind>(kind: Kind, subject: string, data: EventDataOf<Kind>, causes: number[] = []): number {
    const isTruth = truthKinds.has(kind);
    if (!isTruth) this.#observed += 1;
    const observedCauses = causes.map((cause) => this.events[cause - 1]?.observed || hiddenCause);
    const seq = this.events.length + 1;
    const observed = isTruth ? 0 : this.#observed;
    this.events.push({ seq, at: this.at, kind, subject, data, causes, observed, observedCauses });
    return seq;
  }
}

export const onProcessor = { host: 'sf15k-domc', processor: 64 } as const;

export const eccData: EventDataOf<'ecc.reported'> = {
  ...onProcessor,
  name: 'UCC',
  category: 'A',
  errId: '0x00000040.000001f0',
  afsr: '0x00000040.000001f0',
  afar: '0x00000040.000001f0',
  syndrome: 0x71,
  unum: 'SB2/P0/E0',
  first: false,
  multiple: false,
};

export const lineData = (text: string, host = onProcessor.host): EventDataOf<'message.logged'> => ({
  host,
  module: 'SUNW,UltraSPARC-III+',
  id: 123456,
  level: 'warning',
  text,
});

/** Start of a run: the run itself, its host with one processor, who is on call. Answers the seq of the start. */
export function appendStart(log: LogBuilder): number {
  const { title, startsAt, zone } = sampleScenario.drill;
  const start = log.append('run.started', '', { title, seed: 7, startsAt, zone });
  const host = { host: 'sf15k-domc', platform: 'starcat', cpuType: 'US-III+', release: 'solaris9' };
  const booted = log.append('host.booted', 'sf15k-domc', { ...host, bootedAt: '2003-10-01T00:00:00Z' }, [start]);
  log.append('processor.configured', 'cpu64', { ...onProcessor, board: 'SB2', position: 'SB2/P0' }, [booted]);
  log.append('oncall.began', 'ada', {
    person: 'ada',
    name: 'Ada Byron',
    next: 'grace',
    nextName: 'Grace Hopper',
    untilNs: 604_800e9,
    why: 'first of the rotation',
  });
  return start;
}

/** Three errors, each injected, logged and counted; the third fires. Answers the seqs of the errors and of the firing. */
function appendFiring(log: LogBuilder): { errors: number[]; fired: number } {
  const counts: number[] = [];
  const errors: number[] = [];
  for (let count = 1; count <= 3; count += 1) {
    log.at += 60e9;
    const inject = log.append('inject.ecc', 'cpu64', { ...onProcessor, inject: count, name: 'UCC' }, [1]);
    const error = log.append('ecc.reported', 'cpu64', eccData, [inject]);
    log.append('message.logged', 'sf15k-domc', lineData(`UCC Event detected by CPU64, ${count} of 3`), [error]);
    errors.push(error);
    counts.push(log.append('serd.counted', 'cpu64', { ...onProcessor, count, limit: 2, windowNs: 86_400e9 }, [error]));
  }
  const fired = log.append('serd.fired', 'cpu64', { ...onProcessor, count: 3, limit: 2, windowNs: 86_400e9 }, counts);
  return { errors, fired };
}

/** An alert with its incident and first page, as paging does it. Answers their seqs. */
export function appendPage(
  log: LogBuilder,
  cause: number,
  number: number,
): { alert: number; opened: number; page: number } {
  const incident = `INC-${number}`;
  const about = { severity: 'high', title: 'Processor going off-line' };
  const alertData = { alert: `ALERT-${number}`, rule: 'processor-offline', ...about, ...onProcessor, evidence: 'SERD' };
  const alert = log.append('alert.raised', 'cpu64', alertData, [cause]);
  const opened = log.append('incident.opened', incident, { incident, ...about, host: onProcessor.host }, [alert]);
  const pageData = { page: `PAGE-${number}`, incident, person: 'ada', step: 1, ...about, why: 'on call' };
  return { alert, opened, page: log.append('page.sent', `PAGE-${number}`, pageData, [opened]) };
}

/** A whole small log: start, firing, page, acknowledged, noted, calm, resolved. */
export function sampleLog(): LogBuilder {
  const log = new LogBuilder();
  appendStart(log);
  const { fired } = appendFiring(log);
  const offlined = { ...onProcessor, reason: 'Excessive errors', attempts: 1 };
  log.at += 1e9;
  const off = log.append('processor.offlined', 'cpu64', offlined, [fired]);
  const { page } = appendPage(log, off, 1);
  log.at += 62e9;
  const incident = 'INC-1';
  const acknowledged = log.append('incident.acknowledged', incident, { incident, person: 'ada', waitedNs: 62e9 }, [
    page,
  ]);
  log.append('incident.noted', incident, { incident, person: 'ada', text: 'Looking | at it' }, [acknowledged]);
  log.at += 60e9;
  const calm = log.append('incident.calmed', incident, { incident, evidence: 'no error for 120 s' }, [off]);
  log.append('incident.resolved', incident, { incident, person: 'ada' }, [calm]);
  return log;
}
