import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { StoreApi } from '../../main/store/store-api.ts';
import { isOnConsole } from '../../shared/lib/on-console.ts';
import type { AudienceEvent } from '../../shared/model/events.ts';
import type { Role } from '../../shared/model/ids.ts';
import { appendStart, LogBuilder, lineData, onProcessor } from './log-builder.ts';
import { batchOf, newFolder, newStore, removeStations } from './station.ts';

afterEach(removeStations);

const run = 'run-1';
const { host } = onProcessor;
const roles: readonly Role[] = ['responder', 'trainer'];

const steps = {
  typed: (log: LogBuilder) =>
    log.append(
      'console.ran',
      host,
      { host, line: `psrinfo ${log.events.length}`, exit: 0, output: '', person: 'ada' },
      [1],
    ),
  elsewhere: (log: LogBuilder) =>
    log.append('console.ran', 'sf15k-domb', { host: 'sf15k-domb', line: 'x', exit: 0, output: '', person: '' }, [1]),
  injected: (log: LogBuilder) => log.append('inject.command', host, { host, line: 'psrinfo', inject: 1 }, [1]),
  warned: (log: LogBuilder) => log.append('message.logged', host, lineData('one\ntwo'), [1]),
  noted: (log: LogBuilder) => log.append('message.logged', host, { ...lineData('quiet'), level: 'info' }, [1]),
  otherLine: (log: LogBuilder) =>
    log.append('message.logged', 'sf15k-domb', { ...lineData('x'), host: 'sf15k-domb' }, [1]),
  down: (log: LogBuilder) =>
    log.append('host.went-down', host, { host, reason: 'rebooted by root', panicked: false }, [1]),
  phase: (log: LogBuilder) => log.append('host.phase-began', host, { host, phase: 'testing', untilNs: 5 }, [1]),
} as const;
type Step = keyof typeof steps;
const step = fc.constantFrom(...(Object.keys(steps) as Step[]));

function logOf(wanted: readonly Step[]): LogBuilder {
  const log = new LogBuilder();
  appendStart(log);
  for (const each of wanted) steps[each](log);
  return log;
}

/** Opens a store with the log in it. */
function storeWith(log: LogBuilder): StoreApi {
  const store = newStore(newFolder());
  for (let from = 0; from < log.events.length; from += 500) store.append(batchOf(log.events.slice(from, from + 500)));
  return store;
}

/** Reads a whole console part by part. */
function readAll(store: StoreApi, role: Role, limit: number): AudienceEvent[] {
  const entries: AudienceEvent[] = [];
  for (let before: number | null = null; before !== 1; ) {
    const part = store.console({ run, role, host, before, limit });
    if (part === null) throw new Error('the run has this host');
    expect(part.entries.length).toBeLessThanOrEqual(limit);
    entries.unshift(...part.entries);
    before = part.from;
  }
  return entries;
}

/** The same, said in the plainest way. */
const expected = (log: LogBuilder, role: Role): AudienceEvent[] =>
  log.events
    .filter((event) => event.subject === host && isOnConsole(event))
    .map(({ seq, observed, causes, observedCauses, ...rest }) => ({
      ...rest,
      number: role === 'trainer' ? seq : observed,
      causes: [...(role === 'trainer' ? causes : observedCauses)],
    }));

test('a console is read back part by part as it was, in every audience’s numbers', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (wanted, limit) => {
      const log = logOf(wanted);
      const store = storeWith(log);
      try {
        for (const role of roles) {
          const entries = expected(log, role);
          expect(readAll(store, role, limit)).toEqual(entries);
          const newest = store.console({ run, role, host, before: null, limit });
          const typed = entries.filter(({ kind }) => kind === 'console.ran');
          expect(newest?.history.map(({ number }) => number)).toEqual(typed.map(({ number }) => number));
          const life = entries.filter(({ kind }) => kind.startsWith('host.'));
          const last = life.findLastIndex(({ kind }) => kind !== 'host.phase-began');
          expect(newest?.life).toEqual(life.slice(last));
        }
        expect(store.console({ run, role: 'trainer', host: 'nowhere', before: null, limit })).toBeNull();
      } finally {
        store.close();
      }
    }),
    { numRuns: 30 },
  );
});

test('what was typed long before a flood of other lines is found', () => {
  const log = logOf(['typed', ...Array.from({ length: 45_000 }, (): Step => 'otherLine')]);
  const store = storeWith(log);
  const newest = store.console({ run, role: 'responder', host, before: null, limit: 10 });
  expect(newest?.entries.map(({ kind }) => kind)).toEqual(['host.booted', 'console.ran']);
  expect(newest?.from).toBe(1);
  store.close();
});
