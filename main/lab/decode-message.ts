import type { DecodedMessage } from '../../shared/model/views.ts';
import { dumpDecoders } from './decode-dump.ts';
import { errorDecoders } from './decode-error.ts';
import { type DecodedField, type DecodedLine, field } from './decode-fields.ts';
import { memoryDecoders } from './decode-memory.ts';
import { outcomeDecoders } from './decode-outcome.ts';
import { panicDecoders } from './decode-panic.ts';

/** Lines of one message that are explained, and characters of each: syslogd writes no longer line. */
const mostLines = 20;
const longestLine = 1024;

const decoders = [...errorDecoders, ...dumpDecoders, ...outcomeDecoders, ...memoryDecoders, ...panicDecoders];

const levelMeanings = new Map([
  ['info', 'for the log only'],
  ['notice', 'worth knowing, also on the console'],
  ['warning', 'a warning, also on the console'],
  ['error', 'an error'],
  ['crit', 'the system cannot go on'],
  ['debug', 'for developers'],
]);

const moduleMeaning = (module: string): string => {
  if (module.startsWith('SUNW,')) return `the kernel's code for the processor ${module.slice('SUNW,'.length)}`;
  return module === 'unix' || module === 'genunix' ? 'the kernel itself' : 'the part of the system that logs';
};

const dateAndHost = /^([A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}) (\S{1,255}) (.*)$/;
const moduleAndId = /^(\S{1,64}): \[ID (\d{1,6}) ([a-z]{1,10})\.([a-z]{1,10})\](?: (?:(NOTICE|WARNING): )?(.*))?$/;

function headFields(date: string, host: string): readonly DecodedField[] {
  return [field('Time', date, 'when syslogd wrote it, in whole seconds'), field('Host', host, 'the machine that logs')];
}

function moduleFields(module: string, id: string, facility: string, level: string): readonly DecodedField[] {
  return [
    field('Module', module, moduleMeaning(module)),
    field('Message id', id, 'made of the text before its numbers are filled in: equal for messages of one kind'),
    field('Level', `${facility}.${level}`, levelMeanings.get(level) ?? 'how serious it is'),
  ];
}

function decodeBody(body: string): DecodedLine | null {
  for (const decode of decoders) {
    const decoded = decode(body);
    if (decoded !== null) return decoded;
  }
  return null;
}

/** One line with its date and module, if it has them, in front of what it says. */
function decodeLine(line: string): { readonly fields: readonly DecodedField[]; readonly summary: string | null } {
  const dated = dateAndHost.exec(line);
  const [, date = '', host = '', rest = line] = dated ?? [];
  const named = moduleAndId.exec(rest);
  const [, module = '', id = '', facility = '', level = '', , body = ''] = named ?? ['', '', '', '', '', '', rest];
  const decoded = decodeBody(body);
  const fields = [
    ...(dated === null ? [] : headFields(date, host)),
    ...(named === null ? [] : moduleFields(module, id, facility, level)),
    ...(decoded?.fields ?? []),
  ];
  return { fields, summary: decoded?.summary ?? null };
}

/**
 * Explains a message of Solaris, with or without date and host, field by field. Lines that Redline does not know keep
 * the fields that every line has, and say so.
 */
export function decodeMessage(text: string): DecodedMessage {
  const lines = text
    .split('\n', mostLines)
    .map((line) => line.slice(0, longestLine).trimEnd())
    .filter((line) => line !== '');
  const decoded = lines.map(decodeLine);
  const summaries = decoded.flatMap(({ summary }) => (summary === null ? [] : [summary]));
  const summary = summaries.length > 0 ? summaries.join(' ') : 'A line that Redline has no explanation for.';
  return { summary, fields: decoded.flatMap(({ fields }) => [...fields]) };
}
