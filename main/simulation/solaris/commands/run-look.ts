import type { FactCommand, UnameCommand } from '../../../../shared/command/fact-commands.ts';
import type { CatCommand, TailCommand } from '../../../../shared/command/file-commands.ts';
import { type Printed, printed } from '../../../../shared/command/printed.ts';
import { civilTimeOf, formatSyslogTime, type Instant } from '../../../../shared/lib/civil-time.ts';
import { secondNs } from '../../../../shared/lib/time.ts';
import { releaseNumber } from '../boot-messages.ts';
import { hostActivity, loadWords } from './host-activity.ts';
import { machineName } from './machine-names.ts';
import type { Session } from './session.ts';

const dmesgLines = 200;
const days = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const daySeconds = 86_400;

/** The lines of a text; one that does not end is one too. */
const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** The lines of a file, null where the host has none of that name that can be read. */
function readFile({ host, kernels, keptLines }: Session, file: string): readonly string[] | null {
  if (file === '/etc/system') return linesOf(kernels.savedText(host.name));
  return file === '/var/adm/messages' ? keptLines.of(host) : null;
}

/** Runs cat. */
export function runCat(session: Session, { files }: CatCommand): Printed {
  let exit = 0;
  const lines = files.flatMap((file) => {
    const found = readFile(session, file);
    if (found !== null) return found;
    exit = 2;
    return [`cat: cannot open ${file}`];
  });
  return printed(exit, ...lines);
}

/** Runs tail. */
export function runTail(session: Session, { file, lines }: TailCommand): Printed {
  const found = readFile(session, file);
  if (found === null) return printed(2, 'tail: cannot open input');
  return printed(0, ...(lines === 0 ? [] : found.slice(-lines)));
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** `Thu Oct 23 11:37:05 UTC 2003`. */
function formatDate(instant: Instant): string {
  const day = days[Math.floor(instant.epochSeconds / daySeconds) % 7] ?? '';
  return `${day} ${formatSyslogTime(instant)} UTC ${civilTimeOf(instant).year}`;
}

/** Runs dmesg. */
export function runDmesg(session: Session): Printed {
  const { atNs, bootTimes, host, keptLines } = session;
  return printed(0, '', formatDate(bootTimes.instantAt(atNs)), ...keptLines.of(host).slice(-dmesgLines));
}

/** Runs uname. */
export function runUname({ host }: Session, { letters }: UnameCommand): Printed {
  const words: Readonly<Record<string, string>> = {
    s: 'SunOS',
    n: host.name,
    r: releaseNumber(host),
    v: 'Generic',
    m: 'sun4u',
    p: 'sparc',
    i: machineName(host.platform),
  };
  return printed(0, letters.map((letter) => words[letter] ?? '').join(' '));
}

function formatUptime(session: Session): string {
  const { atNs, bootTimes, host } = session;
  const { hour, minute } = civilTimeOf(bootTimes.instantAt(atNs));
  const minutes = Number(bootTimes.sinceBootNs(host, atNs) / BigInt(60 * secondNs));
  const [upDays, upHours, upMinutes] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const inDays = upDays > 0 ? ` ${upDays} day(s),` : '';
  const time = upHours > 0 ? ` ${upHours}:${twoDigits(upMinutes)},` : ` ${upMinutes} min(s),`;
  const now = `${String(hour % 12 === 0 ? 12 : hour % 12).padStart(3)}:${twoDigits(minute)}${hour < 12 ? 'am' : 'pm'}`;
  return `${now}  up${inDays}${time}  1 user,  load average: ${loadWords(hostActivity(session))}`;
}

/** Runs a command that tells one thing. */
export function runFact(session: Session, { name }: FactCommand): Printed {
  const { atNs, bootTimes, host } = session;
  switch (name) {
    case 'date':
      return printed(0, formatDate(bootTimes.instantAt(atNs)));
    case 'hostname':
      return printed(0, host.name);
    case 'uptime':
      return printed(0, formatUptime(session));
    case 'who':
      return printed(0, `   .        system boot  ${formatSyslogTime(bootTimes.bootedAt(host)).slice(0, 12)}`);
  }
}
