import { type Printed, printed } from '../../../../shared/command/printed.ts';
import type { ProcessorTarget } from '../../../../shared/command/processor-target.ts';
import type { PsrinfoCommand } from '../../../../shared/command/psrinfo-command.ts';
import { civilTimeOf, type Instant } from '../../../../shared/lib/civil-time.ts';
import type { CpuType } from '../../../../shared/model/drill.ts';
import type { Processor } from '../../hardware/hardware.ts';
import { clockMegahertz } from './clock-rates.ts';
import { errorWords } from './error-words.ts';
import { inRange, type Session } from './session.ts';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** `10/23/2003 11:20:49`, in UTC. */
function formatTime(instant: Instant): string {
  const { year, month, day, hour, minute, second } = civilTimeOf(instant);
  return `${twoDigits(month)}/${twoDigits(day)}/${year} ${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}`;
}

/** When a processor came into its state. */
function sinceOf({ machine, host, bootTimes }: Session, processor: Processor): string {
  const sinceNs = machine.table.sinceNs(processor);
  return formatTime(sinceNs === null ? bootTimes.bootedAt(host) : bootTimes.instantAt(sinceNs));
}

function stateLine(session: Session, processor: Processor): string {
  const state = session.machine.table.state(processor).padEnd(8);
  return `${processor.processor}\t${state}  since ${sinceOf(session, processor)}`;
}

function verboseLines(session: Session, processor: Processor): readonly string[] {
  const { machine, bootTimes, atNs } = session;
  return [
    `Status of virtual processor ${processor.processor} as of: ${formatTime(bootTimes.instantAt(atNs))}`,
    `  ${machine.table.state(processor)} since ${sinceOf(session, processor)}.`,
    `  The sparcv9 processor operates at ${clockMegahertz[processor.host.cpuType]} MHz,`,
    '\tand has a sparcv9 floating point processor.',
  ];
}

/** The processors that a word names, or what is printed about a word that names none. */
function processorsOf(session: Session, target: ProcessorTarget): readonly Processor[] | Printed {
  if (target.kind === 'range') {
    const found = inRange(session, target);
    if (found.length > 0) return found;
    // Unlike psradm it does not count that as an error.
    return printed(0, `psrinfo: no processors in range ${target.first}-${target.last}`);
  }
  if (target.kind === 'invalid' && target.what === 'range') {
    return printed(2, `psrinfo: invalid processor range ${target.word}`);
  }
  // The word itself is looked up, of which ten characters count: 064 is no processor.
  const name = target.word.slice(0, 10);
  const found = session.machine.table.of(session.host).filter(({ processor }) => String(processor) === name);
  return found.length > 0 ? found : printed(2, `psrinfo: processor ${target.word}: ${errorWords.EINVAL}`);
}

function linesOf(session: Session, { form }: PsrinfoCommand, processor: Processor): readonly string[] {
  if (form === 'silent') return [session.machine.table.state(processor) === 'on-line' ? '1' : '0'];
  if (form === 'verbose') return verboseLines(session, processor);
  if (form === 'chips') return chipLines(processor);
  return form === 'lines' ? [stateLine(session, processor)] : [];
}

/** The implementation and version registers of each type. */
const chipRevisions: Readonly<Record<CpuType, string>> = {
  'US-III': 'impl 0x14 ver 0x54',
  'US-III+': 'impl 0x15 ver 0x22',
  'US-IIIi': 'impl 0x16 ver 0x24',
};

function chipLines({ processor, host: { cpuType } }: Processor): readonly string[] {
  const about = `portid ${processor} ${chipRevisions[cpuType]} clock ${clockMegahertz[cpuType]} MHz`;
  const name = cpuType.replace('US-', 'UltraSPARC-');
  return [`The physical processor has 1 virtual processor (${processor})`, `  ${name} (${about})`];
}

/** Runs psrinfo. */
export function runPsrinfo(session: Session, command: PsrinfoCommand): Printed {
  const { machine, host } = session;
  const lines: string[] = [];
  const chips = new Set<Processor>();
  let exit = 0;
  const found =
    command.targets.length === 0
      ? [machine.table.of(host)]
      : command.targets.map((target) => processorsOf(session, target));
  for (const each of found) {
    if ('exit' in each) {
      lines.push(each.output);
      if (each.exit !== 0) exit = each.exit;
      continue;
    }
    for (const processor of each) {
      chips.add(processor);
      lines.push(...linesOf(session, command, processor));
    }
  }
  if (command.form === 'count') lines.push(String(chips.size));
  return printed(exit, ...lines);
}
