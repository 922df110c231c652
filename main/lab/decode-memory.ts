import { kindField } from './decode-error.ts';
import { decoder, field, type LineDecoder } from './decode-fields.ts';
import { moduleFields } from './decode-module.ts';

/** What a line says about a page of memory: its words around the address, what that is in short, and what follows. */
const pageMeanings: readonly (readonly [RegExp, string, string])[] = [
  [/^Scheduling clearing of error on page (\S{19})$/, 'will be cleared', 'written and read back once nobody uses it'],
  [
    /^Previously reported error on page (\S{19}) cleared$/,
    'was cleared',
    'written and read back without an error: it stays in use',
  ],
  [/^Scheduling removal of page (\S{19})$/, 'will be removed', 'taken out of use once nobody uses it'],
  [/^Page (\S{19}) removed from service$/, 'was removed', 'not used again until the next boot'],
  [
    /^Page (\S{19}) not retired due to limit exceeded$/,
    'stays in service',
    'as many pages as may be are retired: max_pages_retired_bps',
  ],
  [
    /^Uncorrectable Error occurred at PA (\S{19}) while attempting to clear previously reported error; page removed from service$/,
    'was removed',
    'written and read back, it had an uncorrectable error again',
  ],
  [/^unretiring retired page (\S{19})$/, 'is taken back', 'somebody wants it in service again'],
  [/^Page (\S{19}) returned to service$/, 'is back in service', 'it can be used like any other'],
];

const pageDecoders: readonly LineDecoder[] = pageMeanings.map(([pattern, what, meaning]) =>
  decoder(pattern, (address = '') => ({
    summary: `The page of memory at ${address} ${what}.`,
    fields: [field('Page', address, 'its physical address'), field('Action', what, meaning)],
  })),
);

const decodeSoftErrors = decoder(
  /^\[AFT(\d)\] (\d{1,5}) soft errors in less than (\d{1,9}:\d\d) \(hh:mm\) detected from Memory Module (.{1,200})$/,
  (kind = '', count = '', window = '', module = '') => ({
    summary: `Memory module ${module} has had ${count} corrected errors: too many.`,
    fields: [
      kindField(kind),
      field('Errors', count, 'those that went away when written over, and that have not leaked out of the bucket'),
      field('Window', window, 'hours and minutes in which fewer are allowed: ecc_softerr_interval'),
      ...moduleFields(module),
    ],
  }),
);

const decodeSticky = decoder(
  /^\[AFT(\d)\] Sticky Softerror encountered on Memory Module (.{1,200})$/,
  (kind = '', module = '') => ({
    summary: `Memory module ${module} has a corrected error that stays.`,
    fields: [
      kindField(kind),
      field('Error', 'sticky', 'writing over the error did not help: its page goes at once'),
      ...moduleFields(module),
    ],
  }),
);

const decodeNoSlot = decoder(/^\[AFT(\d)\] Softerror: mem_ce_simm\[\] out of space\.$/, (kind = '') => ({
  summary: 'There is no room to count the errors of a further memory module.',
  fields: [kindField(kind)],
}));

const decodeScrubber = decoder(/^Memory scrubber exiting$/, () => ({
  summary: 'The scrubber, which reads all memory through to find errors, does not run.',
  fields: [field('Scrubber', 'off', 'turned off: disable_memscrub')],
}));

export const memoryDecoders: readonly LineDecoder[] = [
  ...pageDecoders,
  decodeSoftErrors,
  decodeSticky,
  decodeNoSlot,
  decodeScrubber,
];
