import type { EventKind } from '../model/events.ts';
import type { Describers } from './event-description.ts';
import { processorOfHost } from './format.ts';

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim();

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
  'console.ran': ({ host, line, exit, output }) => ({
    text: `${host}# ${line} (exit ${exit})${output === '' ? '' : `: ${oneLine(output)}`}`,
    label: 'console',
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
