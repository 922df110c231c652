import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assertPresent } from '../../../shared/lib/assert.ts';
import { addNs, formatSyslogTime, parseInstant } from '../../../shared/lib/civil-time.ts';
import { millisecondNs, secondNs } from '../../../shared/lib/time.ts';
import type { DrillHost } from '../../../shared/model/drill.ts';
import { Engine } from '../engine/engine.ts';
import type { SimulationState } from '../simulation.ts';
import { BootTimes } from './boot-times.ts';
import { kernelMessage } from './kernel-message.ts';
import { Syslogd } from './syslogd.ts';
import { drillHostOf } from './test-processors.ts';

const bootedAt = '2003-10-23T15:30:00.000Z';
const start = assertPresent(parseInstant(bootedAt), 'an instant');
const host = drillHostOf({ bootedAt });
const otherHost = drillHostOf({ name: 'sf15k-domd', bootedAt });

interface Message {
  readonly atNs: number;
  readonly host: DrillHost;
  readonly text: string;
}

/** A world with nothing but syslogd, to which messages come at given instants. */
class SyslogdRun {
  readonly engine = new Engine({ seed: 1 });
  readonly syslogd: Syslogd;
  readonly bootTimes = new BootTimes(bootedAt);

  constructor(messages: readonly Message[], firstAlarmNs: number, saved: SimulationState | null = null) {
    this.syslogd = new Syslogd(this.engine, [host, otherHost], this.bootTimes, firstAlarmNs);
    const send = this.engine.handler('test.send', (index) => {
      const message = assertPresent(messages[index], 'a message');
      this.syslogd.write(message, kernelMessage('unix', 'note', message.text), 1);
    });
    if (saved !== null) {
      this.engine.restore(saved);
      return;
    }
    this.engine.append('run.started', 'run', { title: '', seed: 1, startsAt: bootedAt, zone: 'UTC' }, []);
    messages.forEach(({ atNs }, index) => {
      this.engine.schedule(atNs, send, index);
    });
  }

  /** The messages file of a host, each line with its date. */
  file(untilNs: number, of: DrillHost = host): string[] {
    this.engine.advance(untilNs, Number.POSITIVE_INFINITY);
    return this.engine.take(Number.POSITIVE_INFINITY).flatMap(({ at, subject, data }) => {
      if (subject !== of.name || !('text' in data)) return [];
      const writtenNs = 'lastAtNs' in data ? data.lastAtNs : at;
      return data.text.split('\n').map((line) => `${formatSyslogTime(addNs(start, writtenNs))} ${line}`);
    });
  }
}

const logged = (text: string): string => kernelMessage('unix', 'note', text).text;

/** What syslogd writes, worked out anew for every line from all lines and alarms before it. */
function naiveFile(messages: readonly Message[], firstAlarmNs: number, untilNs: number): string[] {
  const steps: { atNs: number; line: string | null }[] = [];
  for (let atNs = firstAlarmNs; atNs <= untilNs; atNs += 400 * secondNs) steps.push({ atNs, line: null });
  for (const { atNs, text } of messages) {
    for (const line of logged(text).split('\n')) steps.push({ atNs, line });
  }
  // An alarm was set before a message of the same instant was sent.
  steps.sort((one, other) => one.atNs - other.atNs || Number(one.line !== null) - Number(other.line !== null));
  const file: string[] = [];
  const date = (atNs: number): string => formatSyslogTime(addNs(start, atNs));
  let since: { atNs: number; line: string | null }[] = [];
  const flush = (): void => {
    const [, ...repeated] = since;
    const last = repeated.at(-1);
    if (last === undefined) return;
    file.push(`${date(last.atNs)} last message repeated ${repeated.length} time${repeated.length > 1 ? 's' : ''}`);
    since = [];
  };
  for (const step of steps) {
    if (step.line !== null && since[0]?.line === step.line) {
      since.push(step);
      continue;
    }
    flush();
    if (step.line === null) continue;
    file.push(`${date(step.atNs)} ${step.line}`);
    since = [step];
  }
  return file;
}

const text = fc.constantFrom('one', 'two', 'one\none', 'one\n[same]\n[same]', 'two\none', '');
const messagesOf = fc
  .array(fc.record({ atNs: fc.integer({ min: 0, max: 3000 }).map((seconds) => seconds * secondNs + 1), text }), {
    maxLength: 60,
  })
  .map((messages) => messages.map((each) => ({ ...each, host })).sort((one, other) => one.atNs - other.atNs));
const firstAlarm = fc.integer({ min: 0, max: 400 }).map((seconds) => seconds * secondNs);
const untilNs = 4000 * secondNs;

