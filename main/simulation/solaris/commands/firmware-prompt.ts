import { type Printed, printed } from '../../../../shared/command/printed.ts';
import type { Platform } from '../../../../shared/model/drill.ts';
import { machineName } from './machine-names.ts';

/** What the firmware makes of a line at its `ok` prompt. `boot` is the file to boot with, null where it does not. */
export interface FirmwareAnswer extends Printed {
  readonly boot: 'saved' | 'previous' | null;
}

/** The disk from which every host here boots, as the firmware names it. */
const rootDevice = '/pci@1d,700000/scsi@2/disk@0,0:a';

/** The kernel's questions, all answered by Enter but for the one about the file. */
const questions = (platform: Platform): readonly string[] => [
  'Enter filename [kernel/sparcv9/unix]:',
  `Enter default directory for modules [/platform/${machineName(platform)}/kernel /kernel /usr/kernel]:`,
  'Name of system file [etc/system]: etc/system.booted',
  'root filesystem type [ufs]:',
  'Enter physical name of root device',
  `[${rootDevice}]:`,
];

/** Answers a line at the firmware's prompt, which knows `boot` and `boot -a` only (BOOT-9). */
export function answerFirmware(line: string, platform: Platform): FirmwareAnswer {
  const words = line.trim().split(/\s+/);
  const [word = '', option, ...rest] = words;
  if (word === '') return { ...printed(0), boot: null };
  if (word !== 'boot' || rest.length > 0) return { ...printed(1, `${word} ?`), boot: null };
  if (option === undefined) return { ...printed(0), boot: 'saved' };
  if (option === '-a') return { ...printed(0, ...questions(platform)), boot: 'previous' };
  return { ...printed(1, `${option} ?`), boot: null };
}
