import type { EventKind } from '../model/events.ts';
import type { Describers } from './event-description.ts';
import { countOf, processorOfHost } from './format.ts';

/** Characters of a command's output that an event tells; the console has all of it. */
const toldOutput = 300;

function oneLine(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ').trim();
  return line.length > toldOutput ? `${line.slice(0, toldOutput).trimEnd()}…` : line;
}

/** Lines of a text, the last one with or without its end. */
const linesIn = (text: string): number => (text === '' ? 0 : text.replace(/\n$/, '').split('\n').length);

const indictedFor = new Map([
  [2, 'corrected errors'],
  [3, 'an uncorrectable error'],
]);

/** What is typed on consoles, and what that and system controllers do to processors. */
export const consoleDescribers = {
  'inject.command': ({ host, line }) => ({
    text: `Had “${line}” typed on the console of ${host}`,
    label: 'inject',
    actor: 'trainer',
  }),
  'console.ran': ({ host, line, exit, output, person }, nameOf) => ({
    text: `${host}# ${line} (exit ${exit})${output === '' ? '' : `: ${oneLine(output)}`}`,
    label: 'console',
    actor: person === '' ? host : nameOf(person),
  }),
  'system-file.saved': ({ host, text }) => ({
    text: `/etc/system of ${host} was saved, ${countOf(linesIn(text), 'line')}: it acts from the next boot on`,
    label: 'saved',
    actor: host,
  }),
  'system-file.bypassed': ({ host }) => ({
    text: `${host} booted with the file of the boot before, not with what is saved as /etc/system`,
    label: 'bypassed',
    actor: host,
  }),
  'board.began': ({ host, board, action }) => ({
    text: `Began to ${action} board ${board} of ${host}`,
    label: 'board',
    actor: host,
  }),
  'board.changed': ({ host, board, was, state }) => ({
    text: `Board ${board} of ${host} is ${state} now, it was ${was}`,
    label: 'board',
    actor: host,
  }),
  'board.failed': ({ host, board, action, problem }) => ({
    text: `Could not ${action} board ${board} of ${host}: ${problem}`,
    label: 'board',
    actor: host,
  }),
  'processor.changed': ({ host, processor, was, state }) => ({
    text: `${processorOfHost(host, processor)} is ${state} now, it was ${was}`,
    label: 'state',
    actor: host,
  }),
  'indictment.sent': ({ host, processor, board, type, uncertain }) => ({
    text: `${host} indicted ${processorOfHost(host, processor)} on ${board} to its system controller for ${
      indictedFor.get(type) ?? 'errors'
    } of its L2 cache${uncertain ? ', as uncertain' : ''}`,
    label: 'indictment',
    actor: host,
  }),
} satisfies Partial<Describers<EventKind>>;
