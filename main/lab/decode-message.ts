import type { DecodedMessage } from '../../shared/model/views.ts';
import { dumpDecoders } from './decode-dump.ts';
import { errorDecoders } from './decode-error.ts';
import { type DecodedField, type DecodedLine, field } from './decode-fields.ts';
import { hostDecoders } from './decode-host.ts';
import { memoryDecoders } from './decode-memory.ts';
import { outcomeDecoders } from './decode-outcome.ts';
import { systemDecoders } from './decode-system.ts';

/** Lines of one message that are explained, and characters of each: syslogd writes no longer line. */
const mostLines = 20;
const longestLine = 1024;

const decoders = [
  ...errorDecoders,
  ...dumpDecoders,
  ...outcomeDecoders,
  ...memoryDecoders,
  ...hostDecoders,
  ...systemDecoders,
];

const levelMeanings = new Map([
  ['info', 'for the log only'],
  ['notice', 'worth knowing, also on the console'],
  ['warning', 'a warning, also on the console'],
  ['error', 'an error'],
  ['crit', 'the system cannot go on'],
  ['debug', 'for developers'],
]);

const facilityMeanings = new Map([
  ['kern', 'from the kernel'],
  ['user', 'from a program that somebody ran'],
  ['auth', 'about who may do what'],
  ['daemon', 'from a program in the background'],
]);

const moduleMeaning = (module: string): string => {
  if (module.startsWith('SUNW,')) return `the kernel's code for the processor ${module.slice('SUNW,'.length)}`;
  return module === 'unix' || module === 'genunix' ? 'the kernel itself' : 'the part of the system that logs';
};

const dateAndHost = /^([A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}) (\S{1,255})(?: (.*))?$/;
const moduleAndId = /^(\S{1,64}): \[ID (\d{1,6}) ([a-z]{1,10})\.([a-z]{1,10})\](?: (?:(NOTICE|WARNING): ?)?(.*))?$/;

function headFields(date: string, host: string): readonly DecodedField[] {
  return [field('Time', date, 'when syslogd wrote it, in whole seconds'), field('Host', host, 'the machine that logs')];
}

function moduleFields(module: string, id: string, facility: string, level: string): readonly DecodedField[] {
  const serious = levelMeanings.get(level) ?? 'how serious it is';
  const from = facilityMeanings.get(facility);
  return [
    field('Logged by', module, moduleMeaning(module)),
    field('Message id', id, 'made of the text before its numbers are filled in: equal for messages of one kind'),
    field('Level', `${facility}.${level}`, from === undefined ? serious : `${from}; ${serious}`),
  ];
}

function decodeBody(body: string): DecodedLine | null {
  for (const decode of decoders) {
    const decoded = decode(body);
    if (decoded !== null) return decoded;
  }
  return null;
}

/** A line without what stands before its text, and that taken apart. */
interface BareLine {
  readonly body: string;
  readonly isFirst: boolean;
  readonly fields: readonly DecodedField[];
}

function bareLine(line: string): BareLine {
  const dated = dateAndHost.exec(line);
  const [, date = '', host = '', rest = ''] = dated ?? ['', '', '', line];
  const named = moduleAndId.exec(rest);
  const [, module = '', id = '', facility = '', level = '', , body = ''] = named ?? ['', '', '', '', '', '', rest];
  const fields = [
    ...(dated === null ? [] : headFields(date, host)),
    ...(named === null ? [] : moduleFields(module, id, facility, level)),
  ];
  return { body, isFirst: named !== null, fields };
}

const restField = (body: string): DecodedField =>
  field('Rest', body.trim(), 'the rest of the message that the line before begins');

/** The lines of one message: each by itself, or all together where only that makes sense. */
function decodeTogether(lines: readonly BareLine[]): readonly DecodedLine[] {
  const each = lines.map(({ body }) => decodeBody(body));
  const known = each.flatMap((decoded) => decoded ?? []);
  if (known.length === lines.length) return known;
  const whole = lines.length > 1 ? decodeBody(lines.map(({ body }) => body).join('\n')) : null;
  if (whole === null) return each.map((decoded) => decoded ?? { summary: '', fields: [] });
  return lines.map(({ body }, index) => (index === 0 ? whole : { summary: '', fields: [restField(body)] }));
}

/** Lines that belong together: each with a module begins a message, and so does the first. */
function messagesOf(lines: readonly BareLine[]): BareLine[][] {
  const messages: BareLine[][] = [];
  for (const line of lines) {
    const open = messages.at(-1);
    if (open === undefined || line.isFirst) messages.push([line]);
    else open.push(line);
  }
  return messages;
}

/**
 * Explains a message of Solaris, with or without date and host, field by field; `line` tells on which of its lines a
 * field stands, from 0. Lines that Redline does not know keep the fields that every line has, and say so.
 */
export function decodeMessage(text: string): DecodedMessage {
  const lines = text
    .replace(/\n+$/, '')
    .split('\n', mostLines)
    .map((line) => bareLine(line.slice(0, longestLine).trimEnd()));
  const decoded = messagesOf(lines).flatMap(decodeTogether);
  const summaries = decoded.flatMap(({ summary }) => (summary === '' ? [] : [summary]));
  const summary = summaries.length > 0 ? summaries.join(' ') : 'A line that Redline has no explanation for.';
  const fields = lines.flatMap((line, index) =>
    [...line.fields, ...(decoded[index]?.fields ?? [])].map((each) => ({ ...each, line: index })),
  );
  return { summary, fields };
}
