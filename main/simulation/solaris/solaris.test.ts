import { describe, expect, test } from 'vitest';
import { dayNs, hourNs, minuteNs, secondNs } from '../../../shared/lib/time.ts';
import { type Drill, type DrillInput, drillSchema } from '../../../shared/model/drill.ts';
import { PlayedRun } from './played-run.ts';

type Injects = DrillInput['injects'];
type Host = DrillInput['hosts'][number];

const host: Host = {
  name: 'sf15k-domc',
  platform: 'starcat',
  cpuType: 'US-III',
  release: 'solaris9',
  bootedAt: '2003-10-23T11:20:49.5Z',
  processors: [64, 65],
};

const drillOf = (injects: Injects, changes: Partial<Host> = {}): Drill =>
  drillSchema.parse({
    version: 1,
    title: 'Test',
    startsAt: '2003-10-23T11:36:55Z',
    hosts: [{ ...host, ...changes }],
    people: [
      { id: 'dana', name: 'Dana' },
      { id: 'ravi', name: 'Ravi' },
    ],
    injects,
  });

const wdc = (at: string, more: object = {}): Injects[number] => ({
  at,
  kind: 'ecc',
  host: 'sf15k-domc',
  processor: 64,
  name: 'WDC',
  afsr: '0x00000040.000001f0',
  afar: '0x000000a1.f06b4000',
  faultPc: '0x10152880',
  ...more,
});
const wdu = (at: string, more: object = {}): Injects[number] =>
  wdc(at, { processor: 65, name: 'WDU', afsr: '0x00000020.0000017a', afar: '0x000000a1.d9698000', ...more });
const thread = (at: string, kind: 'bind-thread' | 'unbind-threads', processor = 64): Injects[number] => ({
  at,
  kind,
  host: 'sf15k-domc',
  processor,
});

const zeroChunk = ['0x00000000.00000000', '0x00000000.00000000', '0x000'];
const zeroLine = {
  tag: '0x00000140.01000001',
  state: 'Shared',
  match: false,
  data: [zeroChunk, zeroChunk, zeroChunk, zeroChunk],
};

describe('category A', () => {
  test('SOL-1 SOL-6 SOL-9: the third corrected error in 24 hours takes the processor off-line, with the right ids', () => {
    const run = new PlayedRun(drillOf([wdc('10s', { errId: '0x000000e3.2774aaf0' }), wdc('70s'), wdc('162s')]));
    run.advance(200 * secondNs);
    expect(run.lines().slice(0, 4)).toEqual([
      'SUNW,UltraSPARC-III: [ID 962502 kern.info] NOTICE: [AFT0] WDC Event detected by CPU64 at TL=0, errID 0x000000e3.2774aaf0',
      '    AFSR 0x00000040<WDC>.000001f0 AFAR 0x000000a1.f06b4000',
      '    Fault_PC 0x10152880 Esynd 0x01f0 SB2/P0/E0 J4400',
      'SUNW,UltraSPARC-III: [ID 189302 kern.info] [AFT0] errID 0x000000e3.2774aaf0 Data Bit 111 was in error and corrected',
    ]);
    expect(run.lines().at(-1)).toBe(
      'SUNW,UltraSPARC-III: [ID 915404 kern.notice] NOTICE: [AFT1] CPU64 offlined due to more than 2 xxC Events in 24:00:00 (hh:mm:ss)',
    );
    expect(run.of('serd.counted').map(({ data }) => data.count)).toEqual([1, 2, 3]);
    expect(run.of('processor.offlined').map(({ at }) => at)).toEqual([162 * secondNs + 1.08 * secondNs]);
  });

  test('SOL-12: from the off-lining the causes lead back to the first error and its inject', () => {
    const run = new PlayedRun(drillOf([wdc('10s'), wdc('70s'), wdc('162s')])).advance(hourNs);
    const [offlined] = run.of('processor.offlined');
    const causes = run.causesOf(offlined?.seq ?? 0);
    for (const { seq } of [...run.of('ecc.reported'), ...run.of('inject.ecc')]) expect(causes).toContain(seq);
    expect(run.of('serd.fired')[0]?.causes).toEqual(run.of('ecc.reported').map(({ seq }) => seq));
  });

  test('SERD-2: a spread of exactly 24 hours counts, one nanosecond more does not', () => {
    const offlined = (third: string): number =>
      new PlayedRun(drillOf([wdc('10s'), wdc('70s'), wdc(third)])).advance(2 * dayNs).of('processor.offlined').length;
    expect(offlined('1d10s')).toBe(1);
    expect(offlined('1d10s1ns')).toBe(0);
  });

  test('SOL-4: errors of other processors and a US-IIIi do not count', () => {
    const others = drillOf([wdc('10s'), wdc('20s'), wdc('30s', { processor: 65 })]);
    expect(new PlayedRun(others).advance(hourNs).of('serd.fired')).toEqual([]);
    const internal = drillOf([wdc('10s'), wdc('20s'), wdc('30s')], { cpuType: 'US-IIIi' });
    const run = new PlayedRun(internal).advance(hourNs);
    expect(run.of('ecc.reported')).toHaveLength(3);
    expect(run.of('serd.counted')).toEqual([]);
  });

  test('SOL-3: errors of an off-line processor are logged and count for nothing', () => {
    const run = new PlayedRun(drillOf([10, 20, 30, 40, 50, 60].map((at) => wdc(`${at}s`)))).advance(hourNs);
    expect(run.of('ecc.reported')).toHaveLength(6);
    expect(run.of('serd.counted')).toHaveLength(3);
    expect(run.of('processor.offlined')).toHaveLength(1);
  });
});

