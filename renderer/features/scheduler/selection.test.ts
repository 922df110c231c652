import { expect, test } from 'vitest';
import { selectedIn, stepIn } from './selection.ts';
import { processor, task, view } from './test-views.ts';

const seen = view({
  processors: [processor({}), processor({ processor: 65, queued: 3 }), processor({ processor: 66, queued: 1 })],
  tasks: [task({ task: 7 })],
});

test('what was chosen is selected while it is there, else the processor most waited for', () => {
  expect(selectedIn(seen, null).processor?.processor).toBe(65);
  expect(selectedIn(seen, { kind: 'processor', processor: 66 }).processor?.processor).toBe(66);
  expect(selectedIn(seen, { kind: 'processor', processor: 99 }).processor?.processor).toBe(65);
  expect(selectedIn(seen, { kind: 'task', task: 7 })).toEqual({ processor: null, task: seen.tasks[0] });
  expect(selectedIn(seen, { kind: 'task', task: 8 })).toEqual({ processor: seen.processors[1], task: null });
  expect(selectedIn(view({}), null)).toEqual({ processor: null, task: null });
});

test('a step stops at both ends, and begins at the first', () => {
  const is = (wanted: string) => (item: string) => item === wanted;
  expect(stepIn(['a', 'b', 'c'], is('a'), 1)).toBe('b');
  expect(stepIn(['a', 'b', 'c'], is('a'), -1)).toBe('a');
  expect(stepIn(['a', 'b', 'c'], is('c'), 1)).toBe('c');
  expect(stepIn(['a', 'b', 'c'], is('x'), 1)).toBe('a');
  expect(stepIn([], is('x'), 1)).toBeNull();
});
