import type { DrillHost, Release } from '../../../shared/model/drill.ts';
import { type KernelMessage, kernelMessage } from './kernel-message.ts';
import { syslogMessage } from './syslog-message.ts';

const releaseNumbers: Readonly<Record<Release, string>> = { solaris8: '5.8', solaris9: '5.9' };
const copyrightYears: Readonly<Record<Release, string>> = { solaris8: '2001', solaris9: '2003' };

/** The number of a release as `uname -r` prints it. */
export const releaseNumber = ({ release }: DrillHost): string => releaseNumbers[release];

/** How much of memory a crash dump holds: the kernel's own pages. */
const dumpedShare = 20;
const defaultPhysmemPages = 1_048_576;

/** The pages that a crash dump of a host holds. */
export const dumpedPages = ({ physmemPages = defaultPhysmemPages }: DrillHost): number =>
  Math.max(1, Math.floor(physmemPages / dumpedShare));

/** syslogd shows a carriage return as it shows every control character. */
const carriageReturn = '^M';

const note = (format: string, text = format): KernelMessage => kernelMessage('genunix', 'continuation', format, text);

/** What a kernel that comes up says first of all (BOOT-6). */
export function bannerMessages(host: DrillHost): readonly KernelMessage[] {
  const version = `SunOS Release ${releaseNumber(host)} Version Generic 64-bit`;
  return [
    note('SunOS Release %s Version %s %u-bit', `${carriageReturn}${version}`),
    note(`Copyright 1983-${copyrightYears[host.release]} Sun Microsystems, Inc.  All rights reserved.`),
  ];
}

/** What a kernel that panics says once it has said why. */
export const dumpBeginMessages = (): readonly KernelMessage[] => [
  note('syncing file systems...'),
  note(' done'),
  note('dumping to %s, offset %lld', 'dumping to /dev/dsk/c0t0d0s1, offset 429391872'),
];

/** The end of its crash dump. */
export const dumpEndMessages = (host: DrillHost): readonly KernelMessage[] => [
  note(
    '%3d%% done: %d pages dumped, compression ratio %d.%02d, ',
    `${carriageReturn}100% done: ${dumpedPages(host)} pages dumped, compression ratio 3.23, `,
  ),
  note('dump succeeded'),
];

/** What savecore tells after a panic, whose message it has found in the dump. */
export function savecoreMessages({ name }: DrillHost, panic: string): readonly KernelMessage[] {
  return [
    syslogMessage('savecore', 'auth', 'error', 'reboot after panic: %s', `reboot after panic: ${panic}`),
    syslogMessage(
      'savecore',
      'auth',
      'error',
      'saving system crash dump in %s/*.%ld',
      `saving system crash dump in /var/crash/${name}/*.0`,
    ),
  ];
}