describe('category B', () => {
  const ucc = (more: object = {}): Injects[number] =>
    wdc('10s', {
      processor: 5,
      name: 'UCC',
      errId: '0x0001487b.327ee8b0',
      afsr: '0x00300400.00000031',
      afar: '0x00000000.02c4e8f0',
      faultPc: '0x104e860',
      mode: 'privileged',
      ...more,
    });
  const serengeti: Partial<Host> = { platform: 'serengeti', cpuType: 'US-III+', processors: [5] };

  test('SOL-2 SOL-7: the first error is logged, then again with ME, and the processor goes off-line at once', () => {
    const run = new PlayedRun(drillOf([ucc({ loggedAgainAfter: '11s' })], serengeti)).advance(hourNs);
    expect(run.lines()).toEqual([
      'SUNW,UltraSPARC-III+: [ID 135428 kern.info] NOTICE: [AFT0] First Error UCC Event detected by CPU5 in Privileged mode at TL=0, errID 0x0001487b.327ee8b0',
      '    AFSR 0x00100400<PRIV,UCC>.00000031 AFAR 0x00000000.02c4e8f0',
      '    Fault_PC 0x104e860 Esynd 0x0031 /N0/SB1/P1/E1 J5300',
      'SUNW,UltraSPARC-III+: [ID 782357 kern.info] [AFT0] errID 0x0001487b.327ee8b0 Data Bit 40 was in error and corrected',
      'SUNW,UltraSPARC-III+: [ID 391224 kern.info] NOTICE: [AFT0] UCC Event detected by CPU5 in Privileged mode at TL=0, errID 0x0001487b.327ee8b0',
      '    AFSR 0x00300400<ME,PRIV,UCC>.00000031 AFAR 0x00000000.02c4e8f0',
      '    Fault_PC 0x104e860 Esynd 0x0031 /N0/SB1/P1/E1 J5300',
      'SUNW,UltraSPARC-III+: [ID 782357 kern.info] [AFT0] errID 0x0001487b.327ee8b0 Data Bit 40 was in error and corrected',
      'SUNW,UltraSPARC-III+: [ID 489146 kern.notice] NOTICE: [AFT1] CPU5 offlined due to UCC Event with ME set',
    ]);
    expect(run.of('serd.counted')).toHaveLength(1);
    const [first, second] = run.of('ecc.reported');
    expect([first?.data.category, second?.data.category]).toEqual(['A', 'B']);
    expect(second?.causes).toContain(first?.seq);
  });
});

