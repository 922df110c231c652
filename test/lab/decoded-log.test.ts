import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeMessage } from '../../main/lab/decode-message.ts';
import { printRegister } from '../../main/simulation/hardware/register.ts';
import { eventClasses } from '../../main/simulation/solaris/event-classes.ts';
import { bitsOf, faultStatusBits } from '../../main/simulation/solaris/fault-status.ts';
import { createSimulation } from '../../main/simulation/world.ts';
import { hourNs, longestRunNs } from '../../shared/lib/time.ts';
import {
  type CpuType,
  cpuTypeSchema,
  type Drill,
  type DrillInput,
  drillSchema,
  eccNameSchema,
} from '../../shared/model/drill.ts';
import { libraryDrills } from '../determinism/library-drills.ts';
import { gaveUp, retried } from '../determinism/scenarios.ts';

type Inject = DrillInput['injects'][number];
const host = 'sf15k-domc';

/** What every line has, whatever it says. */
const headNames: ReadonlySet<string> = new Set(['Time', 'Host', 'Logged by', 'Message id', 'Level']);

/** The lines of a message of which nothing is explained but what stands before the text. */
function unexplained(text: string): string[] {
  const { fields } = decodeMessage(`Oct 23 11:37:05 ${host} ${text}`);
  const explained = new Set(fields.flatMap(({ name, line }) => (headNames.has(name) ? [] : [line])));
  // A name that is printed with a line end in it can leave nothing of a line.
  return text.split('\n', 20).filter((line, index) => line.trim() !== '' && !explained.has(index));
}

/** The messages that a drill logs within some hours. */
function messagesOf(drill: Drill, seed: number): string[] {
  const simulation = createSimulation({ drill, seed, responder: { kind: 'people' }, ending: 'unattended' });
  simulation.advance(Math.min(longestRunNs, 3 * hourNs), Number.POSITIVE_INFINITY);
  return simulation.take(1_000_000).flatMap(({ kind, data }) => {
    const isMessage = kind === 'message.logged' || kind === 'message.repeated';
    return isMessage && 'text' in data ? [data.text] : [];
  });
}

const at = fc.integer({ min: 1, max: 900 }).map((seconds) => `${seconds}s`);
const processor = fc.integer({ min: 0, max: 3 });
const mode = fc.constantFrom('privileged' as const, 'user' as const, null);
const syndrome = fc.integer({ min: 0, max: 0x1ff });
const unum = fc.constantFrom('SB0/P1/B0/D2 J14500', 'SB0/P1/B0 J14300 J14400 J14500 J14600', '/N0/SB1/P1/B1/D0 J14301');

/** An error of a type of processor, alone or with others in its registers. */
const cacheError = (cpuType: CpuType): fc.Arbitrary<Inject> => {
  const names = faultStatusBits(cpuType).map(({ name }) => name);
  const known = new Set(eventClasses(cpuType).map(({ name }) => name));
  const errors = eccNameSchema.options.filter((name) => known.has(name));
  return fc
    .record({
      at,
      processor,
      mode,
      syndrome,
      name: fc.constantFrom(...errors),
      others: fc.subarray(names, { maxLength: 3 }),
      tag: fc.integer({ min: 0, max: 15 }),
      trapLevel: fc.integer({ min: 0, max: 1 }),
      trap: fc.option(fc.constantFrom('fast-ecc', 'disrupting', 'instruction-access', 'data-access'), {
        nil: undefined,
      }),
      module: fc.option(unum, { nil: undefined }),
      again: fc.boolean(),
    })
    .map(({ name, others, syndrome: low, tag, trap, module, again, ...rest }) => {
      const bits = bitsOf(cpuType, [name, ...others]);
      const afsr = printRegister({ high: bits.high, low: (bits.low | low | (tag << 16)) >>> 0 });
      const loggedAgainAfter = again && trap === undefined ? { loggedAgainAfter: '2s' } : {};
      return {
        ...{ kind: 'ecc', host, name, afsr, afar: '0x00000000.02c4e8f0', faultPc: '0x104e860', ...rest },
        ...(trap === undefined ? {} : { trap }),
        ...(module === undefined ? {} : { module }),
        ...loggedAgainAfter,
      } as Inject;
    });
};

