import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourNs, minuteNs, secondNs } from '../../../../shared/lib/time.ts';
import type { EventDataOf, LoggedEvent } from '../../../../shared/model/events.ts';
import { PlayedRun } from '../played-run.ts';
import { consoleDrill, consoleHost, type Injects, typed, uncorrectable } from './console-bench.ts';

const bind = (seconds: number, processor: number, kind: 'bind-thread' | 'unbind-threads' = 'bind-thread') =>
  ({ at: `${seconds}s`, kind, host: consoleHost.name, processor }) as const;
const corrected = (seconds: number, processor: number): Injects[number] => ({
  ...(uncorrectable(seconds, processor) as Injects[number] & { kind: 'ecc' }),
  name: 'WDC',
  afsr: '0x00000040.000001f0',
});
const play = (injects: Injects, changes = {}, untilNs = 10 * minuteNs) =>
  new PlayedRun(consoleDrill(injects, changes)).advance(untilNs);

describe('the automatic chain and the operator', () => {
  test('CPU-7: the chain is refused like a command: by the last processor of a set, until it is given up', () => {
    const run = play([typed(1, 'psrset -c 65'), uncorrectable(2, 65)]);
    expect(run.of('offlining.failed')).toHaveLength(24);
    expect(run.of('offlining.gave-up').map(({ data }) => data.error)).toEqual(['EBUSY']);
  });

  test('CPU-7: it succeeds once the operator unbinds the thread, and says so in its causes', () => {
    const run = play([bind(1, 65), uncorrectable(2, 65), typed(20, 'pbind'), typed(30, 'pbind -u 1000')]);
    const [list, unbound] = run.of('console.ran');
    expect(list?.data.output).toBe('process id 1000: 65');
    const [offlined] = run.of('processor.offlined');
    expect(run.causesOf(offlined?.seq ?? 0)).toContain(unbound?.seq);
  });

  test('CPU-8: whoever takes the processor off-line ends the chain without another word', () => {
    const run = play([bind(1, 65), uncorrectable(2, 65), typed(5, 'psradm -F -f 65'), typed(60, 'psradm -n 65')]);
    expect(run.of('offlining.failed')).toHaveLength(1);
    expect(run.of('processor.offlined')).toEqual([]);
    expect(run.of('offlining.gave-up')).toEqual([]);
  });

  test('CPU-8: its errors count for nothing afterwards', () => {
    const errors = [1, 2, 5, 6].map((seconds) => corrected(seconds, 65));
    const run = play([...errors, typed(3, 'psradm -f 65'), typed(4, 'psradm -n 65')]);
    expect(run.of('serd.counted').map(({ data }) => data.count)).toEqual([1, 2, 1, 2]);
  });

  test('BOOT-2: a boot empties SERD, ends chains and loses errors that are not logged yet', () => {
    const injects = [corrected(1, 66), corrected(2, 66), bind(1, 65), uncorrectable(2, 65), uncorrectable(10, 64)];
    const run = play([...injects, typed(10, 'reboot'), corrected(20, 66), corrected(300, 66)]);
    expect(run.of('serd.counted').map(({ data }) => data.count)).toEqual([1, 2, 1]);
    expect(run.of('processor.offlined')).toEqual([]);
    expect(run.of('ecc.reported').at(-1)?.data.errId).toBe('0x0000001e.449a9400');
  });
});

describe('indictments', () => {
  const serengeti = { platform: 'serengeti', processors: [0] } as const;
  const onSerengeti = (line: string, seconds: number) => typed(seconds, line);
  const outAfterReboot = (changes: object): unknown[] => {
    const injects = [uncorrectable(1, 1), onSerengeti('reboot', 10), onSerengeti('psradm -n 1', 400)];
    const run = play(injects, { ...serengeti, ...changes });
    return [run.of('indictment.sent').map(({ data }) => data.type), run.of('console.ran').at(-1)?.data.output];
  };

  test('IND-1: after going off-line by itself, by type: 2 for corrected errors, 3 for uncorrectable ones', () => {
    const run = play(
      [uncorrectable(1, 65), ...[1, 2, 3].map((seconds) => corrected(seconds, 66)), typed(9, 'psradm -f 67')],
      { firmware: 'ignores-indictments' },
    );
    expect(run.of('indictment.sent').map(({ data }) => data)).toEqual([
      { host: consoleHost.name, processor: 65, board: 'SB2', type: 3, uncertain: false },
      { host: consoleHost.name, processor: 66, board: 'SB2', type: 2, uncertain: false },
    ]);
    const offlined = run.of('processor.offlined').map(({ seq }) => [seq]);
    expect(run.of('indictment.sent').map(({ causes }) => causes)).toEqual(offlined);
  });

  test('IND-2: a serengeti whose firmware honours it keeps the processor out after a reboot', () => {
    const refused = 'psradm: processor 1: Operation not supported';
    expect(outAfterReboot({ firmware: 'honours-indictments' })).toEqual([[3], refused]);
    expect(outAfterReboot({ firmware: 'ignores-indictments' })).toEqual([[3], '']);
    expect(outAfterReboot({})).toEqual([[], '']);
  });

  test('IND-2: a starcat keeps none out', () => {
    const run = play([uncorrectable(1, 65), typed(10, 'reboot'), typed(400, 'psrinfo -s 65')], {
      firmware: 'honours-indictments',
    });
    expect(run.of('console.ran').at(-1)?.data.output).toBe('1');
  });

  test('IND-4: the tunables say which types are sent, and how', () => {
    const injects = [uncorrectable(1, 65), ...[1, 2, 3].map((seconds) => corrected(seconds, 66))];
    const sent = (system: string): unknown[] =>
      play(injects, { firmware: 'ignores-indictments', system })
        .of('indictment.sent')
        .map(({ data }) => [data.type, data.uncertain]);
    expect(sent('set ecc_indictment_mailbox_flags=0x2')).toEqual([[2, false]]);
    expect(sent('set ecc_indictment_mailbox_flags=4')).toEqual([[3, false]]);
    expect(sent('set ecc_indictment_mailbox_disable=2')).toEqual([]);
    const uncertain = 'set ecc_indictment_mailbox_disable=1';
    expect(sent(uncertain)).toEqual([
      [3, true],
      [2, true],
    ]);
    expect(outAfterReboot({ firmware: 'honours-indictments', system: uncertain })).toEqual([[3], '']);
  });

  test('IND-3: a processor without power reports no errors', () => {
    const injects = [uncorrectable(1, 1), onSerengeti('reboot', 10), uncorrectable(400, 1)];
    const run = play(injects, { ...serengeti, firmware: 'honours-indictments' });
    expect(run.of('ecc.reported')).toHaveLength(1);
    expect(run.of('processor.changed').map(({ data }) => data.state)).toEqual(['powered-off']);
  });
});

