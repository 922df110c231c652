import { decoder, field, type LineDecoder } from './decode-fields.ts';

const stateMeanings = new Map([
  ['on-line', 'runs threads and takes interrupts'],
  ['off-line', 'runs no threads, until somebody puts it on-line'],
  ['no-intr', 'runs threads and takes no interrupts'],
  ['spare', 'runs no threads: kept as a spare'],
  ['faulted', 'runs no threads: marked as broken'],
  ['powered-off', 'without power'],
]);

const decodeChange = decoder(
  /^processor (\d{1,4}) (brought|taken|set to|marked|already) ([a-z-]{3,20})\.$/,
  (cpu = '', verb = '', state = '') => ({
    summary: `Somebody ${verb === 'already' ? 'found' : 'made'} processor ${cpu} ${state} with psradm.`,
    fields: [
      field('Processor', `CPU${cpu}`, 'the one that somebody named'),
      field('State', state, stateMeanings.get(state) ?? 'a state of a processor'),
    ],
  }),
);

const endings = new Map([
  ['reboot', 'goes down and comes up again'],
  ['halt', 'goes down and stays down'],
  ['power', 'goes down, and its power is switched off'],
]);

const decodeEnding = decoder(/^(reboot|halt|power)ed by (\S{1,64})$/, (how = '', who = '') => ({
  summary: `${who} has had the host ${how === 'power' ? 'powered off' : `${how}ed`}.`,
  fields: [field('Action', `${how}ed`, endings.get(how) ?? ''), field('By', who, 'who gave the command')],
}));

const decodePanic = decoder(
  /^(?:\^M)?panic\[cpu(\d{1,4})\]\/thread=([0-9a-f]{1,16}): ?(.{0,300})$/,
  (cpu = '', thread = '', why = '') => ({
    summary: `The kernel panics on processor ${cpu}: it stops and the host boots again.`,
    fields: [
      field('Processor', `CPU${cpu}`, 'the one that found that the kernel cannot go on'),
      field('Thread', thread, 'the address of the kernel thread that ran there'),
      ...(why === '' ? [] : [field('Why', why, 'in the kernel’s words')]),
    ],
  }),
);

/** An empty line stands where a message begins with a line end. */
const decodeEmpty = decoder(/^$/, () => ({
  summary: 'A message that begins with an empty line.',
  fields: [field('Text', 'empty', 'what it says is on the next line')],
}));

/** Explain what a host says when it goes down or comes up, and what people do to its processors. */
export const hostDecoders: readonly LineDecoder[] = [
  decodeChange,
  decodeEnding,
  decodePanic,
  decodeEmpty,
  decoder(/^-- MARK --$/, () => ({
    summary: 'syslogd shows that it is alive: nothing else was logged for twenty minutes.',
    fields: [field('Mark', 'MARK', 'written by syslogd itself')],
  })),
  decoder(/^Memory scrubber exiting$/, () => ({
    summary: 'The memory scrubber stops: errors of memory are found only when somebody reads them.',
    fields: [field('Scrubber', 'exiting', 'it reads all memory every 12 hours otherwise: memscrub_period_sec')],
  })),
];
