import { parseDuration } from '../../shared/lib/duration.ts';
import type { Responder, ResponderStep } from '../../shared/model/scenario.ts';
import { UserProblem } from './user-problem.ts';

const actions = ['ack', 'note', 'resolve', 'escalate'] as const;
const expected = "expected a time and what to do, such as '62s ack', '5m note TEXT', '9m escalate' or '9m resolve'";

/** One `--at` value as a step of the simulated responder. Throws `UserProblem`. */
export function parseStep(value: string): ResponderStep {
  const [, time = '', action = '', text = ''] = /^\s*(\S+)\s+(\S+)(?:\s+([\s\S]*\S))?\s*$/.exec(value) ?? [];
  const atNs = parseDuration(time);
  const known = actions.find((name) => name === action);
  if (atNs === null) throw new UserProblem(`--at '${value}': '${time}' is not a time: ${expected}`);
  if (known === undefined) throw new UserProblem(`--at '${value}': '${action}' is not something to do: ${expected}`);
  if (known === 'note' && text === '') throw new UserProblem(`--at '${value}': the note has no text: ${expected}`);
  if (known !== 'note' && text !== '') throw new UserProblem(`--at '${value}': '${text}' is too much: ${expected}`);
  if (text.length > 2000) throw new UserProblem(`--at '${time} note …': the note is longer than 2,000 characters`);
  return { atNs, action: known, text };
}

/** Who answers pages in a run without a window: `--at` steps replace the automatic responder. */
export function responderOf(options: { responder?: string | undefined; at: readonly string[] }): Responder {
  const { responder, at } = options;
  if (at.length > 0) {
    if (responder !== undefined) throw new UserProblem('--responder and --at exclude each other: give one of them');
    const steps = at.map(parseStep).sort((one, other) => one.atNs - other.atNs);
    return { kind: 'script', steps };
  }
  if (responder === 'none') return { kind: 'people' };
  if (responder === undefined || responder === 'automatic') return { kind: 'automatic' };
  throw new UserProblem(`--responder ${responder}: expected automatic or none`);
}