test('DUMP-1 DUMP-5: what was found in the cache is logged after the bits in error, each time', () => {
  const bad = ['0x00000000.00000000', '0x00000000.00000001', '0x000'];
  const dump = { ...zeroLine, data: [bad, zeroChunk, zeroChunk, zeroChunk] };
  const error = {
    name: 'UCC',
    afsr: '0x00200400.000001f0',
    errId: '0x000000e3.2774aaf0',
    loggedAgainAfter: '11s',
    dump,
  };
  const run = new PlayedRun(drillOf([wdc('10s', error)])).advance(60 * secondNs);
  const dumped = [
    'SUNW,UltraSPARC-III: [ID 189302 kern.info] [AFT0] errID 0x000000e3.2774aaf0 Data Bit 111 was in error and corrected',
    'SUNW,UltraSPARC-III: [ID 860712 kern.info] [AFT2] errID 0x000000e3.2774aaf0 E$tag PA=0x000000a0.00eb4000 does not match AFAR=0x000000a1.f06b4000',
    'SUNW,UltraSPARC-III: [ID 260100 kern.info] [AFT2] errID 0x000000e3.2774aaf0 PA=0x000000a0.00eb4000',
    '    E$tag 0x00000140.01000001 E$state_0 Shared',
    expect.stringMatching(
      /\[AFT2\] E\$Data \(0x00\) 0x00000000\.00000000 0x00000000\.00000001 ECC 0x000 \*Bad\* Esynd=0x03b$/,
    ),
    ...['10', '20', '30'].map(
      (offset) =>
        `SUNW,UltraSPARC-III: [ID 895151 kern.info] [AFT2] E$Data (0x${offset}) 0x00000000.00000000 0x00000000.00000000 ECC 0x000`,
    ),
    'SUNW,UltraSPARC-III: [ID 929717 kern.info] [AFT2] D$ data not available',
    'SUNW,UltraSPARC-III: [ID 335345 kern.info] [AFT2] I$ data not available',
  ];
  expect(run.lines().slice(3, 13)).toEqual(dumped);
  expect(run.lines().slice(16, 26)).toEqual(dumped);
  const [first, again] = run.of('ecc.reported').map(({ seq }) => seq);
  const causes = run.of('message.logged').flatMap(({ data, causes }) => (data.text.includes('AFT2') ? causes : []));
  expect(causes).toEqual([...Array.from({ length: 8 }, () => first), ...Array.from({ length: 8 }, () => again)]);
});

test('SOL-2: a second logging that is only of category A is not counted again', () => {
  // ME may stem from the UCU, so that the UCC is counted as one error.
  const both = { name: 'UCC', afsr: '0x00200600.00000031', loggedAgainAfter: '11s' };
  const run = new PlayedRun(drillOf([wdc('10s', both)])).advance(hourNs);
  expect(run.of('ecc.reported').map(({ data }) => data.category)).toEqual(['A', 'A']);
  expect(run.of('serd.counted')).toHaveLength(1);
});

test('SOL-9: the log follows the trap by 1 to 40 ms', () => {
  const injects = Array.from({ length: 200 }, (_, index) => wdc(`${index + 1}s`));
  const run = new PlayedRun(drillOf(injects)).advance(hourNs);
  const headers = run.of('message.logged').filter(({ data }) => data.text.includes('Event detected'));
  const delays = headers.map(({ at, causes }) => (at - (run.log[(causes[0] ?? 0) - 1]?.at ?? 0)) / 1_000_000);
  expect(delays).toHaveLength(200);
  expect([Math.min(...delays), Math.max(...delays)]).toEqual([1, 40]);
});

describe('category C', () => {
  test('SOL-1 SOL-8: an uncorrectable error warns and takes the processor off-line at once', () => {
    const run = new PlayedRun(drillOf([wdu('10s', { errId: '0x0000012f.1b1a7f3a' })])).advance(hourNs);
    expect(run.lines()).toEqual([
      'SUNW,UltraSPARC-III: [ID 798832 kern.warning] WARNING: [AFT1] WDU Event detected by CPU65 at TL=0, errID 0x0000012f.1b1a7f3a',
      '    AFSR 0x00000020<WDU>.0000017a AFAR 0x000000a1.d9698000',
      '    Fault_PC 0x10152880 Esynd 0x017a SB2/P1/E0 J5400',
      'SUNW,UltraSPARC-III: [ID 990173 kern.notice] [AFT1] errID 0x0000012f.1b1a7f3a Two Bits were in error',
      'unix: [ID 321153 kern.notice] NOTICE: Scheduling clearing of error on page 0x000000a1.d9698000',
      'SUNW,UltraSPARC-III: [ID 966792 kern.notice] NOTICE: [AFT1] CPU65 offlined due to xxU Event',
      'unix: [ID 221039 kern.notice] NOTICE: Previously reported error on page 0x000000a1.d9698000 cleared',
    ]);
    expect(run.of('serd.counted')).toEqual([]);
  });

  test('SOL-5: a special syndrome names a victim, which stays on-line', () => {
    for (const syndrome of ['003', '071', '11c']) {
      const run = new PlayedRun(drillOf([wdu('10s', { afsr: `0x00000020.00000${syndrome}` })])).advance(hourNs);
      expect(run.of('ecc.reported')).toHaveLength(1);
      expect(run.of('processor.offlined')).toEqual([]);
    }
  });
});

