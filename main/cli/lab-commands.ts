import { type Command, InvalidArgumentError } from 'commander';
import { defaultYear, labMessages } from '../lab/messages.ts';
import { addLabAvailabilityCommand } from './lab-availability-command.ts';
import { addLabComparePoliciesCommand } from './lab-compare-policies-command.ts';
import { addLabEccCommand } from './lab-ecc-command.ts';
import { addLabMsgidCommand } from './lab-msgid-command.ts';
import { addLabSchedulerCommand } from './lab-scheduler-command.ts';
import { addLabSystemCommand } from './lab-system-command.ts';
import { readInput } from './read-input.ts';
import { UserProblem } from './user-problem.ts';

/** A year of the command line, 1970 to 2100. */
export function parseYear(text: string): number {
  const year = Number(text);
  if (!/^\d{4}$/.test(text) || year < 1970 || year > 2100) throw new InvalidArgumentError('expected 1970 to 2100.');
  return year;
}

/** `redline lab`: one engine of the simulation on a user's own file, one JSON document out. */
export function addLabCommands(program: Command): void {
  const lab = program
    .command('lab')
    .description('run one engine on data of your own and print one JSON document')
    .addHelpText(
      'after',
      '\nExamples:\n  redline lab messages /var/adm/messages\n  redline lab ecc 0x1f0\n  redline lab messages --help',
    );
  lab
    .command('messages')
    .description('read a Solaris messages file, also gzipped, also of several hosts; - is standard input')
    .argument('<file>', 'the messages file')
    .option('--year <year>', 'the year of the first line, which a log does not tell', parseYear, defaultYear)
    .addHelpText(
      'after',
      `
Prints { events, outcomes, pages, lines, unparsed }.

Examples:
  redline lab messages /var/adm/messages
  redline lab messages messages.0.gz --year 2004
  ssh sf15k-domc cat /var/adm/messages | redline lab messages -`,
    )
    .action(async (file: string, options: { year: number }) => {
      const document = labMessages(await readInput(file), options);
      if ('problem' in document) throw new UserProblem(`${file}: ${document.place}: ${document.problem}`);
      process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    });
  addLabAvailabilityCommand(lab);
  addLabComparePoliciesCommand(lab);
  addLabEccCommand(lab);
  addLabMsgidCommand(lab);
  addLabSchedulerCommand(lab);
  addLabSystemCommand(lab);
}
