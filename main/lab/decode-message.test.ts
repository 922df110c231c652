import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Drill, drillSchema } from '../../shared/model/drill.ts';
import { decodedMessageSchema } from '../../shared/model/views.ts';
import { decodeMessage } from './decode-message.ts';
import { playedLog } from './played-log.ts';

const folder = fileURLToPath(new URL('../../test/vectors/messages/', import.meta.url));
const meaning = (text: string, name: string): string | undefined =>
  decodeMessage(text).fields.find((field) => field.name === name)?.meaning;

/** A drill in which a processor reports one error. */
const processorDrill = (cpuType: string, error: object): Drill =>
  drillSchema.parse({
    ...{ version: 1, title: 'Test', startsAt: '2003-10-23T11:36:55Z' },
    hosts: [
      {
        ...{ name: 'sf15k-domc', platform: 'starcat', cpuType, release: 'solaris9' },
        ...{ bootedAt: '2003-10-23T11:20:49.5Z', processors: [64] },
      },
    ],
    people: [
      { id: 'dana', name: 'Dana' },
      { id: 'ravi', name: 'Ravi' },
    ],
    injects: [
      {
        ...{ at: '1s', kind: 'ecc', host: 'sf15k-domc', processor: 64, afar: '0x000000a1.f06b4000' },
        ...{ faultPc: '0x10152880', ...error },
      },
    ],
  });