test('SOL-2: an error that is logged twice has one error id, also where the drill gives none', () => {
  const ucc = { name: 'UCC', afsr: '0x00300400.00000031', mode: 'privileged', loggedAgainAfter: '11s' };
  const run = new PlayedRun(drillOf([wdc('10s', ucc)])).advance(hourNs);
  const ids = run.lines().flatMap((line) => /errID (0x\S+)/.exec(line)?.[1] ?? []);
  expect(ids.length).toBeGreaterThan(2);
  expect(new Set(ids).size).toBe(1);
  expect(new Set(run.of('ecc.reported').map(({ data }) => data.errId))).toEqual(new Set(ids));
});

describe('the chain of attempts', () => {
  test('SOL-9 SOL-10: a bound thread makes Solaris 8 try again after 30 s', () => {
    const injects = [wdu('10s'), thread('10s', 'bind-thread', 65), thread('13s', 'unbind-threads', 65)];
    const run = new PlayedRun(drillOf(injects, { release: 'solaris8' })).advance(hourNs);
    const [failed] = run.of('offlining.failed');
    expect(failed?.data).toMatchObject({ error: 'EBUSY', attempt: 1, retriesLeft: 2400 });
    expect(run.of('processor.offlined').map(({ at, data }) => [at, data.attempts])).toEqual([[41.16 * secondNs, 2]]);
    expect(run.lines().filter((line) => line.includes('CPU65 due to'))).toEqual([
      'SUNW,UltraSPARC-III: [ID 277554 kern.notice] NOTICE: [AFT1] Failed to offline CPU65 due to xxU Event, will try again',
    ]);
    const bound = run.of('inject.bind-thread')[0]?.seq;
    const unbound = run.of('inject.unbind-threads')[0]?.seq;
    expect(failed?.causes).toContain(bound);
    expect(run.of('processor.offlined')[0]?.causes).toEqual(
      [failed?.causes[0], unbound, failed?.seq].sort((a, b) => Number(a) - Number(b)),
    );
  });

  test('SOL-11: Solaris 9 gives up after the first attempt and 24 more, 122 s later', () => {
    const run = new PlayedRun(drillOf([thread('0s', 'bind-thread', 65), wdu('10s')])).advance(hourNs);
    expect(run.of('offlining.failed')).toHaveLength(24);
    const [gaveUp] = run.of('offlining.gave-up');
    expect(gaveUp?.at).toBe(11.08 * secondNs + 24 * 5.08 * secondNs);
    expect(gaveUp?.data.attempts).toBe(25);
    expect(run.lines().at(-1)).toBe(
      'SUNW,UltraSPARC-III: [ID 324082 kern.notice] NOTICE: [AFT1] Failed to offline CPU65 due to xxU Event, giving up',
    );
    expect(run.causesOf(gaveUp?.seq ?? 0)).toContain(run.of('ecc.reported')[0]?.seq);
  });

  test('LOG-8: of the attempts that say the same the log counts all but the first', () => {
    const run = new PlayedRun(drillOf([thread('0s', 'bind-thread', 65), wdu('10s')])).advance(hourNs);
    const retries = run.lines().filter((line) => line.endsWith('will try again'));
    const repeated = run.of('message.repeated');
    const attempts = run.of('offlining.failed');
    expect(retries.length + repeated.reduce((sum, { data }) => sum + data.times, 0)).toBe(attempts.length);
    // The line about the page comes between the first two.
    expect(retries.length).toBe(1 + repeated.length);
    expect(repeated.at(-1)).toMatchObject({ causes: [attempts.at(-1)?.seq], data: { lastAtNs: attempts.at(-1)?.at } });
  });

  test('SERD-5: after giving up one more corrected error within 24 hours is enough', () => {
    const bound = [thread('0s', 'bind-thread'), wdc('10s'), wdc('20s'), wdc('30s')];
    const run = new PlayedRun(drillOf([...bound, thread('5m', 'unbind-threads'), wdc('6m')])).advance(hourNs);
    expect(run.of('serd.fired')).toHaveLength(2);
    expect(run.of('processor.offlined').map(({ at }) => at)).toEqual([6 * minuteNs + 1.08 * secondNs]);
  });

  test('SOL-10: the last processor on-line stays on-line', () => {
    const processors = [64, 65, 66, 67];
    const run = new PlayedRun(drillOf(processors.map((processor) => wdu(`${processor}s`, { processor })))).advance(
      hourNs,
    );
    expect(run.of('processor.offlined')).toHaveLength(3);
    expect(run.of('offlining.gave-up').map(({ data }) => data.processor)).toEqual([67]);
  });

  test('SOL-3: errors while a chain is under way start no second one', () => {
    const injects = [thread('0s', 'bind-thread', 65), wdu('10s'), wdu('12s'), wdu('20s')];
    const run = new PlayedRun(drillOf(injects)).advance(hourNs);
    expect(run.of('ecc.reported')).toHaveLength(3);
    expect(run.of('offlining.gave-up')).toHaveLength(1);
  });
});

