import { describe, expect, test } from 'vitest';
import { millisecondNs } from '../../../shared/lib/time.ts';
import {
  asSentence,
  bonusSentence,
  makeupOf,
  priorityWords,
  processorSentence,
  waitingReason,
  waitingSentence,
  waitingTasks,
} from './scheduler-words.ts';
import { processor, task, view, waitingTask } from './test-views.ts';

describe('the sentence of the screen', () => {
  test.each([
    ['says that the host is down', view({ up: false }), 'sf15k-domc is down: no task runs there'],
    ['counts who sleeps', view({ tasks: [task({}), task({})] }), 'Nobody waits on sf15k-domc: all 2 tasks sleep'],
    [
      'counts who runs',
      view({ tasks: [task({ state: 'running' }), task({}), task({ state: 'uninterruptible' })] }),
      'Nobody waits on sf15k-domc: 1 task runs, 2 sleep',
    ],
    [
      'names who waits alone',
      view({ tasks: [waitingTask(1, 960 * millisecondNs), task({})] }),
      'java (101) waits for CPU64, for 40 ms now',
    ],
    [
      'names who waits longest for one processor',
      view({ tasks: [waitingTask(1, 990 * millisecondNs), waitingTask(2, 960 * millisecondNs)] }),
      '2 tasks wait for CPU64, the longest, java (102), for 40 ms',
    ],
    [
      'counts the processors that are waited for',
      view({ tasks: [waitingTask(1, 990 * millisecondNs), waitingTask(2, 0, { processor: 65 })] }),
      '2 tasks wait for 2 processors of sf15k-domc, the longest, java (102), for 1 s',
    ],
  ])('%s', (_says, seen, sentence) => expect(waitingSentence(seen)).toBe(sentence));

  test('has the reason of who waits longest under it', () => {
    const seen = view({ tasks: [waitingTask(1, 5), task({})] });
    expect(waitingReason(seen)).toBe('It woke while nobody ran.');
    expect(waitingReason(view({ tasks: [task({})] }))).toBeNull();
  });
});

test('who waits is listed by how long, and who waits as long by number', () => {
  const seen = view({ tasks: [waitingTask(3, 900), waitingTask(1, 500), waitingTask(2, 900), task({ task: 9 })] });
  expect(waitingTasks(seen).map((each) => each.task.task)).toEqual([1, 2, 3]);
});

test('what a host is made of tells of processors that are off-line', () => {
  const seen = view({
    processors: [processor({}), processor({ onLine: false })],
    tasks: [task({})],
    load: [1.5, 1, 0],
  });
  expect(makeupOf(seen)).toBe('2 processors, 1 on-line, 1 task, load 1.50 1.00 0.00, profile seed-10s');
});

test('a processor is told in a sentence', () => {
  const runs = { task: 0, sinceNs: 0 };
  expect(processorSentence(processor({ onLine: false }), null)).toBe('CPU64 is off-line: nothing runs or waits there');
  expect(processorSentence(processor({}), null)).toBe('CPU64 idles');
  expect(processorSentence(processor({ runs, queued: 1 }), task({}))).toBe(
    'CPU64 runs java (100), and nobody waits for it',
  );
  expect(processorSentence(processor({ runs, queued: 3 }), task({}))).toBe(
    'CPU64 runs java (100), and 2 tasks wait for it',
  );
});

test('a bonus says what it comes from and what it does', () => {
  expect(bonusSentence(task({ bonus: -5, sleepAverage: 0 }))).toBe(
    'Its sleep average is 0 % of the highest, so it comes 5 after its nice value.',
  );
  expect(bonusSentence(task({ bonus: 4, sleepAverage: 9_700 }))).toContain('97 % of the highest, so it comes 4 before');
  expect(bonusSentence(task({ policy: 'fifo' }))).toContain('keeps its priority');
});

test('a priority is taken apart where the bonus of now made it', () => {
  expect(priorityWords(task({ priority: 116, bonus: 4 }))).toBe('116 = 120 − 4');
  expect(priorityWords(task({ priority: 125, bonus: -5 }))).toBe('125 = 120 + 5');
  expect(priorityWords(task({ priority: 115, bonus: 4 }))).toContain('when that was last reckoned');
});

test('a reason becomes a sentence once', () => {
  expect(asSentence('it woke')).toBe('It woke.');
  expect(asSentence('its slice was used up')).toBe('Its slice was used up.');
  expect(asSentence('It woke.')).toBe('It woke.');
  expect(asSentence('httpd, of better priority, took it')).toBe('httpd, of better priority, took it.');
});
