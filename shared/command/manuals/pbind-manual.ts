import type { HostKnowledge } from '../host-knowledge.ts';
import { type CommandManual, type Foreseen, option } from '../manual.ts';
import { type PbindCommand, pbindUsage } from '../pbind-command.ts';
import { hasProcessor, processesInWords, refusalOf } from './wording.ts';

function foresee(command: PbindCommand, knowledge: HostKnowledge): Foreseen {
  const { processes, program } = command;
  if (processes.length === 0) return { does: 'Lists every process that is bound to a processor.', refusal: null };
  const what = processesInWords(processes);
  if (command.action === 'bind') {
    const { processor } = command;
    const isKnown = hasProcessor(knowledge, processor);
    const refused = processes
      .filter(({ pid }) => pid !== null && !isKnown)
      .map(({ pid }): [number, string] => [1, `${program}: cannot bind pid ${pid}: Invalid argument`]);
    return { does: `Lets ${what} run on processor ${processor} only.`, refusal: refusalOf(refused) };
  }
  if (command.action === 'unbind') return { does: `Unbinds ${what} from its processor.`, refusal: null };
  return { does: `Tells which processor ${what} is bound to.`, refusal: null };
}

/** pbind for people. */
export const pbindManual: CommandManual<PbindCommand> = {
  name: 'pbind',
  summary: 'bind processes to a processor',
  usage: pbindUsage('pbind'),
  description: [
    'A bound process runs on one processor only, which cannot go off-line while it is bound. Without an option it tells what is bound where.',
  ],
  options: [
    option('b', 'Binds processes to this processor.', {
      value: { name: 'processor_id', kind: 'processor' },
      excludes: 'qu',
    }),
    option('u', 'Unbinds processes.', { excludes: 'bq' }),
    option('q', 'Tells what processes are bound to.', { excludes: 'bu' }),
  ],
  operands: () => ({ words: [{ name: 'pid', kind: 'process' }], repeats: true }),
  exits: [
    [0, 'done'],
    [1, 'the system refused a process or the processor'],
    [2, 'the words were wrong'],
  ],
  examples: [
    { word: 'pbind -q', meaning: 'what is bound where' },
    { word: 'pbind -u 1000', meaning: 'let process 1000 run anywhere again' },
  ],
  foresee,
};