const memoryError: fc.Arbitrary<Inject> = fc
  .record({
    at,
    processor,
    mode,
    name: fc.constantFrom('CE', 'CE', 'UE'),
    class: fc.constantFrom('intermittent', 'persistent', 'sticky'),
    access: fc.constantFrom('data', 'instruction'),
    page: fc.integer({ min: 0, max: 4 }),
    module: unum,
    pageState: fc.constantFrom('free', 'clean', 'dirty', 'kernel', 'locked'),
    syndrome,
  })
  .map(({ page, syndrome: low, ...rest }) => {
    const afsr = printRegister({ high: rest.name === 'CE' ? 2 : 4, low });
    return { kind: 'memory', host, afsr, afar: `0x00000001.0000${2 * page}040`, faultPc: '0x1', ...rest } as Inject;
  });

const typed: fc.Arbitrary<Inject> = fc.record({
  at,
  kind: fc.constant('command' as const),
  host: fc.constant(host),
  line: fc.constantFrom(
    ...['psradm -f 1', 'psradm -n 1', 'psradm -i 2', 'psradm -s 3', 'psradm -F 0', 'psradm -n 0-3', 'psradm -a -n'],
    ...['reboot', 'reboot -q', 'psrset -c 1 2', 'psrset -d 1', 'pbind -b 2 100', 'halt', 'init 6', 'psradm -f 99'],
  ),
});
const others: fc.Arbitrary<Inject> = fc.oneof(
  fc.record({ at, kind: fc.constantFrom('bind-thread', 'unbind-threads'), host: fc.constant(host), processor }),
  fc.record({
    at,
    kind: fc.constant('unretire-page'),
    host: fc.constant(host),
    address: fc.constant('0x00000001.00002000'),
  }),
) as fc.Arbitrary<Inject>;
const cell: fc.Arbitrary<Inject> = fc.record({
  at,
  kind: fc.constant('faulty-cell' as const),
  host: fc.constant(host),
  place: fc.constant('memory' as const),
  address: fc.constantFrom('0x00000000.00802040', '0x00000000.01004000'),
  fault: fc.constantFrom('soft' as const, 'stuck' as const, 'weak' as const, 'nibble' as const),
  touchedEvery: fc.constant('2m'),
  lasts: fc.constant('30m'),
});

/** Files in which much is wrong, in the words of the language. */
const systemFile = fc
  .array(
    fc.constantFrom(
      ...['set ', 'exclude', 'rootdev', 'moddir', 'forceload', 'maxusers', 'autoup', 'foo', 'shmsys:shminfo_shmmax'],
      ...['=', '&', '|', ':', ' ', '\n', '\r\n', '"', '~', '-1', '0x10', '08', '5000', '* x', ';', '/', 'a'.repeat(90)],
      ...['disable_memscrub', 'physmem', 'drv/foo', 'tune_t_fsflushr', 'é', '\\377', 'set ce_verbose_memory=2\n'],
    ),
    { maxLength: 40 },
  )
  .map((words) => words.join(''));

const drill = cpuTypeSchema.options.map((cpuType) =>
  fc
    .record({
      injects: fc.array(fc.oneof(cacheError(cpuType), cacheError(cpuType), memoryError, typed, others, cell), {
        minLength: 1,
        maxLength: 25,
      }),
      release: fc.constantFrom('solaris8' as const, 'solaris9' as const),
      firmware: fc.constantFrom('ignores-indictments' as const, 'honours-indictments' as const),
      system: systemFile,
    })
    .map(({ injects, ...rest }) =>
      drillSchema.parse({
        ...{ version: 1, title: 'Test', startsAt: '2003-10-23T11:36:55Z' },
        hosts: [
          {
            ...{ name: host, platform: 'serengeti', cpuType, bootedAt: '2003-10-23T11:20:49.5Z' },
            ...{ processors: [0], physmemPages: 1_048_576, ...rest },
          },
        ],
        people: [
          { id: 'dana', name: 'Dana' },
          { id: 'ravi', name: 'Ravi' },
        ],
        injects,
      }),
    ),
);

test('no line that the program logs in any drill is without an explanation', () => {
  fc.assert(
    fc.property(fc.oneof(...drill), fc.nat({ max: 1000 }), (each, seed) => {
      for (const text of messagesOf(each, seed)) expect(unexplained(text)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test.each([...libraryDrills, ['gaveUp', gaveUp.drill] as const, ['retried', retried.drill] as const])(
  'every line of %s is explained',
  (_name, each) => {
    const messages = messagesOf(each, 7);
    expect(messages.length).toBeGreaterThan(5);
    for (const text of messages) expect(unexplained(text)).toEqual([]);
  },
);
