import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minuteNs, secondNs } from '../../../shared/lib/time.ts';
import type { Drill } from '../../../shared/model/drill.ts';
import type { EventDataOf, LoggedEvent } from '../../../shared/model/events.ts';
import { consoleDrill, consoleHost, type Injects, typed, uncorrectable } from './commands/console-bench.ts';
import { PlayedRun } from './played-run.ts';

/** Two boards, SB2 and SB3: whatever may be typed about them, injected into them and done to them. */
const host = consoleHost.name;
const processors = ['64', '65', '66', '67', '96', '97', '98', '99'];
const line = fc
  .oneof(
    fc.tuple(
      fc.constantFrom('psradm -f', 'psradm -F -f', 'psradm -i', 'psradm -n', 'psradm -F', 'psradm -F -s'),
      fc.constantFrom(...processors, '64-67', '96-99', '97 98', '-a'),
    ),
    {
      weight: 3,
      arbitrary: fc.tuple(
        fc.constantFrom('unconfigure', 'disconnect', 'connect', 'configure').map((action) => `cfgadm -c ${action}`),
        fc.constantFrom('SB2', 'SB3', 'SB3', 'SB3', 'SB2 SB3', '-f SB3'),
      ),
    },
    fc.tuple(
      fc.constantFrom('psrset -c', 'psrset -a 1', 'psrset -r', 'pbind -b 96'),
      fc.constantFrom('64', '96 97', '98', '77', '400'),
    ),
    fc.tuple(fc.constantFrom('psrset -f 1', 'psrset -n 1', 'psrset -d 1', 'pbind -u 77', 'psrset -b 1 77', 'psrinfo')),
    fc.tuple(fc.constantFrom('reboot', 'boot', 'boot -a', 'kstat -p', 'cfgadm -alv', 'dmesg')),
  )
  .map((words) => words.join(' '));

const anyProcessor = fc.constantFrom(...processors).map(Number);
const memoryError = (seconds: number, processor: number, more: object): Injects[number] =>
  ({
    ...{ at: `${seconds}s`, kind: 'memory', host, processor, name: 'CE', class: 'sticky' },
    ...{ afsr: '0x00000002.00000031', afar: '0x00000041.00000000', faultPc: '0x10152880' },
    ...{ module: 'SB2/P1/B0/D0 J14300', ...more },
  }) as Injects[number];

const injectAt = (seconds: number): fc.Arbitrary<Injects[number]> =>
  fc.oneof(
    { weight: 8, arbitrary: line.map((text) => typed(seconds, text)) },
    { weight: 3, arbitrary: anyProcessor.map((each) => uncorrectable(seconds, each)) },
    { weight: 2, arbitrary: anyProcessor.map((each) => memoryError(seconds, each, {})) },
    {
      weight: 1,
      arbitrary: anyProcessor.map((each) => memoryError(seconds, each, { name: 'UE', mode: 'privileged' })),
    },
    {
      weight: 1,
      arbitrary: anyProcessor.map(
        (processor) => ({ at: `${seconds}s`, kind: 'bind-thread', host, processor }) as const,
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constant({
        at: `${seconds}s`,
        kind: 'unretire-page',
        host,
        address: '0x00000041.00000000',
      } as const),
    },
  );
/** Now and then one that does not boot: the host stops, and boots by `boot -a` alone. */
const systemFile = fc.constantFrom('', '', 'rootfs: nfs');
/** One a second, and now and then a pause in which a host boots and a board leaves. */
const anyDrill = fc
  .array(fc.constantFrom(1, 1, 3, 40, 90, 300), { minLength: 1, maxLength: 25, size: 'max' })
  .chain((gaps) => fc.tuple(...gaps.map((_, index) => injectAt(gaps.slice(0, index + 1).reduce((a, b) => a + b, 0)))))
  .chain((injects) => systemFile.map((system) => consoleDrill(injects, { processors: [64, 96], system })));
const wholeNs = 150 * minuteNs;

/** What the log says of processors after each instant, null while the host is down. */
function statesAfterInstants(log: readonly LoggedEvent[]): (readonly string[] | null)[] {
  const states = new Map<number, string>();
  let isUp = true;
  return log.flatMap(({ at, kind, data }, index) => {
    const { processor, state } = data as EventDataOf<'processor.changed'>;
    if (kind === 'host.went-down') isUp = false;
    if (kind === 'host.booted') isUp = true;
    if (kind === 'processor.configured') states.set(processor, 'on-line');
    if (kind === 'processor.offlined') states.set(processor, 'off-line');
    if (kind === 'processor.changed') states.set(processor, state);
    if (log[index + 1]?.at === at || states.size === 0) return [];
    return [isUp ? [...states.values()] : null];
  });
}

const isSameAs =
  (expected: ReadonlySet<string>) =>
  (found: readonly string[]): boolean =>
    [...found].sort().join() === [...expected].sort().join();

const playedWhole = (drill: Drill): PlayedRun => new PlayedRun(drill).advance(wholeNs);

test('CPU-9: boards, boots, panics, commands and faults leave a host that runs with a processor on-line', () => {
  fc.assert(
    fc.property(anyDrill, (drill) => {
      const run = playedWhole(drill);
      for (const states of statesAfterInstants(run.log)) if (states !== null) expect(states).toContain('on-line');
      const last = statesAfterInstants(run.log).at(-1) ?? processors.map(() => 'of a host that is down');
      const views = run.hardware.processors.map(({ subject }) => run.engine.view('processor', subject));
      expect(views.map((view) => (view as { onLine: boolean }).onLine)).toEqual(
        last.map((state) => ['on-line', 'no-intr'].includes(state)),
      );
    }),
    { numRuns: 150 },
  );
});

test('BOOT-5 DR-8: nothing is reported or logged by a host that does not run but for its own end', () => {
  fc.assert(
    fc.property(anyDrill, (drill) => {
      let isUp = true;
      for (const { kind, data } of playedWhole(drill).log) {
        if (kind === 'host.went-down') isUp = false;
        if (kind === 'host.booted') isUp = true;
        if (isUp) continue;
        expect(['ecc.reported', 'memory.reported', 'processor.offlined', 'memory-page.retired']).not.toContain(kind);
        if (kind === 'message.logged') expect((data as EventDataOf<'message.logged'>).module).toBe('genunix');
      }
    }),
    { numRuns: 60 },
  );
});

test('PAGE-1: a retired page returns by un-retire or boot alone, whatever else happens', () => {
  fc.assert(
    fc.property(anyDrill, (drill) => {
      const retired = new Set<string>();
      const run = playedWhole(drill);
      for (const { kind, data } of run.log) {
        const { address } = data as EventDataOf<'memory-page.retired'>;
        if (kind === 'memory-page.retired') {
          expect(retired).not.toContain(address);
          retired.add(address);
        }
        if (kind === 'memory-page.returned') retired.delete(address);
        if (kind === 'host.went-down') retired.clear();
      }
      expect(run.engine.view('memory', host)).toMatchObject({ retired: expect.toSatisfy(isSameAs(retired)) });
    }),
    { numRuns: 60 },
  );
});

test('SOL-13: saved and restored at any instant it goes on as if it had not been', () => {
  fc.assert(
    fc.property(anyDrill, fc.integer({ min: 0, max: 2_000 }), (drill, seconds) => {
      const whole = playedWhole(drill).engine.digest();
      const saved = structuredClone(new PlayedRun(drill).advance(seconds * secondNs).engine.save());
      expect(PlayedRun.restored(drill, saved).advance(wholeNs).engine.digest()).toBe(whole);
    }),
    { numRuns: 60 },
  );
});
