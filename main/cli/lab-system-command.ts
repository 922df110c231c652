import { type Command, Option } from 'commander';
import { type Release, releaseSchema } from '../../shared/model/drill.ts';
import { labSystem } from '../lab/system.ts';
import { readInput } from './read-input.ts';

/** `redline lab system`: what a kernel makes of /etc/system at boot. */
export function addLabSystemCommand(lab: Command): void {
  lab
    .command('system')
    .description('read /etc/system as the kernel does at boot; - is standard input')
    .argument('<file>', 'the file, of which any text is one')
    .addOption(
      new Option('--release <release>', 'whose variables and defaults')
        .choices(releaseSchema.options)
        .default('solaris9'),
    )
    .addHelpText(
      'after',
      `
Prints { settings, directives, messages, effective }: what stays in effect, what the kernel says, what its variables
hold after boot. The processor is an UltraSPARC III.

Examples:
  redline lab system /etc/system
  redline lab system --release solaris8 /etc/system
  ssh sf15k-domc cat /etc/system | redline lab system -`,
    )
    .action(async (file: string, options: { release: Release }) => {
      const document = labSystem(await readInput(file), options);
      process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    });
}
