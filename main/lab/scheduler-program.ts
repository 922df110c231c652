import type { Program, ProgramStep } from '../simulation/scheduler/programs.ts';
import type { DrillFault } from './drill-fault.ts';

type Path = readonly (string | number)[];

const longestProgram = 10_000;
const longestUs = 1_000_000_000_000;
const mostAtOnce = 1_000_000;
const deepestFork = 20;

/** What each word of a program is followed by. */
const forms: Readonly<Record<string, string>> = {
  run: '["run", microseconds]',
  hog: '["hog"]',
  sleep: '["sleep", ticks]',
  io: '["io", microseconds]',
  irqwait: '["irqwait", microseconds]',
  loop: '["loop", step, times]',
  yield: '["yield"]',
  take: '["take", queue, exclusive]',
  post: '["post", queue, tokens, exclusive waiters woken, sync]',
  fork: '["fork", { "name", "program" }]',
  exit: '["exit"]',
};

/** Something in a program that is none. */
export class ProgramFault extends Error {
  readonly fault: DrillFault;

  constructor(path: Path, problem: string) {
    super(problem);
    this.fault = { path, problem };
  }
}

/** Reads programs of a workload file; queues get their numbers in the order in which they are named. */
export class ProgramReader {
  readonly queues: string[] = [];
  /** Queues from which somebody takes. */
  readonly taken = new Set<string>();
  /** Where queues are posted to. */
  readonly posted: { readonly queue: string; readonly path: Path }[] = [];
  /** Where each program stands in the file. */
  readonly paths = new Map<Program, Path>();

  /** A program from its list of steps. Throws `ProgramFault`. */
  read(value: unknown, path: Path, depth = 0): Program {
    if (!Array.isArray(value))
      throw new ProgramFault(path, 'no list of steps, expected one such as [["run", 300], ["exit"]]');
    if (value.length > longestProgram)
      throw new ProgramFault(path, `${value.length} steps, expected at most ${longestProgram}`);
    if (depth > deepestFork) throw new ProgramFault(path, `forks within forks, expected at most ${deepestFork} deep`);
    const program = value.map((step, index) => this.#step(step, [...path, index], value.length, depth));
    this.paths.set(program, path);
    return program;
  }

  number(queue: string): number {
    const known = this.queues.indexOf(queue);
    return known >= 0 ? known : this.queues.push(queue) - 1;
  }

  #step(step: unknown, path: Path, steps: number, depth: number): ProgramStep {
    const [word, ...values] = Array.isArray(step) ? (step as unknown[]) : [];
    const form = typeof word === 'string' && Object.hasOwn(forms, word) ? forms[word] : undefined;
    if (form === undefined) {
      throw new ProgramFault(
        path,
        `no step of a program, expected one that begins with ${Object.keys(forms).join(', ')}`,
      );
    }
    const refuse = (): never => {
      throw new ProgramFault(path, `${JSON.stringify(step).slice(0, 80)} does not fit, expected ${form}`);
    };
    const whole = (value: unknown, most: number): number =>
      typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most ? value : refuse();
    const flag = (value: unknown): boolean => (value === 0 || value === 1 ? value === 1 : refuse());
    const name = (value: unknown): string =>
      typeof value === 'string' && value.length > 0 && value.length <= 100 ? value : refuse();
    const count = (least: number, most = least): void => {
      if (values.length < least || values.length > most) refuse();
    };
    switch (word) {
      case 'run':
        count(1);
        return { kind: 'run', ns: whole(values[0], longestUs) * 1000 };
      case 'hog':
        count(0);
        return { kind: 'hog' };
      case 'sleep':
        count(1);
        return { kind: 'sleep', ticks: whole(values[0], longestUs / 1000) };
      case 'io':
      case 'irqwait':
        count(1);
        return { kind: 'wait-for-device', ns: whole(values[0], longestUs) * 1000, interruptible: word === 'irqwait' };
      case 'loop':
        count(2);
        return { kind: 'loop', step: whole(values[0], steps - 1), times: whole(values[1], mostAtOnce) };
      case 'take': {
        count(2);
        const queue = name(values[0]);
        this.taken.add(queue);
        return { kind: 'take', queue: this.number(queue), exclusive: flag(values[1]) };
      }
      case 'post': {
        count(3, 4);
        const queue = name(values[0]);
        this.posted.push({ queue, path: [...path, 1] });
        const [tokens, wakes] = [whole(values[1], mostAtOnce), whole(values[2], mostAtOnce)];
        return { kind: 'post', queue: this.number(queue), tokens, wakes, sync: flag(values[3] ?? 0) };
      }
      case 'fork': {
        count(1);
        const child = values[0] as { readonly name?: unknown; readonly program?: unknown } | null;
        if (typeof child !== 'object' || child === null) return refuse();
        return {
          kind: 'fork',
          name: name(child.name),
          program: this.read(child.program, [...path, 1, 'program'], depth + 1),
        };
      }
      default:
        count(0);
        return { kind: word === 'yield' ? 'yield' : 'exit' };
    }
  }
}