/** Lines that an operator may type, sensible and not. */
const line = fc
  .tuple(
    fc.constantFrom('psradm -f', 'psradm -F -f', 'psradm -i', 'psradm -n', 'psradm -F', 'psradm -s', 'psradm -F -s'),
    fc.constantFrom('64', '65', '66', '67', '64-66', '66 65 64 67', '-a'),
  )
  .map((words) => words.join(' '));
const otherLine = fc.constantFrom(
  ...['psrset -c 64', 'psrset -c 65 66', 'psrset -a 1 67', 'psrset -r 64-67', 'psrset -d 1', 'psrset -b 1 77'],
  ...[
    'pbind -b 64 77',
    'pbind -b 66 400',
    'pbind -u 77',
    'reboot',
    'psradm -f -a',
    'psrinfo',
    'psrset',
    'psrset',
    'ls',
  ],
);
const anyInject = (seconds: number): fc.Arbitrary<Injects[number]> => {
  const processor = fc.integer({ min: 64, max: 67 });
  return fc.oneof(
    { weight: 4, arbitrary: line.map((text) => typed(seconds, text)) },
    { weight: 3, arbitrary: otherLine.map((text) => typed(seconds, text)) },
    { weight: 2, arbitrary: processor.map((each) => uncorrectable(seconds, each)) },
    { weight: 1, arbitrary: processor.map((each) => bind(seconds, each)) },
    { weight: 1, arbitrary: processor.map((each) => bind(seconds, each, 'unbind-threads')) },
  );
};
const anyInjects = fc
  .integer({ min: 1, max: 40 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => anyInject(1 + 3 * index))));

/** The states of processors as the log tells them, event by event. */
function statesAfterEach(log: readonly LoggedEvent[]): string[][] {
  const states = new Map<number, string>();
  return log.map(({ kind, data }) => {
    const { processor, state } = data as EventDataOf<'processor.changed'>;
    if (kind === 'processor.configured') states.set(processor, 'on-line');
    if (kind === 'processor.offlined') states.set(processor, 'off-line');
    if (kind === 'processor.changed') states.set(processor, state);
    return [...states.values()];
  });
}

test('CPU-9: whatever is typed, injected and broken, a processor stays on-line, and the log tells every state', () => {
  fc.assert(
    fc.property(anyInjects, (injects) => {
      const run = play(injects, {}, hourNs);
      for (const states of statesAfterEach(run.log)) {
        if (states.length > 0) expect(states).toContain('on-line');
      }
      const last = statesAfterEach(run.log)
        .at(-1)
        ?.map((state) => ['on-line', 'no-intr'].includes(state));
      const views = run.hardware.processors.map(({ subject }) => run.engine.view('processor', subject));
      expect(views.map((view) => (view as { onLine: boolean }).onLine)).toEqual(last);
    }),
    { numRuns: 150 },
  );
});

test('CPU-9: the log tells the changes of one command in the order in which they were made', () => {
  const injects = [typed(1, 'psradm -i 65 66 67'), bind(2, 65), typed(3, 'psradm -f 66 65 64 67')];
  const changes = play(injects, {}, minuteNs).of('processor.changed');
  expect(changes.map(({ data }) => [data.processor, data.state])).toEqual([
    ...[65, 66, 67].map((processor) => [processor, 'no-intr']),
    [66, 'off-line'],
    [65, 'on-line'],
    [64, 'off-line'],
    [67, 'off-line'],
  ]);
});

test('SOL-13: a run with commands that is saved and restored at any instant goes on as if it had not been', () => {
  fc.assert(
    fc.property(anyInjects, fc.integer({ min: 0, max: 150 }), (injects, seconds) => {
      const drill = consoleDrill(injects, { firmware: 'honours-indictments' });
      const whole = new PlayedRun(drill).advance(10 * minuteNs).engine.digest();
      const saved = structuredClone(new PlayedRun(drill).advance(seconds * secondNs).engine.save());
      expect(
        PlayedRun.restored(drill, saved)
          .advance(10 * minuteNs)
          .engine.digest(),
      ).toBe(whole);
    }),
    { numRuns: 60 },
  );
});

test('SOL-13 PSET-2: the order in which processors joined their sets is saved too', () => {
  const drill = consoleDrill([typed(1, 'psrset -c 66'), typed(10, 'psrset -a 1 64'), typed(11, 'psrset')]);
  const saved = structuredClone(new PlayedRun(drill).advance(5 * secondNs).engine.save());
  const listed = PlayedRun.restored(drill, saved).advance(minuteNs).of('console.ran').at(-1);
  expect(listed?.data.output).toBe('user processor set 1: processors 66 64');
});
