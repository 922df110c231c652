import { errIdField, kindField } from './decode-error.ts';
import { decoder, field, type LineDecoder } from './decode-fields.ts';

const decodeStart = decoder(/^$/, () => ({ summary: 'An empty line, with which a panic begins.', fields: [] }));

const decodePlace = decoder(/^\^Mpanic\[cpu(\d{1,4})\]\/thread=([0-9a-f]{1,16}): ?$/, (cpu = '', thread = '') => ({
  summary: `The kernel panics on processor ${cpu}: it stops and the host boots again.`,
  fields: [
    field('Processor', cpu, 'the processor that ran the kernel when it stopped'),
    field('Thread', thread, 'the address of the thread that it ran'),
  ],
}));

const decodeReason = decoder(
  /^\[AFT(\d)\] errID (0x[0-9a-f]{8}\.[0-9a-f]{8}) ((?:[A-Z_]{1,8} ){0,12})Error\(s\)$/,
  (kind = '', errId = '', names = '') => ({
    summary: `The kernel cannot go on after ${names === '' ? 'an error' : names.trim().replaceAll(' ', ', ')}.`,
    fields: [
      kindField(kind),
      errIdField(errId),
      field('Errors', names.trim(), 'the errors of the trap, in their order'),
    ],
  }),
);

const decodeHint = decoder(/^ {4}See previous message\(s\) for details$/, () => ({
  summary: 'The messages before it tell more about these errors.',
  fields: [],
}));

/** What a kernel says last. */
export const panicDecoders: readonly LineDecoder[] = [decodeStart, decodePlace, decodeReason, decodeHint];
