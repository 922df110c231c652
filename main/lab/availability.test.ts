import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMessagesFile } from '../simulation/solaris/messages-file.ts';
import { type AvailabilityDocument, labAvailability } from './availability.ts';

const vector = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../test/vectors/${path}`, import.meta.url)), 'utf8');
const recorded = (name: string): string[] => vector(`messages/${name}.log`).trimEnd().split('\n');
const caseOf = (name: string): Record<string, unknown> & { events: Record<string, unknown>[] } =>
  JSON.parse(vector(`availability/${name}.json`));

function played(given: unknown): AvailabilityDocument {
  const document = labAvailability(JSON.stringify(given));
  if ('problem' in document) throw new Error(`${document.place}: ${document.problem}`);
  return document;
}

const wdc = (at: number, more: object = {}): object => ({
  ...{ at, type: 'ecc', cpu: 64, name: 'WDC', afsr: '0x00000040.000001f0', afar: '0x000000a1.f06b4000' },
  ...{ faultPc: '0x10152880', ...more },
});
const threeErrors = [wdc(100), wdc(200), wdc(300)];
const given = (events: readonly object[], more: object = {}): object => ({
  ...{ ...caseOf('category-a'), release: 'solaris9', events, until: 1000 },
  ...more,
});
const stateOf = ({ cpus }: AvailabilityDocument, cpu = 64): unknown => cpus.find(({ id }) => id === cpu)?.state;

describe('the recorded excerpts come out of the events alone', () => {
  test('category C, line for line', () => {
    const document = played(caseOf('category-c'));
    expect(document.messages).toEqual(recorded('category-c'));
    expect(stateOf(document, 65)).toBe('off-line');
    expect(document.cpus[1]?.since).toBeCloseTo(1332.99, 2);
    expect(document.indictments).toEqual([{ at: document.cpus[1]?.since, cpu: 65, type: 3 }]);
    expect([document.retiredPages, document.pendingPages]).toEqual([[], []]);
    expect(document.pageKstat).toMatchObject({ pages_ue_cleared_freed: 1, pages_limit: 1048, pages_retired: 0 });
  });

  test('category B, line for line, the second logging being an event of its own', () => {
    const document = played(caseOf('category-b'));
    expect(document.messages).toEqual(recorded('category-b'));
    expect(document.indictments).toEqual([{ at: 361180.58, cpu: 5, type: 2 }]);
  });

  test('category A, line for line; of the second and third error the log has no more than the first line', () => {
    const { messages } = played(caseOf('category-a'));
    const id = /\[ID \d{6} /;
    const [, second, third] = recorded('category-a').filter((line) => line.includes('Event detected'));
    const others = new Set([second, third].map((line) => line?.replace(id, '')));
    const header = (line: string): boolean => others.has(line.replace(id, ''));
    const ofOthers = messages.filter(
      (line, index) => [1, 2, 3].some((back) => header(messages[index - back] ?? '')) && !header(line),
    );
    expect(ofOthers).toHaveLength(6);
    const compared = messages.filter((line) => !ofOthers.includes(line));
    const withoutId = (line: string): string => (header(line) ? line.replace(id, '') : line);
    expect(compared.map(withoutId)).toEqual(recorded('category-a').map(withoutId));
  });

  test('giving up: counts, ids and folding; the log has lost the line between its first two', () => {
    const { messages } = played(caseOf('give-up'));
    const lost =
      'Oct 23 15:41:22 sf15k-domc unix: [ID 221039 kern.notice] NOTICE: Previously reported error on page 0x000000a1.d9698000 cleared';
    const first = messages.findIndex((line) => line.includes('Failed to offline'));
    expect(messages[first + 1]).toBe(lost);
    expect(messages.slice(first).filter((line) => line !== lost)).toEqual(recorded('give-up'));
    expect(readMessagesFile(messages.join('\n'), 2003).outcomes.map(({ repeated }) => repeated)).toEqual(
      [0, 0, 6, 15, 0].slice(1),
    );
  });
});

describe('what a case says acts', () => {
  test('equal times count each, a fourth processor that does not exist never does, /etc/system is read', () => {
    expect(stateOf(played(given([wdc(100), wdc(100), wdc(100)])))).toBe('off-line');
    expect(stateOf(played(given(threeErrors, { cpus: [{ id: 64 }] })))).toBe('on-line');
    const document = played(given(threeErrors, { system: 'set automatic_cpu_removal=6\nfoo\n' }));
    expect(stateOf(document)).toBe('on-line');
    expect(document.messages[0]).toMatch(/^Oct 23 11:20:49 sf15k-domc .*line 2/);
  });

  test('processors as they were before: off-line, without interrupts, in a set, with threads', () => {
    const withCpu = (cpu: object, events: readonly object[] = threeErrors): AvailabilityDocument =>
      played(given(events, { cpus: [{ id: 64, ...cpu }, { id: 65 }, { id: 66 }] }));
    expect(stateOf(withCpu({ interrupts: false }, []))).toBe('no-intr');
    expect(withCpu({ state: 'off-line' }).messages.join()).not.toContain('offlined due to');
    expect(stateOf(withCpu({ boundThreads: 2 }))).toBe('on-line');
    // The only processor of its set.
    expect(stateOf(withCpu({ processorSet: 3 }))).toBe('on-line');
    expect(stateOf(withCpu({}))).toBe('off-line');
  });

  test('the error id is the trap, the date the logging, and attempts count from the logging', () => {
    const document = played(given([wdc(100), wdc(100), wdc(100, { loggedAt: 200.5 })]));
    expect(document.cpus[0]).toEqual({ id: 64, state: 'off-line', since: 201.58 });
    const headers = document.messages.filter((line) => line.includes('Event detected'));
    expect(headers.map((line) => line.slice(0, 15))).toEqual(['Oct 23 11:22:29', 'Oct 23 11:22:29', 'Oct 23 11:24:10']);
    expect(new Set(headers.map((line) => line.slice(-19)))).toEqual(new Set(['0x00000017.4876e800']));
  });

  test('commands, memory and a boot', () => {
    const memory = (at: number): object => ({
      ...{ at, type: 'memory', cpu: 65, name: 'CE', class: 'persistent', afsr: '0x00000002.00000031' },
      ...{ afar: '0x000000a1.d9698000', faultPc: '0x10152880', module: 'SB2/P1/B0/D0 J14300' },
    });
    const command = (at: number, line: string): object => ({ at, type: 'command', line });
    const document = played(
      given([memory(1), memory(2), memory(3), command(50, 'psradm -f 65'), command(60, 'psradm -f 999')]),
    );
    expect(document.retiredPages).toEqual(['0x000000a1.d9698000']);
    expect(document.pageKstat).toMatchObject({ pages_retired: 1, pages_multiple_ce: 1, pages_pending: 0 });
    expect(document.cpus[1]).toEqual({ id: 65, state: 'off-line', since: 50 });
    expect(document.commands.map(({ at, exit }) => [at, exit])).toEqual([
      [50, 0],
      [60, 1],
    ]);
    expect(document.indictments).toEqual([]);
    const rebooted = played(
      given([memory(1), memory(2), memory(3), command(50, 'psradm -f 65'), command(70.5, 'reboot')]),
    );
    // Ten seconds down, POST of one board for 150: then the kernel starts.
    expect(rebooted.cpus[1]).toEqual({ id: 65, state: 'on-line', since: 230.5 });
    expect(rebooted.retiredPages).toEqual([]);
  });

  const event = (name: string, afsr: string, more: object = {}): object => wdc(100, { name, afsr, ...more });
  const headers = (document: AvailabilityDocument): string[] =>
    document.messages.flatMap((line) => /\[AFT\d\] .* Event detected .*(?= at TL)/.exec(line)?.[0] ?? []);

  test('errors of every type of processor, and their module where it is none of the cache', () => {
    const bus = event('BERR', '0x00000800.00000000', { mode: 'user' });
    const tag = event('EMC', '0x00010000.00010000', { module: 'SB2/P0/B0/D0 J13300' });
    const vectors = event('IVC', '0x00004000.00000031');
    const document = played(given([bus, tag, vectors]));
    expect(headers(document)).toEqual([
      '[AFT1] Bus Error (BERR) Event detected by CPU64 User Data Access',
      '[AFT0] EMC Event detected by CPU64',
      '[AFT0] IVC Event detected by CPU64',
    ]);
    expect(document.messages[5]).toMatch(/ {5}Fault_PC 0x10152880 Msynd 0x0001 SB2\/P0\/B0\/D0 J13300$/);
    expect(document.messages[8]).toMatch(/AFSR 0x00004000<IVC>\.00000031 AFAR 0x000000a1\.f06b4000 INVALID$/);
    const internal = event('JEIC', '0x00800000.00000000');
    expect(headers(played(given([internal], { cpuType: 'US-IIIi' })))).toEqual([
      '[AFT0] JEIC Fatal Event detected by CPU64',
    ]);
  });

  test('a trap finds all errors, those of the shadow registers first', () => {
    const trap = { trap: 'fast-ecc', mode: 'privileged' };
    const shadow = { afsr: '0x00100400.00000031', afar: '0x000000a1.f06b4000' };
    const twice = event('UCC', '0x00300440.00000031', { ...trap, shadow });
    const document = played(given([twice], { cpuType: 'US-III+' }));
    expect(headers(document)).toEqual([
      '[AFT0] First Error UCC Event detected by CPU64 in Privileged mode',
      '[AFT0] UCC Event detected by CPU64 in Privileged mode',
      '[AFT0] WDC Event detected by CPU64',
    ]);
    expect(stateOf(document)).toBe('off-line');
    expect(document.messages.at(-1)).toContain('UCC Event with ME set');
  });

  test('patches, and accesses that may fail', () => {
    const wdu = event('WDU', '0x00000020.0000017a');
    const state = (kernelPatch: string): unknown => stateOf(played(given([wdu], { kernelPatch })));
    expect(['early', 'usual', 'late'].map(state)).toEqual(['on-line', 'off-line', 'off-line']);
    const timeout = { mode: 'privileged', afar: '0x00000400.0f000000' };
    const panics = (more: object): boolean =>
      played(given([event('TO', '0x00101000.00000000', { ...timeout, ...more })])).messages.some((line) =>
        line.includes('^Mpanic[cpu64]/thread='),
      );
    expect([panics({}), panics({ protected: true })]).toEqual([true, false]);
  });

  test('a kernel that tries without end is stopped', () => {
    const system = 'set cpu_remove_retry_seconds=0\nset cpu_remove_retry_attempts=0x7fffffff\n';
    const endless = given([{ at: 1, type: 'bind', cpu: 64 }, ...threeErrors], { system, until: 8_640_000 });
    expect(labAvailability(JSON.stringify(endless), 20_000)).toMatchObject({ place: 'until' });
    const threads = [1, 2, 3].map((at) => ({ at, type: 'bind', cpu: 64, threads: 1000 }));
    const many = given([
      ...threads,
      ...threads,
      ...threads,
      ...threads,
      ...threads,
      ...threads,
      ...threads,
      ...threads,
      ...threads,
    ]);
    expect(labAvailability(JSON.stringify(many))).toMatchObject({
      place: 'events',
      problem: expect.stringMatching(/27000 threads/),
    });
  });

  test('nanoseconds of times are exact', () => {
    const seconds = fc.integer({ min: 0, max: 4_000_000 });
    const nanoseconds = fc.integer({ min: 0, max: 999_999_999 });
    fc.assert(
      fc.property(seconds, nanoseconds, (whole, rest) => {
        const at = `${whole}.${String(rest).padStart(9, '0')}`;
        const text = JSON.stringify(given([wdc(-1)], { until: 4_000_002 })).replace('"at":-1', `"at":${at}`);
        const document = labAvailability(text);
        if ('problem' in document) throw new Error(document.problem);
        const [, high = '', low = ''] = /errID 0x(\w{8})\.(\w{8})/.exec(document.messages[0] ?? '') ?? [];
        expect(BigInt(`0x${high}${low}`)).toBe(BigInt(whole) * 1_000_000_000n + BigInt(rest));
      }),
      { numRuns: 50 },
    );
  });
});

describe('a case that does not fit is one line with its place', () => {
  const [dumped] = caseOf('category-a').events;
  test.each([
    [
      'an unknown field before a missing one',
      { ...given([]), colour: 1, until: undefined },
      'colour',
      /^unknown field/,
    ],
    ['an unknown field of an event', given([wdc(1, { tll: 1, afsr: undefined })]), 'events[0].tll', /^unknown field/],
    ['an unknown field of an event of no type', given([{ at: 1, typ: 'ecc' }]), 'events[0].typ', /^unknown field/],
    ['a missing field', given([], { until: undefined }), 'until', /^missing, expected a number/],
    ['an unknown type', given([{ at: 1, type: 'fire' }]), 'events[0].type', /expected ecc, memory, bind/],
    ['a wrong register', given([wdc(1, { afsr: '0x40' })]), 'events[0].afsr', /expected a register/],
    [
      'a processor that does not exist',
      given([wdc(1, { cpu: 68 })]),
      'events[0].cpu',
      /expected one of 64, 65, 66, 67/,
    ],
    ['a processor twice', given([], { cpus: [{ id: 64 }, { id: 64 }] }), 'cpus[1].id', /twice/],
    ['a number that the platform has not', given([], { cpus: [{ id: 68 }] }), 'cpus[0].id', /starcat/],
    ['a day that does not exist', given([], { bootedAt: '2003-02-30T00:00:00Z' }), 'bootedAt', /no such day/],
    ['logged before it happened', given([wdc(10, { loggedAt: 9 })]), 'events[0].loggedAt', /expected 10 or later/],
    [
      'a dump against its tag',
      given([wdc(1, { dump: { ...(dumped?.dump as object), state: 'Owner' } })]),
      'events[0].dump.state',
      /expected Shared/,
    ],
    ['too long a time', given([], { until: 1e9 }), 'until', /at most 8640000/],
    ['no object', [], 'line 1', /expected a map of fields/],
  ])('%s', (_, document, place, problem) => {
    const result = labAvailability(JSON.stringify(document)) as { place: string; problem: string };
    expect([result.place, result.problem]).toEqual([place, expect.stringMatching(problem)]);
  });

  test('an error that the type of processor does not have, and a trap without it', () => {
    const problem = (more: object): unknown => labAvailability(JSON.stringify(given([wdc(100, more)])));
    expect(problem({ name: 'RUE' })).toMatchObject({
      place: 'events[0].name',
      problem: expect.stringMatching(/^a US-III has no error RUE, expected one of PERR, /),
    });
    expect(problem({ name: 'UCC', trap: 'fast-ecc' })).toMatchObject({ place: 'events[0].afsr' });
  });

  test('no JSON', () => {
    expect(labAvailability('{\n  "platform": starcat\n}')).toMatchObject({ place: 'line 2' });
  });
});
