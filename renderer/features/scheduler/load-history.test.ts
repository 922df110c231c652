import { expect, test } from 'vitest';
import { secondNs } from '../../../shared/lib/time.ts';
import { LoadHistory, mostSamples } from './load-history.ts';
import { processor, view, waitingTask } from './test-views.ts';

const look = (seconds: number, busySeconds: number, onLine = 2) =>
  view({
    atNs: seconds * secondNs,
    processors: [processor({ busyNs: busySeconds * secondNs }), processor({ processor: 65, onLine: onLine === 2 })],
    tasks: [waitingTask(1, 0)],
  });

test('a sample is the share of the processors on-line since the look before', () => {
  const history = new LoadHistory();
  history.add(look(10, 5));
  expect(history.samples).toEqual([]);
  history.add(look(12, 7));
  history.add(look(12, 7));
  history.add(look(16, 9, 1));
  expect(history.samples).toEqual([
    { atNs: 12 * secondNs, busy: 0.5, waiting: 1 },
    { atNs: 16 * secondNs, busy: 0.5, waiting: 1 },
  ]);
});

test('a host that was down or has booted anew begins anew', () => {
  const history = new LoadHistory();
  history.add(look(10, 5));
  history.add(view({ atNs: 11 * secondNs, up: false }));
  history.add(look(30, 1));
  expect(history.samples).toEqual([]);
  history.add(look(31, 2));
  history.add(look(40, 0));
  expect(history.samples).toHaveLength(1);
});

test('it is bounded', () => {
  const history = new LoadHistory();
  for (let second = 0; second < mostSamples + 50; second += 1) history.add(look(second, second));
  expect(history.samples).toHaveLength(mostSamples);
});
