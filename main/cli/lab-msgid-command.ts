import type { Command } from 'commander';
import { labMessageId } from '../lab/message-id.ts';

/** `redline lab msgid`: the id in `[ID 277554 kern.notice]`. */
export function addLabMsgidCommand(lab: Command): void {
  lab
    .command('msgid')
    .description('the id that Solaris prints for messages of one format string')
    .argument('<format>', 'the format as passed to cmn_err, with its leading ! ^ or ?; newlines may be written \\n')
    .addHelpText(
      'after',
      `
Prints { id }.

Examples:
  redline lab msgid '[AFT1] CPU%d offlined due to xxU Event'
  redline lab msgid '![AFT2] E$Data (0x%02x) 0x%08x.%08x 0x%08x.%08x ECC 0x%03x'`,
    )
    .action((format: string) => {
      process.stdout.write(`${JSON.stringify(labMessageId(format), null, 2)}\n`);
    });
}
