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
