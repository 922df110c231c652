import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { showToast, toasts, withdrawActions } from './toasts.ts';

beforeEach(() => {
  vi.useFakeTimers();
  toasts.set([]);
});
afterEach(() => {
  vi.useRealTimers();
});

const texts = (): string[] => toasts.get().map(({ text }) => text);
const undo = { label: 'Undo', take: () => undefined };

it('a newer toast about the same takes the place of the older, and of no other', () => {
  showToast({ kind: 'done', text: 'INC-1 acknowledged', about: 'INC-1', action: undo });
  showToast({ kind: 'done', text: 'INC-2 acknowledged', about: 'INC-2', action: undo });
  showToast({ kind: 'done', text: 'You are on call now' });
  showToast({ kind: 'done', text: 'INC-1 resolved', about: 'INC-1', action: undo });
  expect(texts()).toEqual(['INC-2 acknowledged', 'You are on call now', 'INC-1 resolved']);
});

it('toasts about nothing in particular stand beside each other, four at most, and leave by themselves', () => {
  for (const text of ['one', 'two', 'three', 'four', 'five']) showToast({ kind: 'problem', text });
  expect(texts()).toEqual(['two', 'three', 'four', 'five']);
  vi.advanceTimersByTime(8_000);
  expect(texts()).toEqual([]);
});

it('a way back is withdrawn with the end of the run', () => {
  showToast({ kind: 'done', text: 'INC-1 resolved', about: 'INC-1', action: undo });
  withdrawActions();
  expect(toasts.get()[0]?.action).toBeNull();
});
