import type { CommandKind } from '../model/commands.ts';
import type { EventKind } from '../model/events.ts';
import { humanDuration } from './duration.ts';
import type { Describers } from './event-description.ts';
import { countOf, processorOfHost } from './format.ts';

const commandWords: { readonly [Kind in CommandKind]: string } = {
  'incident.acknowledge': 'acknowledge',
  'incident.unacknowledge': 'undo the acknowledgement of',
  'incident.escalate': 'escalate',
  'incident.silence': 'silence',
  'incident.note': 'write a note on',
  'incident.resolve': 'resolve',
  'incident.reopen': 'reopen',
  'oncall.take-over': 'take over the on-call turn',
  'console.run': 'run a command on a console',
  'system-file.save': 'save /etc/system',
};

/** What was asked for, as words after "to": `to acknowledge INC-1`. */
function requestOf(command: string, incident: string): string {
  const words = new Map<string, string>(Object.entries(commandWords)).get(command) ?? command;
  return incident === '' ? words : `${words} ${incident}`;
}

/** People's side of a run: alerts, incidents, pages, the rotation and commands. */
export const incidentDescribers = {
  'alert.raised': ({ rule, title }) => ({ text: title, label: 'detect', actor: `rule ${rule}` }),
  // Why it was cleared is said where the incident becomes calm.
  'alert.cleared': ({ rule, host, processor }) => ({
    text: `Alert cleared for ${processor === null ? host : processorOfHost(host, processor)}`,
    label: 'clear',
    actor: `rule ${rule}`,
  }),
  'incident.opened': ({ incident, severity, title }) => ({
    text: `${incident} opened, ${severity}: ${title}`,
    label: 'open',
    actor: 'on-call policy',
  }),
  'incident.raised': ({ incident, severity, title }) => ({
    text: `${incident} raised to ${severity}: ${title}`,
    label: 'raise',
    actor: 'on-call policy',
  }),
  'incident.calmed': ({ incident, evidence }) => ({
    text: `${incident} is calm: ${evidence}`,
    label: 'calm',
    actor: 'on-call policy',
  }),
  'incident.acknowledged': ({ person, waitedNs }, nameOf) => ({
    text: `Acknowledged after ${humanDuration(waitedNs)}`,
    label: 'ack',
    actor: nameOf(person),
  }),
  'incident.unacknowledged': ({ person }, nameOf) => ({
    text: 'Took the acknowledgement back: paging starts again',
    label: 'undo',
    actor: nameOf(person),
  }),
  'incident.noted': ({ person, text }, nameOf) => ({ text, label: 'note', actor: nameOf(person) }),
  'incident.resolved': ({ person, incident }, nameOf) => ({
    text: `Resolved ${incident}`,
    label: 'resolve',
    actor: nameOf(person),
  }),
  'incident.reopened': ({ person, incident }, nameOf) => ({
    text: `Reopened ${incident}`,
    label: 'reopen',
    actor: nameOf(person),
  }),
  'incident.silenced': ({ person, incident }, nameOf) => ({
    text: `Silenced the tones of ${incident}; paging goes on`,
    label: 'silence',
    actor: nameOf(person),
  }),
  'page.sent': ({ person, why }, nameOf) => ({
    text: `Paged ${nameOf(person)}: ${why}`,
    label: 'page',
    actor: 'on-call policy',
  }),
  'page.unanswered': ({ person, waitedNs }, nameOf) => ({
    text: `${nameOf(person)} did not answer within ${humanDuration(waitedNs)}`,
    label: 'no answer',
    actor: 'on-call policy',
  }),
  'escalation.exhausted': ({ incident, pages }) => ({
    text: `Nobody is left to page for ${incident}: ${countOf(pages, 'page')} without an answer`,
    label: 'exhausted',
    actor: 'on-call policy',
  }),
  'oncall.began': ({ name, nextName, why }) => ({
    text: `${name} is on call, then ${nextName}: ${why}`,
    label: 'on call',
    actor: 'rotation',
  }),
  'command.applied': ({ actor, command, incident }, nameOf) => ({
    text: `${nameOf(actor)} asked to ${requestOf(command, incident)}`,
    label: 'command',
    actor: nameOf(actor),
  }),
  'command.refused': ({ actor, problem }, nameOf) => ({
    text: `Refused: ${problem}`,
    label: 'refused',
    actor: nameOf(actor),
  }),
} satisfies Partial<Describers<EventKind>>;