test('SOL-13: a run restored at any instant goes on as the uninterrupted one', () => {
  const drill = drillOf([
    wdc('10s'),
    thread('11s', 'bind-thread'),
    wdc('20s', { loggedAgainAfter: '15s', name: 'UCC', afsr: '0x00200400.00000031', dump: zeroLine }),
    wdc('30s'),
    thread('50s', 'unbind-threads'),
    wdu('60s'),
  ]);
  const whole = new PlayedRun(drill).advance(2 * minuteNs).engine.digest();
  for (let atNs = secondNs; atNs < 70 * secondNs; atNs += 3.01 * secondNs) {
    const saved = structuredClone(new PlayedRun(drill).advance(atNs).engine.save());
    const restored = PlayedRun.restored(drill, saved).advance(2 * minuteNs);
    expect(restored.engine.digest()).toBe(whole);
    const { processors } = restored.hardware;
    const states = processors.map(({ subject }) => restored.engine.view('processor', subject));
    expect(states.filter((state) => (state as { onLine: boolean }).onLine)).toHaveLength(processors.length - 2);
  }
});

test('a look at a processor shows what SERD holds and what is under way', () => {
  const injects = [wdc('10s'), thread('15s', 'bind-thread'), wdc('20s'), wdc('30s')];
  const run = new PlayedRun(drillOf(injects)).advance(32 * secondNs);
  expect(run.engine.view('processor', 'sf15k-domc/64')).toEqual({
    onLine: true,
    state: 'on-line',
    sinceNs: null,
    serd: { limit: 2, windowNs: dayNs, atNs: [10 * secondNs, 20 * secondNs, 30 * secondNs] },
    boundThreads: 1,
    offlining: { failures: 1, nextAttemptNs: 36.16 * secondNs, reason: 'serd' },
  });
  expect(run.advance(hourNs).engine.view('processor', 'sf15k-domc/65')).toMatchObject({
    onLine: true,
    offlining: null,
  });
});

test('SERD-6: a processor that has gone off-line holds no errors any more', () => {
  const run = new PlayedRun(drillOf([wdc('10s'), wdc('20s'), wdc('30s')])).advance(hourNs);
  expect(run.engine.view('processor', 'sf15k-domc/64')).toMatchObject({ onLine: false, serd: { atNs: [] } });
});

test('another processor disturbs no draw of the first', () => {
  const alone = new PlayedRun(drillOf([wdc('10s'), wdc('20s')])).advance(hourNs);
  const both = new PlayedRun(drillOf([wdu('9s'), wdc('10s'), wdu('15s'), wdc('20s')])).advance(hourNs);
  const times = (run: PlayedRun): number[] =>
    run.of('message.logged').flatMap(({ at, data }) => (data.text.includes('WDC') ? [at] : []));
  expect(times(both)).toEqual(times(alone));
  expect(times(alone)).toHaveLength(2);
});
