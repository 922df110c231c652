import { basename, dirname, join, relative, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { importDrill } from '../lab/import-drill.ts';
import { defaultYear } from '../lab/messages.ts';
import { type DrillRunOptions, runDrill } from './drill-run.ts';
import { parseYear } from './lab-commands.ts';
import { programFolder } from './program-folder.ts';
import { readInput } from './read-input.ts';
import { UserProblem } from './user-problem.ts';
import { requireAnotherFile, writeOutput } from './write-output.ts';

function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || seed > 0xffff_ffff) throw new InvalidArgumentError('expected 0 to 4294967295.');
  return seed;
}

const collect = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value];

/** `redline drill`: make a drill of a log, run one without a window. */
export function addDrillCommands(program: Command): void {
  const drill = program
    .command('drill')
    .description('make a drill of a Solaris messages file, run a drill without a window')
    .addHelpText(
      'after',
      '\nExamples:\n  redline drill import messages.0 -o drill.yaml\n  redline drill run drill.yaml --seed 7 --out out/drill',
    );
  addImport(drill);
  addRun(drill);
}

function addImport(drill: Command): void {
  drill
    .command('import')
    .description('make a drill of a Solaris messages file: its hosts, processors and errors, spaced as in the log')
    .argument('<file>', 'the messages file, also gzipped; - is standard input')
    .requiredOption('-o, --output <drill>', 'the drill file to write, YAML; - is standard output')
    .option('--year <year>', 'the year of the first line, which a log does not tell', parseYear, defaultYear)
    .addHelpText(
      'after',
      '\nExamples:\n  redline drill import /var/adm/messages -o drill.yaml\n  redline drill import messages.0.gz --year 2004 -o drill.yaml',
    )
    .action(async (file: string, options: { output: string; year: number }) => {
      await requireAnotherFile(file, options.output);
      const name = file === '-' ? 'standard input' : basename(file);
      const schema = relative(dirname(resolve(options.output)), join(programFolder, 'resources/schemas/drill.json'));
      const imported = importDrill({ name, text: await readInput(file), year: options.year, schema });
      if ('problem' in imported) throw new UserProblem(`${file}: ${imported.place}: ${imported.problem}`);
      await writeOutput(options.output, imported.yaml);
    });
}

function addRun(drill: Command): void {
  drill
    .command('run')
    .description('run a drill as fast as possible and write timeline.json, timeline.md, timeline.csv and result.json')
    .argument('<drill>', 'the drill file, YAML or JSON')
    .requiredOption('--out <dir>', 'folder for what the run gives')
    .option('--seed <number>', 'decides what a log cannot tell: the same seed is the same run', parseSeed, 1)
    .addOption(
      new Option('--at <step>', "what the responder does when, such as '62s ack'; repeatable")
        .argParser(collect)
        .default([], 'no steps'),
    )
    .option('--responder <who>', 'automatic: acknowledges and resolves by itself; none: leaves pages unanswered')
    .option('--station <dir>', 'keep the run in this station (default: a temporary one)')
    .addHelpText(
      'after',
      `
Without --at and --responder a responder acknowledges 60 to 120 s after the page and resolves when the cause is gone.
The run ends ten minutes after the last inject, or when every incident is closed. Prints result.json.

Examples:
  redline drill run drill.yaml --seed 7 --out out/drill
  redline drill run drill.yaml --out out/drill --at '62s ack' --at '5m note moved the work' --at '9m resolve'
  redline drill run drill.yaml --out out/drill --responder none`,
    )
    .action(async (file: string, options: DrillRunOptions) => {
      const result = await runDrill(file, options);
      process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    });
}
