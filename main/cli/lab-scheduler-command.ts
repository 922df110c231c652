import { type Command, Option } from 'commander';
import { labScheduler, schedulerProfileNames } from '../lab/scheduler.ts';
import { readInput } from './read-input.ts';
import { UserProblem } from './user-problem.ts';
import { requireAnotherFile, writeOutput } from './write-output.ts';

interface SchedulerOptions {
  readonly profile: string;
  readonly perfetto?: string;
  readonly ftrace?: string;
}

/** Writes a trace beside the document. `-` would mix the two. Throws `UserProblem`. */
async function writeTrace(input: string, output: string | undefined, trace: () => Iterable<string>): Promise<void> {
  if (output === undefined) return;
  if (output === '-') throw new UserProblem('-: a trace needs a file of its own: standard output has the document');
  if (input !== '-') await requireAnotherFile(input, output);
  await writeOutput(output, [...trace()].join(''));
}

/** `redline lab scheduler`: one host's tasks under the O(1) scheduler. */
export function addLabSchedulerCommand(lab: Command): void {
  lab
    .command('scheduler')
    .description('run a workload of tasks on one host under the O(1) scheduler; - is standard input')
    .argument('<file>', 'the workload, in JSON')
    .addOption(
      new Option('--profile <name>', 'the version of the scheduler')
        .choices(schedulerProfileNames)
        .default(schedulerProfileNames[0]),
    )
    .option('--perfetto <file>', 'write a trace for Perfetto or chrome://tracing too')
    .option('--ftrace <file>', 'write a trace in the text form of ftrace, for KernelShark, too')
    .addHelpText(
      'after',
      `
Prints { profile, segments, ticks, events, snapshots, context_switches, cpu_us }.

A workload has cpus (1 to 144), until_us (at most an hour), overrides (constants of the profile) and workload, a list of
  spawn    t_us, task, program; nice (0), policy (OTHER, FIFO, RR), rt_priority (0), cpu (0), allowed (all),
           sleep_avg_permille (0)
  nice     t_us, task, nice            post  t_us, queue, tokens, nr (exclusive waiters woken, 0 for all)
  offline  t_us, cpu
A program is a list of ["run", us], ["hog"], ["sleep", ticks], ["io", us], ["irqwait", us], ["loop", step, times],
["yield"], ["take", queue, exclusive], ["post", queue, tokens, nr, sync], ["fork", { name, program }] and ["exit"].
Up to 10,000 events of a workload, 10,000 steps of a program, 2,000,000 things that happen. Other fields are ignored.

Examples:
  redline lab scheduler workload.json --profile linux-2.6.0
  redline lab scheduler workload.json --perfetto trace.json --ftrace trace.txt`,
    )
    .action(async (file: string, options: SchedulerOptions) => {
      const played = labScheduler(await readInput(file), options.profile);
      if ('problem' in played) throw new UserProblem(`${file}: ${played.place}: ${played.problem}`);
      await writeTrace(file, options.perfetto, played.perfetto);
      await writeTrace(file, options.ftrace, played.ftrace);
      process.stdout.write(`${JSON.stringify(played.document, null, 2)}\n`);
    });
}
