import { humanDuration } from '../../shared/lib/duration.ts';
import { minuteNs } from '../../shared/lib/time.ts';
import { decodeSyndrome, type Syndrome } from '../simulation/hardware/ecc-syndromes.ts';
import { faultStatusBits } from '../simulation/solaris/fault-status.ts';
import { type DecodedField, decoder, field, type LineDecoder } from './decode-fields.ts';
import { moduleFields } from './decode-module.ts';

const kindMeanings = new Map([
  ['0', 'a corrected error, for the log only'],
  ['1', 'an error that matters: uncorrectable, or a decision about a processor'],
  ['2', 'a dump for diagnosis: the cache line at fault'],
  ['3', 'a dump for diagnosis: more of the cache'],
]);

/** `[AFT0]` */
export const kindField = (digit: string): DecodedField =>
  field('Kind', `AFT${digit}`, kindMeanings.get(digit) ?? 'an asynchronous fault');

const bitMeanings = new Map(
  [...faultStatusBits('US-IIIi'), ...faultStatusBits('US-III+')].map(({ name, meaning }) => [name, meaning]),
);

/** The bit of `WDC`, `Orphaned UCU`, `EDU:ST`, `ISAP Fatal` or `Corrected system bus (CE)`. */
const bitOf = (name: string): string =>
  /\(([A-Z]{2,8})\)$/.exec(name)?.[1] ?? name.replace(/^Orphaned /, '').replace(/:.*| Fatal$/, '');

/** What the words around the bit's name add to it. */
function additionOf(name: string): string {
  if (name.endsWith(' Fatal')) return '; the system controller resets the host';
  if (name.startsWith('Orphaned ')) return '; its own trap never came, another one found it';
  if (name === 'EDU:ST') return '; a store met it';
  return name === 'EDU:BLD' ? '; a block load met it' : '';
}

const nameMeaning = (name: string): string =>
  `${bitMeanings.get(bitOf(name)) ?? 'an error of the processor or its caches'}${additionOf(name)}`;

const nanosecondsPerMinute = BigInt(minuteNs);

/** `0x000000e3.2774aaf0`: nanoseconds since boot. */
export function errIdField(errId: string): DecodedField {
  const sinceBootNs = BigInt(errId.replace('.', ''));
  // A double holds 104 days exactly; beyond that whole minutes will do.
  const exact = sinceBootNs < 1n << 53n;
  const shownNs = exact ? Number(sinceBootNs) : Number(sinceBootNs / nanosecondsPerMinute) * minuteNs;
  return field('Error id', errId, `trapped ${humanDuration(shownNs)} after boot, counted in nanoseconds`);
}

const trapMeanings = new Map([
  ['Privileged mode', 'the kernel met it'],
  ['User mode', 'a program met it'],
  ['Privileged Data Access', 'a load of the kernel met it'],
  ['User Data Access', 'a load of a program met it'],
  ['Privileged Instruction Access', 'the kernel met it while it fetched instructions'],
  ['User Instruction Access', 'a program met it while it fetched instructions'],
]);

const decodeHeader = decoder(
  /^\[AFT(\d)\] (First Error )?(.{1,60}?) Event (?:detected by|on) CPU(\d{1,4})(?: (?:in )?(.{1,40}?))? at TL([=>])0, errID (0x[0-9a-f]{8}\.[0-9a-f]{8})$/,
  (kind = '', first = '', name = '', cpu = '', trap = '', level = '', errId = '') => ({
    summary: `${first === '' ? 'E' : 'First of several: e'}rror ${name} on processor ${cpu}: ${nameMeaning(name)}.`,
    fields: [
      kindField(kind),
      ...(first === '' ? [] : [field('Order', first.trim(), 'latched first; the others of the same trap follow')]),
      field('Error', name, nameMeaning(name)),
      field('Processor', `CPU${cpu}`, 'the processor that reports it'),
      ...(trap === '' ? [] : [field('Met by', trap, trapMeanings.get(trap) ?? 'the code that met it')]),
      field('Trap level', `TL${level}0`, level === '=' ? 'in ordinary code' : 'inside a trap handler'),
      errIdField(errId),
    ],
  }),
);

const sharedMeanings = new Map([
  ['AMBIGUOUS', ', but another error of the same rank may have set it'],
  ['INVALID', ', but a worse error has overwritten it'],
]);

const decodeFaultStatus = decoder(
  /^ *AFSR (0x[0-9a-f]{8})(?:<([A-Z_,]{1,200})>)?\.([0-9a-f]{8}) AFAR (0x[0-9a-f]{8}\.[0-9a-f]{8})(?: (AMBIGUOUS|INVALID))?$/,
  (high = '', names = '', low = '', address = '', shared = '') => ({
    summary: `Fault status ${names === '' ? 'without a named bit' : names} at address ${address}.`,
    fields: [
      field('AFSR', `${high}.${low}`, 'asynchronous fault status register: which errors, and their syndrome'),
      ...names
        .split(',')
        .filter((name) => name !== '')
        .map((name) => field(name, 'on', bitMeanings.get(name) ?? 'a bit of the fault status')),
      field('Syndrome', `0x${low.slice(-3)}`, syndromeMeaning(Number.parseInt(low, 16) & 0x1ff)),
      field('AFAR', address, `asynchronous fault address register: what was read${sharedMeanings.get(shared) ?? ''}`),
    ],
  }),
);

