import type { Command } from 'commander';
import type { Policy } from '../../shared/model/policies.ts';
import { labComparePolicies, policiesFault, policyNamed, policyNames } from '../lab/compare-policies.ts';
import { readPolicyFile } from '../lab/policy-file.ts';
import { readInput } from './read-input.ts';
import { UserProblem } from './user-problem.ts';

const command = 'lab compare-policies';

/** A policy by its name, or out of a file. Throws `UserProblem`. */
async function policyOf(word: string): Promise<Policy> {
  const isFile = word.endsWith('.json');
  const found = isFile ? readPolicyFile(await readInput(word)) : policyNamed(word);
  if ('policy' in found) return found.policy;
  throw new UserProblem(`${isFile ? word : command}: ${found.place}: ${found.problem}`);
}

/** `redline lab compare-policies`: one fault history under the policies of several systems. */
export function addLabComparePoliciesCommand(lab: Command): void {
  lab
    .command('compare-policies')
    .description('let errors happen to one host and see what several systems would do; - is standard input')
    .argument('<file>', 'the case, in JSON, as for redline lab availability')
    .option(
      '--policies <names>',
      'which, separated by commas; a word that ends in .json is a file with a policy of yours',
      policyNames.join(),
    )
    .addHelpText(
      'after',
      `
Prints { policies: { NAME: { offlined, retiredPages, gaveUp } } }: processors (cpu) taken off-line, pages (address)
taken out of use, and what could not be and is left to a person: a cpu, an address or a memory module. Times (at) are
in seconds since boot. resources/policies has each policy: thresholds, windows, limits, and where they are from.

solaris8 and solaris9 are the kernel itself, with the /etc/system of the case, as redline lab availability runs it. The
others watch over a host whose kernel does nothing about errors by itself.

Examples:
  redline lab compare-policies case.json
  redline lab compare-policies case.json --policies solaris9,fma
  redline lab compare-policies case.json --policies fma,my-fma.json   (a changed copy of resources/policies/fma.json)
  redline lab compare-policies - < case.json`,
    )
    .action(async (file: string, options: { policies: string }) => {
      const compared: Policy[] = [];
      for (const word of options.policies.split(',')) compared.push(await policyOf(word));
      const fault = policiesFault(compared);
      if (fault !== null) throw new UserProblem(`${command}: ${fault.place}: ${fault.problem}`);
      const document = labComparePolicies(await readInput(file), compared);
      if ('problem' in document) throw new UserProblem(`${file}: ${document.place}: ${document.problem}`);
      process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    });
}
