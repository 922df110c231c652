import { expect, test } from 'vitest';
import { secondNs } from '../../shared/lib/time.ts';
import { parseStep, responderOf } from './responder-option.ts';

test('steps are read as written on the command line', () => {
  expect(parseStep('62s ack')).toEqual({ atNs: 62 * secondNs, action: 'ack', text: '' });
  expect(parseStep('5m note  moved the work, watching ')).toEqual({
    atNs: 300 * secondNs,
    action: 'note',
    text: 'moved the work, watching',
  });
});

test.each([
  ['ack', "'' is not a time"],
  ['soon ack', "'soon' is not a time"],
  ['5m shout', "'shout' is not something to do"],
  ['5m note', 'the note has no text'],
  ['5m resolve now', "'now' is too much"],
])('%s is refused in one line', (value, problem) => {
  expect(() => parseStep(value)).toThrow(problem);
});

test('steps run in the order of their times and replace the automatic responder', () => {
  const responder = responderOf({ at: ['9m resolve', '62s ack'] });
  expect(responder).toEqual({
    kind: 'script',
    steps: [
      { atNs: 62 * secondNs, action: 'ack', text: '' },
      { atNs: 540 * secondNs, action: 'resolve', text: '' },
    ],
  });
  expect(responderOf({ at: [] })).toEqual({ kind: 'automatic' });
  expect(responderOf({ at: [], responder: 'none' })).toEqual({ kind: 'people' });
  expect(() => responderOf({ at: ['1s ack'], responder: 'none' })).toThrow('exclude each other');
});
