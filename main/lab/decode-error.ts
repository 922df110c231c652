import { humanDuration } from '../../shared/lib/duration.ts';
import { minuteNs } from '../../shared/lib/time.ts';
import { decodeSyndrome, type Syndrome } from '../simulation/hardware/ecc-syndromes.ts';
import { faultStatusBits } from '../simulation/solaris/fault-status.ts';
import { type DecodedField, decoder, field, type LineDecoder } from './decode-fields.ts';

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

/** The bit of `WDC`, `Orphaned UCU`, `EDU:ST` or `Corrected system bus (CE)`. */
const bitOf = (name: string): string =>
  /\(([A-Z]{2,8})\)$/.exec(name)?.[1] ?? name.replace(/^Orphaned /, '').replace(/(?::| Fatal$).*/, '');

const nameMeaning = (name: string): string => bitMeanings.get(bitOf(name)) ?? 'an error of the processor or its caches';

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

/** Which part of the board the rest of a module's name stands for. */
function partFields(cache: string, bank: string, dimm: string): readonly DecodedField[] {
  if (cache !== '') return [field('Cache', `E${cache}`, `module ${cache} of the two that make up its L2 cache`)];
  return [
    field('Bank', `B${bank}`, `bank ${bank} of the two that the processor has`),
    field('DIMM', `D${dimm}`, `module ${dimm} of the four of a bank of main memory`),
  ];
}

function unumFields(unum: string): readonly DecodedField[] {
  const match = /^(?:\/N(\d))?\/?(SB|IO)(\d{1,2})\/P(\d)\/(?:E([01])|B([01])\/D([0-3]))(?: (J\d{4,5}))?$/.exec(unum);
  if (match === null) return [field('Module', unum, 'the part at fault')];
  const [, node, kind = '', board = '', slot = '', cache = '', bank = '', dimm = '', label] = match;
  return [
    field('Module', unum, 'the part to replace'),
    ...(node === undefined ? [] : [field('Node', `N${node}`, 'the node of the machine')]),
    field('Board', `${kind}${board}`, `${kind === 'SB' ? 'system' : 'I/O'} board ${board}`),
    field('Processor', `P${slot}`, `processor ${slot} of the board`),
    ...partFields(cache, bank, dimm),
    ...(label === undefined ? [] : [field('Label', label, 'the socket as it is printed on the board')]),
  ];
}

const decodeFaultPc = decoder(
  /^ *Fault_PC (0x[0-9a-f]{1,16})(?: ([EM])synd (0x[0-9a-f]{4})(?: (AMBIGUOUS|INVALID))?)?(?: (.{1,200}))?$/,
  (pc = '', kind = '', syndrome = '', shared = '', unum = '') => ({
    summary: `The error lies in ${unum === '' ? 'a part that is not named' : unum}.`,
    fields: [
      field('Fault PC', pc, 'the instruction that ran when the trap came'),
      ...(syndrome === ''
        ? []
        : [
            field(
              `${kind}synd`,
              syndrome,
              `${kind === 'E' ? syndromeMeaning(Number.parseInt(syndrome, 16) & 0x1ff) : 'the mtag or bus syndrome'}${sharedMeanings.get(shared) ?? ''}`,
            ),
          ]),
      ...(unum === '' ? [] : unumFields(unum)),
    ],
  }),
);

const whichBits = new Map([
  ['Data', 'Data bit'],
  ['ECC Check', 'Check bit'],
  ['MTAG Data', 'Mtag data bit'],
  ['MTAG Check', 'Mtag check bit'],
]);

const decodeBit = decoder(
  /^\[AFT(\d)\] errID (0x[0-9a-f]{8}\.[0-9a-f]{8}) (Data|ECC Check|MTAG Data|MTAG Check) Bit +(\d{1,3}) was in error and corrected$/,
  (kind = '', errId = '', which = '', bit = '') => {
    const name = `${whichBits.get(which) ?? 'Bit'} ${bit}`;
    return {
      summary: `${name} was wrong and has been put right.`,
      fields: [
        kindField(kind),
        errIdField(errId),
        field(
          'Bit',
          name,
          which.startsWith('MTAG')
            ? 'the one wrong bit of an mtag'
            : 'the one wrong bit among 128 data and 9 check bits',
        ),
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

export const errorDecoders: readonly LineDecoder[] = [
  decodeHeader,
  decodeFaultStatus,
  decodeFaultPc,
  decodeBit,
  decodeBits,
];
