import { describe, expect, test } from 'vitest';
import { type Policy, policies } from '../../shared/model/policies.ts';
import type { PolicyOutcome } from '../simulation/solaris/policies/outcome.ts';
import { readAvailabilityCase } from './availability-case.ts';
import { outcomeUnder } from './policy-outcomes.ts';

type Event = Record<string, unknown>;

const policyOf = (name: string): Policy => {
  const policy = policies.find((each) => each.name === name);
  if (policy === undefined) throw new Error(`no policy ${name}`);
  return policy;
};

function outcome(policy: string | Policy, events: readonly Event[], more: object = {}): PolicyOutcome {
  const given = {
    ...{ platform: 'starcat', host: 'sf15k-domc', cpuType: 'US-III', release: 'solaris9', until: 1_000_000 },
    ...{ bootedAt: '2003-10-23T11:20:49.500Z', cpus: [{ id: 64 }, { id: 65 }, { id: 66 }, { id: 67 }] },
    ...{ events, ...more },
  };
  const read = readAvailabilityCase(JSON.stringify(given));
  if ('problem' in read) throw new Error(`${read.place}: ${read.problem}`);
  const found = outcomeUnder(read.read, typeof policy === 'string' ? policyOf(policy) : policy, 1_000_000);
  if (found === null) throw new Error('too much happens');
  return found;
}

const secondNs = 1_000_000_000;
const highBits: Record<string, string> = {
  ...{ UCC: '00000400', UCU: '00000200', CPC: '00000100', CPU: '00000080' },
  ...{ WDC: '00000040', WDU: '00000020', EDC: '00000010', EDU: '00000008' },
};
const ecc = (at: number, name: string, more: Event = {}): Event => ({
  ...{ at, type: 'ecc', cpu: 64, name, afsr: `0x${highBits[name]}.0000017a`, afar: '0x000000a1.f06b4000' },
  ...{ faultPc: '0x10152880', ...more },
});
const address = (page: number): string => `0x00000001.${(page * 8192).toString(16).padStart(8, '0')}`;
const memory = (at: number, page: number, more: Event = {}): Event => ({
  ...{ at, type: 'memory', cpu: 65, name: 'CE', class: 'persistent', afsr: '0x00000002.00000031' },
  ...{ afar: address(page), faultPc: '0x10152880', module: 'D0', ...more },
});
const uncorrectable = { name: 'UE', afsr: '0x00000004.0000017a' };
const many = (count: number, one: (index: number) => Event): Event[] =>
  Array.from({ length: count }, (_, index) => one(index));
const offlined = (found: PolicyOutcome): string[] =>
  found.offlined.map(({ cpu, atNs }) => `${cpu} at ${atNs / secondNs}`);
const retired = (found: PolicyOutcome): string[] =>
  found.retiredPages.map(({ address: page, atNs }) => `${page} at ${atNs / secondNs}`);