describe('a message in words', () => {
  test('a header with its registers', () => {
    const text = [
      'SUNW,UltraSPARC-III+: [ID 391224 kern.info] NOTICE: [AFT0] UCC Event detected by CPU5 in Privileged mode at TL=0, errID 0x0001487b.327ee8b0',
      '    AFSR 0x00300400<ME,PRIV,UCC>.00000031 AFAR 0x00000000.02c4e8f0',
      '    Fault_PC 0x104e860 Esynd 0x0031 /N0/SB1/P1/E1 J5300',
    ].join('\n');
    const { summary, fields } = decodeMessage(text);
    expect(summary).toMatch(/UCC on processor 5.*corrected by software/);
    expect(meaning(text, 'ME')).toMatch(/several errors/);
    expect(meaning(text, 'PRIV')).toMatch(/privileged/);
    expect(meaning(text, 'Syndrome')).toMatch(/data bit 40/);
    expect(meaning(text, 'Esynd')).toMatch(/data bit 40/);
    expect(meaning(text, 'Board')).toBe('system board 1');
    expect(meaning(text, 'Label')).toMatch(/socket/);
    expect(meaning(text, 'Error id')).toMatch(/4 d 4 h after boot/);
    expect(fields.find(({ name }) => name === 'Message id')?.value).toBe('391224');
    expect(fields.find(({ name }) => name === 'Level')?.value).toBe('kern.info');
  });

  test('registers that another error has touched, and poison', () => {
    const status = '    AFSR 0x00000420<UCC,WDU>.00000071 AFAR 0x00000000.02c4e8f0 INVALID';
    expect(meaning(status, 'AFAR')).toMatch(/overwritten/);
    expect(meaning(status, 'Syndrome')).toMatch(/another processor/);
  });

  test('16 bytes of a dump: whether they fit, and what is wrong with them', () => {
    const [bad, good] = [
      '[AFT2] E$Data (0x00) 0x56080000.96100000 0x96100000.96100000 ECC 0x15d *Bad* Esynd=0x071',
      '[AFT2] E$Data (0x10) 0x96100000.96100000 0x96100000.96100000 ECC 0x0fc',
    ];
    expect(decodeMessage(bad).summary).toMatch(/do not fit/);
    expect(meaning(bad, 'ECC')).toMatch(/do not fit the data$/);
    expect(meaning(bad, 'Esynd')).toBe(
      'data bits 126 and 127 inverted on purpose: bad data was written back or copied out by another processor',
    );
    expect(meaning(good, 'ECC')).toMatch(/, which fit the data$/);
    expect(decodeMessage(bad.replace('0x071', '0xfff')).summary).toMatch(/no explanation/);
    const noErrId = '[AFT2] errID nineteen-characters PA=0x000000a0.00eb4000';
    expect(decodeMessage(noErrId).summary).toMatch(/no explanation/);
  });

  test('the three outcomes', () => {
    const outcome = (text: string): string => decodeMessage(`unix: [ID 1 kern.notice] NOTICE: ${text}`).summary;
    expect(outcome('[AFT1] CPU64 offlined due to xxU Event')).toMatch(/has taken processor 64 off-line/);
    expect(outcome('[AFT1] Failed to offline CPU64 due to UCC Event with ME set, will try again')).toMatch(/try again/);
    expect(outcome('[AFT1] Failed to offline CPU64 due to xxU Event, giving up')).toMatch(/gives up/);
  });

  test('an error of main memory, its module, and what comes of its page', () => {
    const header =
      '[AFT1] Uncorrectable system bus (UE) Event detected by CPU65 User Instruction Access at TL=0, errID 0x000000e9.00000000';
    expect(decodeMessage(header).summary).toMatch(/on processor 65: uncorrectable error of memory/);
    expect(meaning(header, 'Met by')).toMatch(/program met it while it fetched/);
    const place = '    Fault_PC 0x10152880 Esynd 0x0031 SB2/P1/B0/D2 J14500';
    expect(meaning(place, 'Bank')).toMatch(/bank 0/);
    expect(meaning(place, 'DIMM')).toMatch(/module 2 of the four/);
    expect(meaning(place, 'Label')).toMatch(/socket/);
    const count = '[AFT0] 3 soft errors in less than 24:00 (hh:mm) detected from Memory Module SB2/P1/B0/D2 J14500';
    expect(decodeMessage(count).summary).toMatch(/J14500 has had 3 corrected errors/);
    expect(decodeMessage('Page 0x000000a1.d9698000 not retired due to limit exceeded').summary).toMatch(/stays in/);
    expect(decodeMessage('Memory scrubber exiting').summary).toMatch(/scrubber.*does not run/);
  });

  test('a panic, with the errors because of which the kernel cannot go on', () => {
    const [where, why] = [
      'unix: [ID 836849 kern.notice]\n^Mpanic[cpu64]/thread=2a10001fd20:',
      'unix: [ID 340138 kern.notice] [AFT1] errID 0x000000e9.00000000 OUCU WDU Error(s)\n    See previous message(s) for details',
    ];
    expect(decodeMessage(where).summary).toMatch(/panics on processor 64/);
    expect(meaning(where, 'Thread')).toMatch(/kernel thread/);
    expect(decodeMessage(why).summary).toMatch(/after OUCU and WDU.*logged before/);
    expect(meaning(why, 'OUCU')).toMatch(/uncorrectable L2 cache error.*own trap never came/);
    expect(meaning(why, 'Details')).toMatch(/same error id/);
  });

  test('an error of an mtag has a syndrome of its own', () => {
    const place = '    Fault_PC 0x10152880 Msynd 0x0007 SB2/P1/B0 J14300 J14400 J14500 J14600';
    expect(meaning(place, 'Msynd')).toBe('bit 0 of the mtag was wrong');
    expect(meaning(place, 'DIMM')).toMatch(/cannot be laid to one of the four/);
    expect(meaning(place, 'Label')).toMatch(/sockets/);
    const bit = '[AFT0] errID 0x000000e9.00000000 MTAG Check Bit 2 was in error and corrected';
    expect(decodeMessage(bit).summary).toBe('Check bit 2 of the mtag was wrong and has been put right.');
  });

  test('a tag of the cache, with its arithmetic', () => {
    const tag = '    E$tag 0x00000000.0b249249 E$state_3 Shared';
    expect(meaning(tag, 'Sub-block')).toMatch(/bits 11 to 9 of the tag, here 1/);
    expect(meaning(tag, 'E$ tag')).toMatch(/US-III\+: 0x2c92492/);
    expect(meaning(tag, 'State')).toMatch(/other caches may hold/);
  });

  test('what the kernel says of /etc/system, over several lines where a name has a line end in it', () => {
    const head = 'genunix: [ID 107833 kern.warning] WARNING: ';
    expect(decodeMessage(`${head}unknown command 'foo' on line 5 of etc/system`).summary).toMatch(/understand line 5/);
    const broken = `${head}bad rvalue '\n' on line 2 of etc/system`;
    expect(
      decodeMessage(broken)
        .fields.map(({ line, name }) => `${line} ${name}`)
        .slice(3),
    ).toEqual([...['0 Complaint', '0 Line', '0 File'], '1 Rest']);
    expect(meaning("sorry, variable 'foo' is not defined in the 'kernel'", 'Variable')).toMatch(/wrong name/);
    expect(meaning('maxusers limited to 4096', 'In force')).toMatch(/highest/);
  });

  test('what people do to processors and hosts', () => {
    expect(decodeMessage('psradm: [ID 702911 user.info] processor 5 taken off-line.').summary).toBe(
      'Somebody made processor 5 off-line with psradm.',
    );
    const reboot = 'reboot: [ID 662345 auth.crit] rebooted by root';
    expect(decodeMessage(reboot).summary).toBe('root has had the host rebooted.');
    expect(meaning(reboot, 'Level')).toMatch(/who may do what; the system cannot go on/);
    expect(decodeMessage('-- MARK --').summary).toMatch(/alive/);
  });

  test('every line about memory that is played has an explanation', () => {
    const errors = ['1s', '2s', '3s', '4s', '5s', '6s', '7s'].map((at, index) => ({
      ...{ at, kind: 'memory' as const, host: 'sf15k-domc', processor: 65, faultPc: '0x10152880' },
      ...(index < 3
        ? { name: 'CE' as const, class: 'persistent' as const, afsr: '0x00000002.00000031' }
        : { name: 'UE' as const, class: 'sticky' as const, afsr: '0x00000004.00000005' }),
      ...(index === 6 ? { name: 'CE' as const, class: 'sticky' as const, afsr: '0x00000002.00000031' } : {}),
      ...{
        afar: `0x000000a1.0000${(index * 2).toString(16)}000`,
        module: 'SB2/P1/B0/D2 J14500',
        mode: 'privileged' as const,
        protected: true,
      },
    }));
    const drill = drillSchema.parse({
      ...{ version: 1, title: 'Test', startsAt: '2003-10-23T11:36:55Z' },
      hosts: [
        {
          ...{ name: 'sf15k-domc', platform: 'starcat', cpuType: 'US-III', release: 'solaris9' },
          ...{ bootedAt: '2003-10-23T11:20:49.5Z', processors: [64], physmemPages: 1000 },
        },
      ],
      people: [
        { id: 'dana', name: 'Dana' },
        { id: 'ravi', name: 'Ravi' },
      ],
      injects: [
        ...errors,
        { at: '1m', kind: 'unretire-page', host: 'sf15k-domc', address: '0x000000a1.00004000' },
        { ...errors[3], at: '2m', class: 'persistent', afar: '0x000000a1.0000e000' },
      ],
    });
    const lines = playedLog(drill);
    expect(lines.filter((line) => line.includes('unix: ')).length).toBeGreaterThan(15);
    expect(lines.filter((line) => decodeMessage(line).summary.includes('no explanation'))).toEqual([]);
  });

  test('every error of every type of processor, and what a panic says', () => {
    const places = [
      ['US-III', '0x00008000.00000000', 'EMU', 'an mtag'],
      ['US-III+', '0x40000000.00000000', 'TUE_SH', 'shadow L2 tag'],
      ['US-III+', '0x00010000.000b0000', 'EMC', 'an mtag'],
      ['US-IIIi', '0x00000000.20000000', 'WBP', 'JBus'],
      ['US-IIIi', '0x00004000.00000000', 'UMS', 'unsupported store'],
    ] as const;
    for (const [cpuType, afsr, name, meant] of places) {
      const drill = processorDrill(cpuType, { name, afsr });
      const lines = playedLog(drill).filter((line) => !line.includes('SunOS Release'));
      expect(decodeMessage(lines.slice(0, 1).join('')).summary).toContain(meant);
      expect(lines.slice(0, 3).filter((line) => decodeMessage(line).summary.includes('no explanation'))).toEqual([]);
    }
    const panic = playedLog(processorDrill('US-III', { name: 'TO', afsr: '0x00101000.00000000', mode: 'privileged' }));
    const summaries = panic.slice(3, 7).map((line) => decodeMessage(line).summary);
    expect(summaries).toEqual([
      'A message that begins with an empty line.',
      'The kernel panics on processor 64: it stops and the host boots again.',
      'The kernel cannot go on after TO.',
      'The errors themselves were logged before.',
    ]);
  });

  test('every line of the recorded logs has an explanation', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.log') && !name.includes('wrapped'));
    const lines = files.flatMap((name) => readFileSync(`${folder}${name}`, 'utf8').trimEnd().split('\n'));
    expect(lines.length).toBeGreaterThan(60);
    const unknown = lines.filter((line) => decodeMessage(line).summary.includes('no explanation'));
    expect(unknown).toEqual([]);
  });

  test('any text gives an answer of the right form', () => {
    const pieces = fc.constantFrom(
      '[AFT1] ',
      'CPU',
      '0x',
      ' ',
      '\n',
      'AFSR ',
      'errID ',
      '9',
      'J5300',
      '<ME>',
      '.',
      'E$Data (',
    );
    const text = fc
      .array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 60 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (each) => decodedMessageSchema.safeParse(decodeMessage(each)).success),
      { numRuns: 500 },
    );
  });
});
