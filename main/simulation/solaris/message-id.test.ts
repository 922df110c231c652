import { describe, expect, test } from 'vitest';
import { kernelMessage } from './kernel-message.ts';
import { messageId } from './message-id.ts';
import { offliningMessage } from './offlining-messages.ts';
import { drillHostOf, processorOf } from './test-processors.ts';

describe('MSG-1: ids of real logs', () => {
  const errId = '0x0001487b.327ee8b0';
  test.each([
    [702911, '%s'],
    [100000, ''],
    [189302, '![AFT0] errID 0x000000e3.2774aaf0 Data Bit %d was in error and corrected'],
    [782357, `![AFT0] errID ${errId} Data Bit %d was in error and corrected`],
    [990173, '[AFT1] errID 0x0000012f.1b1a7f3a Two Bits were in error'],
    [895151, '![AFT2] E$Data (0x%02x) 0x%08x.%08x 0x%08x.%08x ECC 0x%03x'],
    [929717, '![AFT2] D$ data not available'],
    [335345, '![AFT2] I$ data not available'],
    [669499, `![AFT2] errID ${errId} PA=0x%08x.%08x\n    E$tag 0x%08x.%08x E$state_%d %s`],
    [321153, 'Scheduling clearing of error on page 0x%08x.%08x'],
    [221039, 'Previously reported error on page 0x%08x.%08x cleared'],
    [618185, 'Scheduling removal of page 0x%08x.%08x'],
    [693633, 'Page 0x%08x.%08x removed from service'],
    [596940, '[AFT0] %d soft errors in less than %d:%02d (hh:mm) detected from Memory Module %s'],
    [836849, '\n\rpanic[cpu%d]/thread=%p: '],
  ])('%i', (id, format) => {
    expect(messageId(format)).toBe(id);
  });
});

describe('MSG-3: what comes of an attempt, with the ids of real logs and those computed like them', () => {
  const processor = processorOf(drillHostOf({}), 64);
  test.each([
    ['serd', 'offlined', 915404, 'CPU64 offlined due to more than 2 xxC Events in 24:00:00 (hh:mm:ss)'],
    [
      'serd',
      'retry',
      732650,
      'Failed to offline CPU64 due to more than 2 xxC Events in 24:00:00 (hh:mm:ss), will try again',
    ],
    [
      'serd',
      'gave-up',
      827605,
      'Failed to offline CPU64 due to more than 2 xxC Events in 24:00:00 (hh:mm:ss), giving up',
    ],
    ['multiple', 'offlined', 489146, 'CPU64 offlined due to UCC Event with ME set'],
    ['multiple', 'retry', 210498, 'Failed to offline CPU64 due to UCC Event with ME set, will try again'],
    ['multiple', 'gave-up', 502960, 'Failed to offline CPU64 due to UCC Event with ME set, giving up'],
    ['uncorrectable', 'offlined', 966792, 'CPU64 offlined due to xxU Event'],
    ['uncorrectable', 'retry', 277554, 'Failed to offline CPU64 due to xxU Event, will try again'],
    ['uncorrectable', 'gave-up', 324082, 'Failed to offline CPU64 due to xxU Event, giving up'],
  ] as const)('%s %s', (reason, outcome, id, text) => {
    const message = offliningMessage(processor, reason, outcome);
    expect(message).toMatchObject({ id, level: 'notice', module: 'SUNW,UltraSPARC-III' });
    expect(message.text).toBe(`SUNW,UltraSPARC-III: [ID ${id} kern.notice] NOTICE: [AFT1] ${text}`);
  });
});

test('MSG-2: level and prefix by class', () => {
  const shown = (text: string, messageClass: 'note' | 'warning' | 'continuation'): string =>
    kernelMessage('unix', messageClass, text).text.replace(/ID \d+ /, '');
  expect(shown('x', 'note')).toBe('unix: [kern.notice] NOTICE: x');
  expect(shown('!x', 'note')).toBe('unix: [kern.info] NOTICE: x');
  expect(shown('x', 'warning')).toBe('unix: [kern.warning] WARNING: x');
  expect(shown('!x', 'warning')).toBe('unix: [kern.warning] WARNING: x');
  expect(shown('x', 'continuation')).toBe('unix: [kern.notice] x');
  expect(shown('!x', 'continuation')).toBe('unix: [kern.info] x');
});
