/** A messages file of a bad day: so many hosts with so many processors each, every one with so many cache errors. */
export function busyLog(shape: { hosts: number; processors: number; errors: number }): string {
  const lines: string[] = [];
  let second = 0;
  for (let error = 0; error < shape.errors; error += 1) {
    for (let host = 0; host < shape.hosts; host += 1) {
      for (let index = 0; index < shape.processors; index += 1) {
        second += 1;
        lines.push(...errorLines(`sf15k-dom${'abcdefghijklmnop'[host]}`, index, second));
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The three lines of one corrected error. Processors are four a board: 32 apart. */
function errorLines(host: string, index: number, second: number): string[] {
  const board = Math.floor(index / 4);
  const clock = [Math.floor(second / 3600) + 1, Math.floor(second / 60) % 60, second % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  const errId = `0x${(second + 256).toString(16).padStart(8, '0')}.2774aaf0`;
  const cpu = board * 32 + (index % 4);
  return [
    `Oct 23 ${clock} ${host} SUNW,UltraSPARC-III: [ID 962502 kern.info] NOTICE: [AFT0] WDC Event detected by CPU${cpu} at TL=0, errID ${errId}`,
    `Oct 23 ${clock} ${host}     AFSR 0x00000040<WDC>.000001f0 AFAR 0x000000a1.f06b4000`,
    `Oct 23 ${clock} ${host}     Fault_PC 0x10152880 Esynd 0x01f0 SB${board}/P${index % 4}/E0 J4400`,
  ];
}
const stuckProcessors = 64;

/** A drill that logs 64 lines every half minute for 16 hours: off-lining is refused as threads are bound. */
export function talkativeDrill(): string {
  const processors = Array.from({ length: stuckProcessors }, (_, index) => Math.floor(index / 4) * 32 + (index % 4));
  const failing = (processor: number, at: string) =>
    `{ at: ${at}, kind: ecc, host: sf15k-domc, processor: ${processor}, name: WDU, afsr: "0x00000020.0000017a",` +
    ' afar: "0x000000a1.d9698000", faultPc: "0x10152880" }';
  return [
    'version: 1',
    'title: A host that cannot let go',
    'startsAt: 2003-10-23T00:00:00Z',
    'hosts:',
    '  - { name: sf15k-domc, platform: starcat, cpuType: US-III, release: solaris8,',
    `      bootedAt: 2003-10-22T00:00:00Z, processors: [${processors.join(', ')}] }`,
    'people: [{ id: dana, name: Dana Whitfield }, { id: ravi, name: Ravi Menon }]',
    'injects:',
    ...processors.flatMap((processor) => [
      `  - { at: 1s, kind: bind-thread, host: sf15k-domc, processor: ${processor} }`,
      `  - ${failing(processor, '2s')}`,
    ]),
    `  - ${failing(0, '16h')}`,
    '',
  ].join('\n');
}
