import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { StoreApi } from '../../main/store/store-api.ts';
import type { AudienceEvent, LoggedEvent } from '../../shared/model/events.ts';
import type { Role } from '../../shared/model/ids.ts';
import { appendPage, appendStart, eccData, LogBuilder, sampleLog } from './log-builder.ts';
import { logOf, steps } from './random-log.ts';
import { batchOf, newFolder, newStore, removeStations } from './station.ts';

afterEach(removeStations);

const run = 'run-1';
const roles: readonly Role[] = ['responder', 'trainer'];

/** Opens a store with the log in it, in batches that end at `cuts`, and takes it away after `use`. */
function withLog(events: readonly LoggedEvent[], cuts: readonly number[], use: (store: StoreApi) => void): void {
  const folder = newFolder();
  const store = newStore(folder);
  const ends = [...new Set([...cuts.map((cut) => cut % (events.length + 1)), events.length])];
  ends.sort((one, other) => one - other);
  let from = 0;
  for (const end of ends) {
    store.append(batchOf(events.slice(from, end), { atNs: events[end - 1]?.at ?? 0 }));
    from = end;
  }
  try {
    use(store);
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
}

/** Everything that screens read of a run. */
function everyView(store: StoreApi, role: Role): unknown {
  const pager = store.pager(run, role);
  const query = { run, role, search: '', host: null, before: null, limit: 1000 };
  return {
    pager,
    fleet: store.fleet(run, role),
    messages: store.messages(query),
    events: store.events({ run, role, incident: null, after: 0, limit: 10_000 }),
    incidents: pager.incidents.map(({ incident }) => [
      store.incident(run, incident, role),
      store.why(run, incident, role),
      store.countEvents({ run, role, incident }),
    ]),
    summary: store.readRun(run),
  };
}

/** What an audience sees of a log, said in the plainest way. */
const seen = (events: readonly LoggedEvent[], role: Role): AudienceEvent[] =>
  events
    .filter(({ observed }) => role === 'trainer' || observed > 0)
    .map(({ seq, observed, causes, observedCauses, ...rest }) => ({
      ...rest,
      number: role === 'trainer' ? seq : observed,
      causes: [...(role === 'trainer' ? causes : observedCauses)],
    }));

describe('what the store answers', () => {
  test('is the same however the log was cut into batches', () => {
    fc.assert(
      fc.property(steps, fc.array(fc.nat(), { maxLength: 6 }), (wanted, cuts) => {
        const { events } = logOf(wanted);
        let whole: unknown;
        withLog(events, [], (store) => {
          whole = roles.map((role) => everyView(store, role));
        });
        withLog(events, cuts, (store) => expect(roles.map((role) => everyView(store, role))).toEqual(whole));
      }),
      { numRuns: 40 },
    );
  });

  test('is the log as an audience may see it, from any number on', () => {
    fc.assert(
      fc.property(steps, fc.nat(), fc.integer({ min: 1, max: 50 }), (wanted, start, limit) => {
        const { events } = logOf(wanted);
        withLog(events, [], (store) => {
          for (const role of roles) {
            const all = seen(events, role);
            const after = start % (all.length + 2);
            const answered = store.events({ run, role, incident: null, after, limit });
            expect(answered).toEqual(all.slice(after, after + limit));
            const upTo = Math.min(all.length, after + limit);
            const kinds = ['inject.ecc', 'message.logged', 'page.sent'] as const;
            const ofKinds = all.slice(after, upTo).filter(({ kind }) => kinds.some((each) => each === kind));
            expect(store.eventsOfKinds({ run, role, kinds, after, upTo: Math.max(after, upTo) })).toEqual(ofKinds);
            expect(store.countEvents({ run, role, incident: null })).toBe(all.length);
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  test('finds the lines that have the text, and no others', () => {
    const search = fc.constantFrom('', 'ucc', '%', '_', '\\', 'e', '"', 'Ü', 'ü', '0% o', 'x', '\\s', '    ', 'n');
    fc.assert(
      fc.property(steps, search, fc.option(fc.integer({ min: 1, max: 40 })), (wanted, text, before) => {
        const { events } = logOf(wanted);
        const lines = events
          .flatMap(({ kind, seq, at, data }) => {
            const message = data as { text: string; lastAtNs?: number };
            if (kind === 'message.repeated') return [{ seq, at: message.lastAtNs, text: message.text }];
            return kind === 'message.logged' ? message.text.split('\n').map((part) => ({ seq, at, text: part })) : [];
          })
          .map((line, index) => ({ ...line, line: index + 1 }));
        const found = lines.filter((line) => line.text.toLowerCase().includes(text.toLowerCase()));
        const page = found.filter(({ line }) => line < (before ?? Number.POSITIVE_INFINITY)).slice(-5);
        withLog(events, [], (store) => {
          const answer = store.messages({ run, role: 'trainer', search: text, host: null, before, limit: 5 });
          expect(answer.lines.map(({ number, at, line, text }) => ({ seq: number, at, line, text }))).toEqual(
            page.map(({ seq, at, line, text }) => ({ seq, at, line, text })),
          );
          expect([answer.total, answer.matching]).toEqual([lines.length, found.length]);
          const elsewhere = store.messages({ run, role: 'trainer', search: text, host: 'other', before, limit: 5 });
          expect(elsewhere.lines).toEqual([]);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('never tells a responder what was injected', () => {
    fc.assert(
      fc.property(steps, (wanted) => {
        const { events } = logOf(wanted);
        withLog(events, [], (store) => expect(JSON.stringify(everyView(store, 'responder'))).not.toContain('inject'));
      }),
      { numRuns: 30 },
    );
  });
});

describe('the sample drill', () => {
  test('leaves one resolved incident with its times', () => {
    withLog(sampleLog().events, [], (store) => {
      expect(store.pager(run, 'responder')).toMatchObject({ number: 22, atNs: 303e9, onCall: { person: 'ada' } });
      expect(store.pager(run, 'responder').incidents).toEqual([
        {
          incident: 'INC-1',
          state: 'resolved',
          severity: 'high',
          title: 'Processor going off-line',
          host: 'sf15k-domc',
          openedAtNs: 181e9,
          paged: 'ada',
          pagedAtNs: 181e9,
          pages: 1,
          escalatesAtNs: null,
          exhausted: false,
          acknowledgedBy: 'ada',
          acknowledgedAtNs: 243e9,
          resolvedBy: 'ada',
          resolvedAtNs: 303e9,
          silenced: false,
          calm: 'no error for 120 s',
          alerts: 1,
        },
      ]);
    });
  });

  test('shows when the next person will be paged until somebody acknowledges', () => {
    const { events } = sampleLog();
    const page = events.findIndex(({ kind }) => kind === 'page.sent') + 1;
    const escalates = (store: StoreApi) => store.pager(run, 'responder').incidents[0]?.escalatesAtNs;
    withLog(events.slice(0, page), [], (store) => expect(escalates(store)).toBe(181e9 + 300e9));
    withLog(events.slice(0, page + 1), [], (store) => expect(escalates(store)).toBeNull());
  });

  test('explains the page: a trainer back to the injects, a responder back to the errors', () => {
    withLog(sampleLog().events, [], (store) => {
      const kindsOf = (role: Role) =>
        store.why(run, 'INC-1', role)?.causes.map((cause) => (cause.visible ? cause.event.kind : 'hidden'));
      const chain = ['page.sent', 'incident.opened', 'alert.raised', 'processor.offlined', 'serd.fired'];
      const errors = [...Array(3).fill('serd.counted'), ...Array(3).fill('ecc.reported')];
      expect(kindsOf('responder')).toEqual([...chain, ...errors, 'hidden', 'hidden', 'hidden']);
      expect(kindsOf('trainer')).toEqual([...chain, ...errors, ...Array(3).fill('inject.ecc'), 'run.started']);
      expect(store.why(run, 'INC-2', 'trainer')).toBeNull();
      expect(store.incident(run, 'INC-2', 'trainer')).toBeNull();
    });
  });

  test('puts the chain behind the alert into the timeline', () => {
    withLog(sampleLog().events, [], (store) => {
      const kinds = store.incident(run, 'INC-1', 'trainer')?.entries.map(({ kind }) => kind) ?? [];
      expect(kinds.filter((kind) => kind === 'inject.ecc')).toHaveLength(3);
      expect(kinds.filter((kind) => kind === 'ecc.reported')).toHaveLength(3);
      expect(kinds).not.toContain('message.logged');
      expect(kinds.slice(-4)).toEqual([
        'incident.acknowledged',
        'incident.noted',
        'incident.calmed',
        'incident.resolved',
      ]);
      const visible = store.events({ run, role: 'responder', incident: 'INC-1', after: 17, limit: 2 });
      expect(visible.map(({ number, kind }) => [number, kind])).toEqual([
        [18, 'page.sent'],
        [19, 'incident.acknowledged'],
      ]);
    });
  });

  test('shows the processor off-line on its board', () => {
    withLog(sampleLog().events, [], (store) => {
      const [host] = store.fleet(run, 'responder').hosts;
      expect(host).toMatchObject({ host: 'sf15k-domc', boards: [{ board: 'SB2' }] });
      expect(host?.boards[0]?.processors).toMatchObject([
        { processor: 64, state: 'off-line', sinceNs: 181e9, serdCount: 0, errors: 3, offlining: 'done' },
      ]);
    });
  });
});

describe('a chain without an end', () => {
  /** A start, so many errors each because of the one before, and a page because of the last. */
  function longChain(errors: number): LogBuilder {
    const log = new LogBuilder();
    let last = appendStart(log);
    for (let error = 0; error < errors; error += 1) last = log.append('ecc.reported', 'cpu64', eccData, [last]);
    appendPage(log, last, 1);
    return log;
  }

  test('is cut off at 500 causes and 2,000 entries, and says so', () => {
    withLog(longChain(3_000).events, [], (store) => {
      const why = store.why(run, 'INC-1', 'trainer');
      expect(why).toMatchObject({ truncated: true });
      expect(why?.causes).toHaveLength(500);
      expect(why?.causes.at(-1)).toMatchObject({ visible: true, depth: 499 });
      const incident = store.incident(run, 'INC-1', 'trainer');
      expect(incident?.truncated).toBe(true);
      expect(incident?.entries).toHaveLength(2_000);
      expect(incident?.entries.at(-1)?.kind).toBe('page.sent');
    });
  });

  test('is whole below that', () => {
    withLog(longChain(400).events, [], (store) => {
      expect(store.why(run, 'INC-1', 'responder')).toMatchObject({ truncated: false });
      expect(store.incident(run, 'INC-1', 'responder')).toMatchObject({ truncated: false });
      expect(store.incident(run, 'INC-1', 'responder')?.entries).toHaveLength(404);
    });
  });
});