describe('processors', () => {
  test('POL-2 POL-6: the thirteenth L2 error within an hour, 200 ms after it', () => {
    expect(
      offlined(
        outcome(
          'fma',
          many(12, (index) => ecc(index * 10, 'WDC')),
        ),
      ),
    ).toEqual([]);
    expect(
      offlined(
        outcome(
          'fma',
          many(13, (index) => ecc(index * 300, 'WDC')),
        ),
      ),
    ).toEqual(['64 at 3600.2']);
    expect(
      offlined(
        outcome(
          'fma',
          many(13, (index) => ecc(index * 301, 'WDC')),
        ),
      ),
    ).toEqual([]);
  });

  test('POL-6: a set that one error causes counts once, any other set one by one', () => {
    const trap = (names: readonly string[]) => (index: number) => names.map((name) => ecc(index * 10, name));
    const traps = (count: number, ...names: string[]): Event[] =>
      Array.from({ length: count }, (_, index) => index).flatMap(trap(names));
    expect(offlined(outcome('fma', traps(12, 'UCC', 'WDC')))).toEqual([]);
    expect(offlined(outcome('fma', traps(13, 'CPC', 'EDC', 'WDC')))).toEqual(['64 at 120.2']);
    // UCC with EDC is no such set: the seventh trap brings the thirteenth error.
    expect(offlined(outcome('fma', traps(7, 'UCC', 'EDC')))).toEqual(['64 at 60.2']);
  });

  test('POL-7: a victim is excused by FMA and not by rasdaemon; without an address nobody is known', () => {
    const poisoned = [ecc(1, 'UCU', { afsr: '0x00000200.00000071' })];
    expect(offlined(outcome('fma', poisoned))).toEqual([]);
    expect(offlined(outcome('rasdaemon-isolation', poisoned))).toEqual(['64 at 1']);
    // EDU is overwritten by UCC, which is of a higher class.
    expect(offlined(outcome('fma', [ecc(1, 'EDU', { afsr: '0x00000408.0000017a' })]))).toEqual([]);
    const badMemory = (cpu: number) => memory(1, 9, { ...uncorrectable, cpu, afar: '0x000000a1.f06b4010' });
    expect(offlined(outcome('fma', [badMemory(64), ecc(1, 'UCU')]))).toEqual([]);
    expect(offlined(outcome('fma', [badMemory(65), ecc(1, 'UCU')]))).toEqual(['64 at 1.2']);
    expect(offlined(outcome('fma', [badMemory(64), ecc(1, 'UCU', { afar: '0x000000a1.f06b4040' })]))).toHaveLength(1);
  });

  test('POL-4 POL-8: force gets past bound threads, not past the kernel: ten times a second apart, then it is given up', () => {
    const bound = { cpus: [{ id: 64, boundThreads: 3 }, { id: 65 }] };
    expect(offlined(outcome('fma', [ecc(1, 'UCU')], bound))).toEqual(['64 at 1.2']);
    const alone = outcome('fma', [ecc(1, 'UCU')], { cpus: [{ id: 64 }] });
    expect(alone.offlined).toEqual([]);
    expect(alone.gaveUp).toEqual([{ cpu: 64, atNs: 10.2 * secondNs, reason: 'uncorrectable L2 error (UCU)' }]);
    // Somebody brings another processor on-line while it tries.
    const helped = [{ at: 0.5, type: 'command', line: 'psradm -f 65' }, ecc(1, 'UCU')];
    const line = { at: 4.5, type: 'command', line: 'psradm -n 65' };
    expect(offlined(outcome('fma', [...helped, line], { cpus: [{ id: 64 }, { id: 65 }] }))).toEqual(['64 at 5.2']);
  });

  test('POL-8: rasdaemon tries once for every error that is one too many, and tells it once', () => {
    const alone = { cpus: [{ id: 64 }] };
    const found = outcome(
      'rasdaemon-isolation',
      many(25, (index) => ecc(index, 'WDC')),
      alone,
    );
    expect(found).toEqual({
      ...{ offlined: [], retiredPages: [] },
      gaveUp: [{ cpu: 64, atNs: 17 * secondNs, reason: '18 corrected L2 errors in 24h' }],
    });
  });

  test('POL-5 POL-9: FMA decides once and again at boot; rasdaemon starts anew', () => {
    const line = (at: number, text: string): Event => ({ at, type: 'command', line: text });
    const back = [ecc(1, 'UCU'), line(10, 'psradm -F -n 64'), ecc(20, 'UCU')];
    expect(offlined(outcome('fma', back))).toEqual(['64 at 1.2']);
    expect(offlined(outcome('rasdaemon-isolation', back))).toEqual(['64 at 1', '64 at 20']);
    // While it is off-line its errors count for nothing.
    expect(offlined(outcome('rasdaemon-isolation', [ecc(1, 'UCU'), ecc(2, 'UCU'), ecc(3, 'WDC')]))).toHaveLength(1);
    // A boot brings all processors on-line; two of two are left, so that the last is refused if FMA asks again.
    const two = { cpus: [{ id: 64 }, { id: 65 }] };
    const afterBoot = [ecc(1, 'UCU'), line(10, 'reboot'), line(5_000, 'psradm -f 65')];
    const then = ecc(5_010, 'UCU', { cpu: 65 });
    expect(outcome('fma', [...afterBoot, then], two).gaveUp).toMatchObject([{ cpu: 65 }]);
    expect(
      offlined(outcome('rasdaemon-isolation', [ecc(1, 'UCU'), line(10, 'reboot'), ecc(5_000, 'UCU')], two)),
    ).toEqual(['64 at 1', '64 at 5000']);
    const half = many(17, (index) => ecc(index, 'WDC'));
    expect(offlined(outcome('rasdaemon-isolation', [...half, line(20, 'reboot'), ecc(5_000, 'WDC')]))).toEqual([]);
    expect(offlined(outcome('rasdaemon-isolation', [...half, ecc(5_000, 'WDC')]))).toEqual(['64 at 5000']);
  });

  test('POL-10: mcelog takes a processor off-line at the 64th line with an error, however often one fails', () => {
    const lineAt = (index: number): Event => ({ afar: `0x000000a1.${(index * 64).toString(16).padStart(8, '0')}` });
    expect(
      offlined(
        outcome(
          'mcelog',
          many(500, (index) => ecc(index, 'WDC')),
        ),
      ),
    ).toEqual([]);
    expect(
      offlined(
        outcome(
          'mcelog',
          many(63, (index) => ecc(index, 'WDC', lineAt(index))),
        ),
      ),
    ).toEqual([]);
    expect(
      offlined(
        outcome(
          'mcelog',
          many(64, (index) => ecc(index, 'WDC', lineAt(index))),
        ),
      ),
    ).toEqual(['64 at 63']);
    expect(outcome('mcelog', [ecc(1, 'UCU')]).offlined).toEqual([]);
  });

  test('POL-11: eighteen in 24 hours, and not with ten off-line already', () => {
    expect(
      offlined(
        outcome(
          'rasdaemon-isolation',
          many(18, (index) => ecc(index * 5_082, 'EDC')),
        ),
      ),
    ).toEqual(['64 at 86394']);
    expect(
      offlined(
        outcome(
          'rasdaemon-isolation',
          many(18, (index) => ecc(index * 5_083, 'EDC')),
        ),
      ),
    ).toEqual([]);
    expect(
      outcome(
        'rasdaemon',
        many(100, (index) => ecc(index, 'EDC')),
      ),
    ).toEqual(outcome('rasdaemon', []));
    const cpus = [0, 1, 2, 3, 32, 33, 34, 35, 64, 65, 66, 67, 96].map((id) => ({ id }));
    const failing = cpus.slice(0, 12).map(({ id }, index) => ecc(index + 1, 'UCU', { cpu: id }));
    const found = outcome('rasdaemon-isolation', failing, { cpus });
    expect(found.offlined).toHaveLength(10);
    expect(found.gaveUp).toMatchObject([{ cpu: 66 }, { cpu: 67 }]);
    expect(found.gaveUp[0]?.reason).toContain('as many processors are off-line as may be: 10');
  });
});

