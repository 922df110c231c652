import { type Printed, printed } from './printed.ts';
import { readOptions } from './read-options.ts';

export interface RebootCommand {
  readonly name: 'reboot';
}

export const rebootUsage = 'usage: reboot [ -dlnq ] [ boot args ]';

/** `-d`, `-l`, `-n` and `-q` concern what no host has here: a dump device, the log of logins, disks. */
export function readReboot(words: readonly string[]): RebootCommand | Printed {
  const { problem } = readOptions('reboot', words, 'dlnq');
  if (problem !== null) return printed(1, problem, rebootUsage);
  return { name: 'reboot' };
}
