import { type DecodedField, decoder, field, type LineDecoder } from './decode-fields.ts';

const fileField = (): DecodedField => field('File', '/etc/system', 'read once, when the host boots');

/** What the kernel complains of in its own words, and what it means for the statement. */
const complaints: readonly (readonly [RegExp, string])[] = [
  [/^unknown command '/, 'the statement is skipped: no command has this name'],
  [/^A colon \(:\) must follow the '/, 'the command wants a colon before its value'],
  [/^value expected$/, 'a name or number is missing: the statement is skipped'],
  [/^unsupported operator/, 'only =, & and | change a variable: the statement is skipped'],
  [/^illegal operator '/, 'a text can only be set with ='],
  [/^string garbled$/, 'a text cannot be made of this: the statement is skipped'],
  [/^invalid number '/, 'no number: the statement is skipped'],
  [/^bad rvalue '/, 'what is to be set is no number and no text: the statement is skipped'],
  [/^Unexpected token '/, 'nothing can begin with this: the rest of the line is skipped'],
  [/^extraneous input ignored starting at '/, 'the statement before it stays in effect'],
  [/^value too long$/, 'more characters than the kernel takes'],
  [/^Missing "$/, 'a text does not end on its line: its value becomes a line end'],
];

const complaintMeaning = (text: string): string =>
  complaints.find(([pattern]) => pattern.test(text))?.[1] ?? 'the statement is not what the kernel expects';

const decodeComplaint = decoder(
  /^([\s\S]{1,400}) on line (\d{1,9}) of ((?:etc|\/etc)\/\S{1,200})$/,
  (text = '', line = '') => ({
    summary: `The kernel does not understand line ${line} of /etc/system.`,
    fields: [
      field('Complaint', text, complaintMeaning(text)),
      field('Line', line, 'where it stands; a file with CR LF counts two a line'),
      fileField(),
    ],
  }),
);

const decodeTwice = decoder(
  /^([\s\S]{1,330}) is set more than once in \/etc\/system\. "set ([\s\S]{1,700})" applied as the current setting\.$/,
  (name = '', setting = '') => ({
    summary: `${name} is set more than once in /etc/system: the last counts.`,
    fields: [field('Variable', name, 'set with = more than once'), field('In force', setting, 'the last'), fileField()],
  }),
);

const decodeAppearsTwice = decoder(
  /^"([\s\S]{1,600})" appears more than once in \/etc\/system\.$/,
  (statement = '') => ({
    summary: `${statement} stands in /etc/system more than once.`,
    fields: [field('Statement', statement, 'the last one counts'), fileField()],
  }),
);

const decodeUnknownVariable = decoder(
  /^sorry, variable '([\s\S]{0,300})' is not defined in the '([\s\S]{0,300})'(?: module)?$/,
  (name = '', where = '') => ({
    summary: `There is no variable ${name} in ${where === 'kernel' ? 'the kernel' : `the module ${where}`}: the setting has no effect.`,
    fields: [
      field('Variable', name, 'a wrong name, or one that this release has no more'),
      field('Where', where, where === 'kernel' ? 'the kernel itself' : 'a module, looked at when it is loaded'),
      fileField(),
    ],
  }),
);

const decodeReplaced = decoder(/^(\S{1,64}) <= 0; defaulting to (\d{1,20})$/, (name = '', value = '') => ({
  summary: `${name} cannot be 0 or less: the kernel takes ${value}.`,
  fields: [field('Variable', name, 'set too low in /etc/system'), field('In force', value, 'the kernel’s own value')],
}));

const decodeLimited = decoder(/^(\S{1,64}) limited to (-?\d{1,20})$/, (name = '', value = '') => ({
  summary: `${name} cannot be that high: the kernel takes ${value}.`,
  fields: [field('Variable', name, 'set too high in /etc/system'), field('In force', value, 'the highest allowed')],
}));

const decodeOther: readonly LineDecoder[] = [
  decoder(/^Character overflow detected\.$/, () => ({
    summary: 'A character of a text in /etc/system is above 127.',
    fields: [field('Complaint', 'Character overflow', 'an octal number of a text is too high'), fileField()],
  })),
  decoder(/^forceload of (.{1,300}) failed$/, (module = '') => ({
    summary: `The kernel could not load the module ${module} that /etc/system wants.`,
    fields: [field('Module wanted', module, 'by forceload'), fileField()],
  })),
  decoder(/^cannot open system file: (.{1,300})$/, (name = '') => ({
    summary: 'The kernel found no /etc/system.',
    fields: [field('File', name, 'all variables keep the kernel’s own values')],
  })),
  decoder(/^Symbol (.{1,300}) has size of 0 in symbol table\. Assuming it is an 'int'$/, (name = '') => ({
    summary: `The kernel does not know how long ${name} is and takes it for four bytes.`,
    fields: [field('Variable', name, 'set all the same'), fileField()],
  })),
  decoder(/^Trying to set a variable that is of size (\d{1,9})$/, (size = '') => ({
    summary: `A variable of ${size} bytes cannot be set in /etc/system.`,
    fields: [field('Size', size, 'only 1, 2, 4 and 8 bytes can be set'), fileField()],
  })),
];

/** Explain what the kernel says of `/etc/system`. */
export const systemDecoders: readonly LineDecoder[] = [
  decodeTwice,
  decodeAppearsTwice,
  decodeUnknownVariable,
  decodeReplaced,
  decodeLimited,
  ...decodeOther,
  decodeComplaint,
];
