import { Command, CommanderError } from 'commander';
import { addDrillCommands } from './drill-commands.ts';
import { Interrupted } from './interruption.ts';
import { addLabCommands } from './lab-commands.ts';
import { addServeCommands } from './serve-commands.ts';
import { fileProblem, UserProblem } from './user-problem.ts';
import { programVersion } from './version.ts';

const badInputExit = 2;

function createProgram(): Command {
  const program = new Command('redline')
    .description('On-call operations console and game-day simulator with a whole simulated fleet inside.')
    .version(programVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .showSuggestionAfterError(false)
    .addHelpText(
      'after',
      `
Examples:
  redline start                                      open the console
  redline lab messages /var/adm/messages             what a Solaris messages file says, as JSON
  redline drill import messages.0 -o drill.yaml      make a drill of it
  redline drill run drill.yaml --seed 7 --out out    run it without a window

Every command has --help with examples of its own.`,
    );
  addServeCommands(program);
  addDrillCommands(program);
  addLabCommands(program);
  return program;
}

/** Commands report mistakes by throwing; every level must, so that each is one line and exit 2. */
function throwInsteadOfExiting(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => undefined, writeErr: () => undefined });
  for (const child of command.commands) throwInsteadOfExiting(child);
}

/** What is wrong with the command line, without a full stop. */
function usageSentence(error: CommanderError): string {
  if (error.code === 'commander.help') return 'a command is missing or unknown';
  return error.message
    .replace(/^error: /, '')
    .replace(/ is invalid\. expected/, ' is invalid, expected')
    .replace(/\s+/g, ' ')
    .replace(/\.$/, '');
}

/** The exit code for what a command threw, after one line on standard error. */
function reportFailure(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    process.stderr.write(`redline: ${usageSentence(error)}: see --help\n`);
    return badInputExit;
  }
  const sentence = (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' ');
  if (error instanceof UserProblem) {
    process.stderr.write(`${sentence}\n`);
    return badInputExit;
  }
  process.stderr.write(`redline: ${sentence}\n`);
  if (error instanceof Interrupted) return error.exitCode;
  if (process.env.REDLINE_TRACE !== undefined && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return 1;
}

/** A reader that has had enough, such as `head`, is no mistake; a full disk behind standard output is one. */
function watchStandardStreams(): void {
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error) => {
    if ('code' in error && error.code === 'EPIPE') process.exit();
    process.stderr.write(`${fileProblem('standard output', error).message}\n`);
    process.exit(1);
  });
}

watchStandardStreams();
const program = createProgram();
throwInsteadOfExiting(program);
try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = reportFailure(error);
}
