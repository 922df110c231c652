import { type CommandManual, option } from '../manual.ts';
import { type RebootCommand, rebootUsage } from '../reboot-command.ts';

/** reboot for people. */
export const rebootManual: CommandManual<RebootCommand> = {
  name: 'reboot',
  summary: 'stop the system and start it again',
  usage: [rebootUsage],
  description: [
    'Everything that the kernel knew is lost with it: counted errors, retired pages, bindings, processor sets, and what it had not logged yet. Nobody is asked again.',
  ],
  options: [
    option('d', 'Would write a crash dump; without effect here.'),
    option('l', 'Would keep it out of the log; without effect here.'),
    option('n', 'Would not write the disks first; without effect here.'),
    option('q', 'Would not stop processes first; without effect here.'),
  ],
  operands: () => ({ words: [{ name: 'boot args', kind: 'text' }], repeats: true }),
  exits: [[1, 'the words were wrong']],
  examples: [{ word: 'reboot', meaning: 'restart the host' }],
  foresee: (_command, { host }) => ({
    does: `Restarts ${host}: everything on it stops, and what its kernel counted and bound is forgotten.`,
    refusal: null,
  }),
};