const specialStories = new Map([
  [0x003, 'bad data met while a store was merged'],
  [0x071, 'bad data was written back or copied out by another processor'],
  [0x11c, 'the system bus answered with an error'],
]);

const kindWords: Readonly<Record<Exclude<Syndrome['kind'], 'data' | 'check' | 'special'>, string>> = {
  none: 'no error',
  two: 'two bits were wrong',
  three: 'three bits were wrong',
  four: 'four bits were wrong',
  many: 'more than four bits were wrong',
};

/** What a syndrome of data and check bits says about them. */
export function syndromeMeaning(value: number): string {
  const syndrome = decodeSyndrome(value, 'US-III');
  if (syndrome.kind === 'data') return `data bit ${syndrome.bit} was wrong, of 128 that are checked together`;
  if (syndrome.kind === 'check') return `check bit ${syndrome.bit} was wrong, the data were not`;
  if (syndrome.kind !== 'special') return kindWords[syndrome.kind];
  const [low, high] = syndrome.bits;
  return `${syndrome.inverts} bits ${low} and ${high} inverted on purpose: ${specialStories.get(value)}`;
}

const tagSyndromes: ReadonlyMap<number, string> = new Map([
  [0, 'no error of the mtag'],
  ...([0x1, 0x2, 0x4, 0x8] as const).map((value, bit) => [value, `check bit ${bit} of the mtag was wrong`] as const),
  ...([0x7, 0xb, 0xd] as const).map((value, bit) => [value, `bit ${bit} of the mtag was wrong`] as const),
]);

/** What a syndrome says: of the data with nine bits, of an mtag with four. */
function meaningOfSyndrome(which: string, syndrome: string): string {
  const value = Number.parseInt(syndrome, 16);
  if (which === 'Esynd') return syndromeMeaning(value & 0x1ff);
  return tagSyndromes.get(value & 0xf) ?? 'several bits of the mtag were wrong';
}

const decodeFaultPc = decoder(
  /^ *Fault_PC (0x[0-9a-f]{1,16})(?: (Esynd|Msynd) (0x[0-9a-f]{4})(?: (AMBIGUOUS|INVALID))?)?(?: (.{1,200}))?$/,
  (pc = '', which = '', syndrome = '', shared = '', unum = '') => ({
    summary: `The error lies in ${unum === '' ? 'a part that is not named' : unum}.`,
    fields: [
      field('Fault PC', pc, 'the instruction that ran when the trap came'),
      ...(syndrome === ''
        ? []
        : [field(which, syndrome, `${meaningOfSyndrome(which, syndrome)}${sharedMeanings.get(shared) ?? ''}`)]),
      ...(unum === '' ? [] : moduleFields(unum)),
    ],
  }),
);

const decodeBit = decoder(
  /^\[AFT(\d)\] errID (0x[0-9a-f]{8}\.[0-9a-f]{8}) (Data|ECC Check|MTAG Data|MTAG Check) Bit +(\d{1,3}) was in error and corrected$/,
  (kind = '', errId = '', which = '', bit = '') => {
    const ofTag = which.startsWith('MTAG');
    const name = `${which.endsWith('Data') ? 'Data' : 'Check'} bit ${bit}${ofTag ? ' of the mtag' : ''}`;
    return {
      summary: `${name} was wrong and has been put right.`,
      fields: [
        kindField(kind),
        errIdField(errId),
        field('Bit', name, `the one wrong bit among ${ofTag ? '3 data and 4' : '128 data and 9'} check bits`),
      ],
    };
  },
);

const decodeBits = decoder(
  /^\[AFT(\d)\] errID (0x[0-9a-f]{8}\.[0-9a-f]{8}) (Two|Three|Four|More than four) Bits (?:were )?in error(?:, likely from (.{1,40}))?$/,
  (kind = '', errId = '', count = '', source = '') => ({
    summary: `${count} bits were wrong: too many to correct.`,
    fields: [
      kindField(kind),
      errIdField(errId),
      field('Bits', count, 'more than one wrong bit can be noticed but not put right'),
      ...(source === '' ? [] : [field('Source', source, 'marked as bad on purpose there; the reporter is a victim')]),
    ],
  }),
);

const decodePanicErrors = decoder(
  /^\[AFT(\d)\] errID (0x[0-9a-f]{8}\.[0-9a-f]{8}) ((?:[A-Z_]{2,8} ){0,12})Error\(s\)$/,
  (kind = '', errId = '', names = '') => ({
    summary: `The kernel cannot go on after ${names === '' ? 'an error' : names.trim().replace(/ /g, ' and ')}.`,
    fields: [
      kindField(kind),
      errIdField(errId),
      ...names
        .split(' ')
        .filter((name) => name !== '')
        .map((name) => field(name, 'met', nameMeaning(name.replace(/^O(?=UC[UC]$)/, 'Orphaned ')))),
    ],
  }),
);

const decodeDetails = decoder(/^ *See previous message\(s\) for details$/, () => ({
  summary: 'The errors themselves were logged before.',
  fields: [field('Details', 'above', 'the messages with the same error id')],
}));

export const errorDecoders: readonly LineDecoder[] = [
  decodePanicErrors,
  decodeDetails,
  decodeHeader,
  decodeFaultStatus,
  decodeFaultPc,
  decodeBit,
  decodeBits,
];
