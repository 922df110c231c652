import { type Printed, printed } from '../../../../shared/command/printed.ts';
import type { CpuType, DrillHost, Platform } from '../../../../shared/model/drill.ts';
import { cacheOf } from '../../hardware/l2-cache.ts';
import { pageBytes } from '../../hardware/memory-layout.ts';
import type { Board } from '../boards/boards.ts';
import { clockMegahertz } from './clock-rates.ts';
import type { Session } from './session.ts';

const productNames: Readonly<Record<Platform, string>> = { starcat: 'Sun Fire 15000', serengeti: 'Sun Fire 6800' };
/** The revision of each type that was sold most. */
const masks: Readonly<Record<CpuType, string>> = { 'US-III': '5.4', 'US-III+': '2.2', 'US-IIIi': '2.4' };
const bytesPerMegabyte = 1024 * 1024;

const title = (text: string): string => `========================= ${text} `.padEnd(80, '=');
const right = (value: string | number, width: number): string => String(value).padStart(width);

/** A row for each processor that has power. */
function processorRows({ machine }: Session, host: DrillHost, { processors }: Board): readonly string[] {
  const cache = cacheOf(host).megabytes.toFixed(1);
  return processors
    .filter((processor) => machine.table.state(processor) !== 'powered-off')
    .map(({ processor, place }) => {
      const [slot, id] = [place.position.padEnd(12), right(processor, 4)];
      const numbers = `${right(clockMegahertz[host.cpuType], 5)}  ${right(cache, 4)}`;
      return `${slot} ${id}  ${numbers}  ${host.cpuType.padEnd(8)}  ${masks[host.cpuType]}`;
    });
}

function memoryRow({ name, memory }: Board): readonly string[] {
  if (memory === null) return [];
  const megabytes = Math.floor((memory.pages * pageBytes) / bytesPerMegabyte);
  return [`${name.padEnd(12)} 0x${memory.base.toString(16).padStart(11, '0')}  ${right(megabytes, 7)}MB  okay`];
}

/** Runs prtdiag: processors and memory of the boards that are in use. */
export function runPrtdiag(session: Session): Printed {
  const { host } = session;
  const boards = session.boards.of(host).filter((board) => session.boards.state(board) === 'configured');
  const pages = boards.reduce((sum, { memory }) => sum + (memory?.pages ?? 0), 0);
  return printed(
    0,
    `System Configuration:  Sun Microsystems  sun4u ${productNames[host.platform]}`,
    'System clock frequency: 150 MHz',
    `Memory size: ${Math.floor((pages * pageBytes) / bytesPerMegabyte)} Megabytes`,
    '',
    title('CPUs'),
    '              CPU    Run    E$   CPU       CPU',
    'Slot ID        ID    MHz    MB   Impl.     Mask',
    '------------ ----  -----  ----  --------  ----',
    ...boards.flatMap((board) => processorRows(session, host, board)),
    '',
    title('Memory Configuration'),
    'Board        Base address   Size       Status',
    '------------ -------------  ---------  ------',
    ...boards.flatMap(memoryRow),
  );
}
