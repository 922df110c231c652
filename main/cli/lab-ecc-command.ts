import { type Command, Option } from 'commander';
import type { CpuType } from '../../shared/model/drill.ts';
import { cpuTypes, type EncodedDocument, labEncode, labSyndrome, type SyndromeDocument } from '../lab/ecc.ts';
import type { FileProblem } from '../lab/file-problem.ts';
import { UserProblem } from './user-problem.ts';

interface EccOptions {
  readonly cpuType: CpuType;
  readonly encode?: readonly string[];
  readonly stored?: string;
}

function documentOf(
  syndrome: string | undefined,
  { cpuType, encode, stored }: EccOptions,
): SyndromeDocument | EncodedDocument | FileProblem {
  if (encode !== undefined) {
    if (syndrome !== undefined) throw new UserProblem('lab ecc: expected either a syndrome or --encode, not both');
    return labEncode(encode, stored ?? null);
  }
  if (stored !== undefined) throw new UserProblem('lab ecc: --stored goes with --encode <words...>');
  if (syndrome === undefined) throw new UserProblem('lab ecc: expected a syndrome such as 0x1f0, or --encode HI LO');
  return labSyndrome(syndrome, cpuType);
}

/** `redline lab ecc`: the L2 cache's code over 128 data bits. */
export function addLabEccCommand(lab: Command): void {
  lab
    .command('ecc')
    .description('explain a syndrome of the L2 cache, or make the check bits of 128 data bits')
    .argument('[syndrome]', 'nine bits in hexadecimal digits, 0x000 to 0x1ff')
    .addOption(
      new Option('--cpu-type <type>', 'the type of processor: some syndromes mean more on one than on another')
        .choices(cpuTypes)
        .default('US-III'),
    )
    .addOption(
      new Option(
        '--encode <words...>',
        'data bits 127 to 64, then 63 to 0, 16 hexadecimal digits each, also as in a log',
      ).conflicts('cpuType'),
    )
    .option('--stored <ecc>', 'the check bits stored with the data of --encode')
    .addHelpText(
      'after',
      `
Prints { syndrome, kind, bit, text }, or with --encode { ecc, syndrome }.

Examples:
  redline lab ecc 0x1f0
  redline lab ecc 0x071 --cpu-type US-IIIi
  redline lab ecc --encode 80a0a00032680024 c45fa7f77ffff353
  redline lab ecc --encode 0x0ecce80d.ff250000 0x0eccf00d.ff250000 --stored 0x0f5`,
    )
    .action((syndrome: string | undefined, options: EccOptions) => {
      const document = documentOf(syndrome, options);
      if ('problem' in document) throw new UserProblem(`lab ecc: ${document.place}: ${document.problem}`);
      process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    });
}
