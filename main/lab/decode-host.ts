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

const releaseNames = new Map([
  ['5.8', 'Solaris 8'],
  ['5.9', 'Solaris 9'],
]);

const bootDecoders: readonly LineDecoder[] = [
  decoder(
    /^(?:\^M)?SunOS Release (\d\.\d{1,2}) Version (\S{1,64}) (32|64)-bit$/,
    (release = '', version = '', bits = '') => ({
      summary: `The host boots: ${releaseNames.get(release) ?? `SunOS ${release}`} comes up.`,
      fields: [
        field('Release', release, releaseNames.get(release) ?? 'of SunOS'),
        field('Version', version, 'the patch of the kernel'),
        field('Kernel', `${bits}-bit`, 'how wide its addresses are'),
      ],
    }),
  ),
  decoder(/^Copyright [\d-]{4,12} Sun Microsystems, Inc\. {1,2}All rights reserved\.$/, () => ({
    summary: 'The second line of every boot.',
    fields: [field('Copyright', 'Sun Microsystems', 'says nothing about the host')],
  })),
  decoder(/^syncing file systems\.\.\.$/, () => ({
    summary: 'The kernel writes what its file systems hold in memory, before it dumps.',
    fields: [field('Step', 'syncing', 'what cannot be written now is lost')],
  })),
  decoder(/^ ?done$/, () => ({
    summary: 'The step before is done.',
    fields: [field('Step', 'done', 'of the line before')],
  })),
  decoder(/^dumping to (\S{1,200}), offset (\d{1,20})$/, (device = '', offset = '') => ({
    summary: 'The kernel writes its memory to disk, to be looked at later.',
    fields: [
      field('Device', device, 'where the crash dump goes, usually the swap partition'),
      field('Offset', offset, 'in bytes, from where the dump begins'),
    ],
  })),
  decoder(
    /^(?:\^M)?(\d{1,3})% done: (\d{1,12}) pages dumped, compression ratio (\d{1,4}\.\d\d),?$/,
    (share = '', pages = '', ratio = '') => ({
      summary: `${pages} pages of memory are on disk.`,
      fields: [
        field('Done', `${share} %`, 'of the dump'),
        field('Pages', pages, 'of 8 KB: those of the kernel'),
        field('Compression', ratio, 'how many times smaller they are on disk'),
      ],
    }),
  ),
  decoder(/^dump (succeeded|failed)(?:: (.{1,200}))?$/, (how = '', why = '') => ({
    summary: how === 'succeeded' ? 'The crash dump is complete.' : 'The crash dump could not be written.',
    fields: [field('Dump', how, why === '' ? 'savecore saves it after the boot' : why)],
  })),
  decoder(/^reboot after panic: (.{0,900})$/, (why = '') => ({
    summary: 'The host is up again after a panic.',
    fields: [field('Panic', why, 'what the kernel said when it went down')],
  })),
  decoder(/^saving system crash dump in (\S{1,255})$/, (files = '') => ({
    summary: 'The crash dump is copied from the swap partition to a file.',
    fields: [field('Files', files, 'the names of the kernel and of its memory')],
  })),
];

/** An empty line stands where a message begins with a line end. */
const decodeEmpty = decoder(/^$/, () => ({
  summary: 'A message that begins with an empty line.',
  fields: [field('Text', 'empty', 'what it says is on the next line')],
}));

/** Explain what a host says when it goes down or comes up, and what people do to its processors. */
export const hostDecoders: readonly LineDecoder[] = [
  ...bootDecoders,
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
