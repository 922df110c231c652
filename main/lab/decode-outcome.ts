import { kindField } from './decode-error.ts';
import { type DecodedField, decoder, field, type LineDecoder } from './decode-fields.ts';

function reasonField(reason: string): DecodedField {
  const window = /^more than (\d+) xxC Events in (\d+):(\d\d):(\d\d) \(hh:mm:ss\)$/.exec(reason);
  if (window !== null) {
    const [, limit = '', hours = ''] = window;
    const meaning = `SERD, soft error rate discrimination: more than ${limit} corrected errors (UCC, CPC, WDC or EDC) within ${hours} hours`;
    return field('Reason', reason, meaning);
  }
  if (reason === 'UCC Event with ME set') {
    return field(
      'Reason',
      reason,
      'several corrected errors met at once count as too many without waiting for a third',
    );
  }
  if (reason === 'xxU Event') return field('Reason', reason, 'an uncorrectable error: UCU, CPU, WDU or EDU');
  return field('Reason', reason, 'why the processor is to be taken off-line');
}

const decodeOfflined = decoder(
  /^\[AFT(\d)\] CPU(\d{1,4}) offlined due to (.{1,100})$/,
  (kind = '', cpu = '', reason = '') => ({
    summary: `Solaris has taken processor ${cpu} off-line.`,
    fields: [
      kindField(kind),
      field('Processor', `CPU${cpu}`, 'runs no more threads until somebody puts it on-line'),
      reasonField(reason),
    ],
  }),
);

const nextMeanings = new Map([
  ['will try again', 'after 30 s on Solaris 8, 5 s on Solaris 9'],
  ['giving up', 'after the last retry; one more error makes it a candidate again'],
]);

const decodeFailed = decoder(
  /^\[AFT(\d)\] Failed to offline CPU(\d{1,4}) due to (.{1,100}), (will try again|giving up)$/,
  (kind = '', cpu = '', reason = '', next = '') => ({
    summary: `Solaris could not take processor ${cpu} off-line and ${next === 'giving up' ? 'gives up' : 'will try again'}.`,
    fields: [
      kindField(kind),
      field('Processor', `CPU${cpu}`, 'stays on-line: threads are bound to it, or it is the last one of its set'),
      reasonField(reason),
      field('Next', next, nextMeanings.get(next) ?? ''),
    ],
  }),
);

const decodeRepeated = decoder(/^last message repeated (\d{1,9}) times?$/, (count = '') => ({
  summary: `The line before came ${count} ${count === '1' ? 'more time' : 'more times'}.`,
  fields: [
    field('Repeated', count, 'syslogd counts equal lines instead of writing them; the date is that of the last one'),
  ],
}));

export const outcomeDecoders: readonly LineDecoder[] = [decodeOfflined, decodeFailed, decodeRepeated];