describe('LOG-8: a line equal to the one before is only counted', () => {
  test('until another line comes or an alarm goes off, as a naive judge says', () => {
    fc.assert(
      fc.property(messagesOf, firstAlarm, (messages, firstAlarmNs) => {
        const file = new SyslogdRun(messages, firstAlarmNs).file(untilNs);
        expect(file).toEqual(naiveFile(messages, firstAlarmNs, untilNs));
      }),
    );
  });

  test('hosts do not disturb each other', () => {
    const messages = [host, otherHost, host, otherHost, otherHost].map((each, index) => {
      return { atNs: index * secondNs, host: each, text: 'one' };
    });
    const linesOf = (of: DrillHost): number[] => {
      const file = new SyslogdRun(messages, 400 * secondNs).file(untilNs, of);
      return file.map((line) => Number(/repeated (\d+) time/.exec(line)?.[1] ?? 0));
    };
    expect(linesOf(host)).toEqual([0, 1]);
    expect(linesOf(otherHost)).toEqual([0, 2]);
  });

  test('a host without repeated lines has no alarms', () => {
    const run = new SyslogdRun([{ atNs: 0, host, text: 'one' }], 400 * secondNs);
    run.file(secondNs);
    expect(run.engine.nextAtNs()).toBe(Number.POSITIVE_INFINITY);
  });
});

test('LOG-13: a line is cut, each of a message by itself', () => {
  const text = `${'a'.repeat(2000)}\nshort\n${'b'.repeat(1025)}`;
  const lines = new SyslogdRun([{ atNs: 0, host, text }], 400 * secondNs).file(secondNs);
  // What stands before each in these files is the date.
  const head = 'Oct 23 15:30:00 '.length;
  expect(lines.map((line) => line.length - head)).toEqual([1024, 5, 1024]);
});

describe('LOG-9: alarms are 400 s apart; after one that wrote, the next line is written in full', () => {
  const retry = '[AFT1] Failed to offline CPU64 due to xxU Event, will try again';
  const cleared = 'Previously reported error on page 0x000000a1.d9698000 cleared';
  const givingUp = '[AFT1] Failed to offline CPU64 due to xxU Event, giving up';

  test('the attempts of 15:41:17 to 15:43:19, 5.08 s apart, are folded as the recorded log has them', () => {
    // The recorded log has lost the line about the page, which ended the first chain of equal lines.
    const firstNs = 677_950 * millisecondNs;
    const attempts = Array.from({ length: 25 }, (_, index) => ({
      atNs: firstNs + index * 5_080 * millisecondNs,
      host,
      text: index < 24 ? retry : givingUp,
    }));
    const page = { atNs: firstNs + 4_720 * millisecondNs, host, text: cleared };
    const file = new SyslogdRun([...attempts.slice(0, 1), page, ...attempts.slice(1)], 315 * secondNs).file(untilNs);
    expect(file).toEqual([
      `Oct 23 15:41:17 ${logged(retry)}`,
      `Oct 23 15:41:22 ${logged(cleared)}`,
      `Oct 23 15:41:23 ${logged(retry)}`,
      'Oct 23 15:41:53 last message repeated 6 times',
      `Oct 23 15:41:58 ${logged(retry)}`,
      'Oct 23 15:43:14 last message repeated 15 times',
      `Oct 23 15:43:19 ${logged(givingUp)}`,
    ]);
  });

  test('an alarm with nothing to write leaves the line before as it is', () => {
    const messages = [1, 500].map((atS) => ({ atNs: atS * secondNs, host, text: 'one' }));
    expect(new SyslogdRun(messages, 400 * secondNs).file(untilNs)).toEqual([
      `Oct 23 15:30:01 ${logged('one')}`,
      'Oct 23 15:38:20 last message repeated 1 time',
    ]);
  });
});

describe('LOG-10: a messages file goes on over snapshots and boots', () => {
  test('a run restored at any instant writes the same file', () => {
    fc.assert(
      fc.property(messagesOf, firstAlarm, fc.integer({ min: 0, max: 4000 }), (messages, firstAlarmNs, atS) => {
        const run = new SyslogdRun(messages, firstAlarmNs);
        const before = run.file(atS * secondNs);
        const after = new SyslogdRun(messages, firstAlarmNs, structuredClone(run.engine.save())).file(untilNs);
        expect([...before, ...after]).toEqual(naiveFile(messages, firstAlarmNs, untilNs));
      }),
      { numRuns: 50 },
    );
  });

  test('syslogd that ends writes what is pending, and the next one knows nothing of it', () => {
    const messages = [1, 2, 20].map((atS) => ({ atNs: atS * secondNs, host, text: 'one' }));
    const run = new SyslogdRun(messages, 400 * secondNs);
    expect(run.file(10 * secondNs)).toEqual([`Oct 23 15:30:01 ${logged('one')}`]);
    run.syslogd.terminate(host);
    run.bootTimes.reboot(host, run.engine.nowNs);
    expect(run.file(30 * secondNs)).toEqual([
      'Oct 23 15:30:02 last message repeated 1 time',
      `Oct 23 15:30:20 ${logged('one')}`,
    ]);
    // The alarm of the one before does nothing.
    expect(run.file(untilNs)).toEqual([]);
  });
});
