import type { Command } from 'commander';
import { labAvailability } from '../lab/availability.ts';
import { readInput } from './read-input.ts';
import { UserProblem } from './user-problem.ts';

/** `redline lab availability`: one host, its processors and its memory, and what Solaris makes of errors in them. */
export function addLabAvailabilityCommand(lab: Command): void {
  lab
    .command('availability')
    .description('let errors happen to one host and see what Solaris logs and takes out of use; - is standard input')
    .argument('<file>', 'the case, in JSON')
    .addHelpText(
      'after',
      `
Prints { messages, cpus, retiredPages, pendingPages, pageKstat, indictments, commands }.

A case has platform (starcat, serengeti), host, node (0), cpuType (US-III, US-III+, US-IIIi), release (solaris8,
solaris9), bootedAt, syslogAlarmAt (400), physmemPages (1048576), system (the text of /etc/system), cpus, events and
until; kernelPatch (usual; early: before 108528-24, late: from 112233-12). Times are in seconds since boot, with up to
nine decimals. Processors that are not listed do not exist.
  cpus    id, state (on-line), boundThreads (0), processorSet (0), interrupts (true)
  events  type ecc       at, cpu, name, afsr, afar, faultPc; loggedAt (at), mode, tl (0), first (false), dump
                         trap (fast-ecc, disrupting, instruction-access, data-access): logs every error of the AFSR;
                         shadow { afsr, afar } (US-III+, with trap), protected (false), module
          type memory    at, cpu, name, class, afsr, afar, faultPc, module; loggedAt, mode, tl, pageState (clean),
                         protected (false)
          type bind      at, cpu; threads (1)
          type unbind    at, cpu
          type command   at, line: a line of the host's console, such as psradm -f 64

Examples:
  redline lab availability case.json
  redline lab availability - < case.json`,
    )
    .action(async (file: string) => {
      const document = labAvailability(await readInput(file));
      if ('problem' in document) throw new UserProblem(`${file}: ${document.place}: ${document.problem}`);
      process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    });
}