describe('pages', () => {
  test('POL-12 POL-13: the third persistent error of a module within 72 hours retires its page, then three more are needed', () => {
    const hour = 3_600;
    const found = outcome('fma', [memory(1, 1), memory(2, 2), memory(3, 3), memory(4, 4), memory(5, 5), memory(6, 6)]);
    expect(retired(found)).toEqual([`${address(3)} at 3`, `${address(6)} at 6`]);
    expect(retired(outcome('fma', [memory(0, 1), memory(1, 2), memory(72 * hour, 3)]))).toHaveLength(1);
    expect(retired(outcome('fma', [memory(0, 1), memory(1, 2), memory(72 * hour + 1, 3)]))).toEqual([]);
    const modules = [memory(1, 1), memory(2, 2, { module: 'D1' }), memory(3, 3), memory(4, 4, { module: 'D1' })];
    expect(retired(outcome('fma', modules))).toEqual([]);
    const intermittent = { class: 'intermittent' };
    expect(retired(outcome('fma', [memory(1, 1, intermittent), memory(2, 2, intermittent), memory(3, 3)]))).toEqual([]);
    expect(retired(outcome('fma', [memory(1, 1, { class: 'sticky' })]))).toEqual([`${address(1)} at 1`]);
  });

  test('POL-12 POL-13: mcelog wants the second of a page, rasdaemon the fiftieth, of any class', () => {
    const spread = many(100, (index) => memory(index, index));
    expect(retired(outcome('mcelog', spread))).toEqual([]);
    const mixed = [memory(1, 1, { class: 'intermittent' }), memory(2, 1, { class: 'sticky' })];
    expect(retired(outcome('mcelog', mixed))).toEqual([`${address(1)} at 2`]);
    expect(
      retired(
        outcome(
          'rasdaemon',
          many(49, (index) => memory(index, 1)),
        ),
      ),
    ).toEqual([]);
    expect(
      retired(
        outcome(
          'rasdaemon',
          many(60, (index) => memory(index, 1)),
        ),
      ),
    ).toEqual([`${address(1)} at 49`]);
  });

  describe('POL-13: the examples that mcelog is tested with: six errors, three of them on one page', () => {
    const six = [1, 1, 1, 2, 3, 4].map((page, index) => memory(index, page));
    const configured = (limit: number, action: Policy['memory']['action']['value']): Policy => {
      const { memory: shipped, ...rest } = policyOf('mcelog');
      const corrected = shipped.corrected && { ...shipped.corrected, limit, window: '1h' };
      return { ...rest, memory: { ...shipped, corrected, action: { ...shipped.action, value: action } } };
    };
    test.each([
      ['soft, 2 in 1 h: one page', 2, 'soft', 1],
      ['soft-then-hard, 1 in 1 h: each page once', 1, 'soft-then-hard', 4],
      ['off', 1, 'off', 0],
      ['account: it is told and nothing is done', 2, 'account', 0],
    ] as const)('%s', (_, limit, action, expected) => {
      expect(retired(outcome(configured(limit, action), six))).toHaveLength(expected);
    });
  });

  test('POL-14: FMA asks for a page in use after 1, 3, 7, 15 s and so on, and has it once it is free', () => {
    const locked = { class: 'sticky', pageState: 'locked' };
    expect(outcome('fma', [memory(100, 1, locked)])).toEqual({ offlined: [], retiredPages: [], gaveUp: [] });
    const freed = [memory(100, 1, locked), memory(104, 1, { pageState: 'clean' })];
    expect(retired(outcome('fma', freed))).toEqual([`${address(1)} at 107`]);
    // At 611 s the next step would be 512 s, and is 5 minutes: 911, 1211.
    const late = [memory(100, 1, locked), memory(1_000, 1, { pageState: 'clean' })];
    expect(retired(outcome('fma', late))).toEqual([`${address(1)} at 1211`]);
    // Another page that begins to wait makes the steps short again.
    const another = [memory(100, 1, locked), memory(1_000, 2, locked), memory(1_000.5, 1, { pageState: 'clean' })];
    expect(retired(outcome('fma', another))).toEqual([`${address(1)} at 1001`]);
  });

  test('POL-14: mcelog wants twice as many errors after each failure, rasdaemon as many again', () => {
    const kernel = many(20, (index) => memory(index, 1, { pageState: index < 6 ? 'kernel' : 'clean' }));
    // It fails at the second error, at the fourth after that, and has the page at the eighth after those.
    const found = outcome('mcelog', kernel);
    expect(retired(found)).toEqual([`${address(1)} at 13`]);
    expect(found.gaveUp.map(({ atNs }) => atNs / secondNs)).toEqual([1, 5]);
    const hundred = many(120, (index) => memory(index, 1, { pageState: index < 60 ? 'kernel' : 'clean' }));
    expect(retired(outcome('rasdaemon', hundred))).toEqual([`${address(1)} at 99`]);
  });

  test('POL-15: a thousandth of memory, then FMA takes the module for bad', () => {
    const physmemPages = 3_000;
    const sticky = many(6, (index) => memory(index, index, { class: 'sticky' }));
    const found = outcome('fma', sticky, { physmemPages });
    expect(found.retiredPages).toHaveLength(3);
    expect(found.gaveUp).toEqual([
      { address: address(3), atNs: 3 * secondNs, reason: 'sticky error; as many pages are retired as may be: 3' },
      { module: 'D0', atNs: 3 * secondNs, reason: '4 of its pages are bad: the module is to be replaced' },
    ]);
    // Uncorrectable errors are neither limited nor counted.
    const worse = many(6, (index) => memory(index, index, { ...uncorrectable, module: `D${index}` }));
    expect(outcome('fma', worse, { physmemPages }).retiredPages).toHaveLength(6);
    expect(outcome('mcelog', sticky.concat(sticky), { physmemPages }).retiredPages).toHaveLength(6);
  });

  test('POL-16: an uncorrectable error retires its page at once, if the address is its own', () => {
    for (const name of ['fma', 'mcelog', 'rasdaemon']) {
      expect(retired(outcome(name, [memory(5, 1, uncorrectable)])), name).toEqual([`${address(1)} at 5`]);
      // UCU is of a higher class: the address is its.
      const hidden = { ...uncorrectable, afsr: '0x00000204.0000017a' };
      expect(retired(outcome(name, [memory(5, 1, hidden)])), name).toEqual([]);
    }
  });
});
