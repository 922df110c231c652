import { describe, expect, it } from 'vitest';
import { Refresher } from './refresher.ts';

/** A refresher whose readings end when the test says so. */
function harness() {
  const readings: { key: string; end: () => void }[] = [];
  const refresher = new Refresher({
    read: (key) => new Promise((resolve) => readings.push({ key: String(key), end: resolve })),
    wait: () => Promise.resolve(),
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return { readings, refresher, settle };
}

describe('re-reading stale views', () => {
  it('reads once more what turned stale while it was being read, however often that was', async () => {
    const { readings, refresher, settle } = harness();
    refresher.refresh(['pager']);
    for (let count = 0; count < 20; count += 1) refresher.refresh(['pager']);
    expect(readings).toHaveLength(1);
    readings[0]?.end();
    await settle();
    expect(readings).toHaveLength(2);
    readings[1]?.end();
    await settle();
    expect(readings).toHaveLength(2);
  });

  it('reads again later, and other views beside it', async () => {
    const { readings, refresher, settle } = harness();
    refresher.refresh(['pager']);
    refresher.refresh(['fleet']);
    expect(readings.map(({ key }) => key)).toEqual(['pager', 'fleet']);
    readings[0]?.end();
    await settle();
    refresher.refresh(['pager']);
    expect(readings.map(({ key }) => key)).toEqual(['pager', 'fleet', 'pager']);
  });
});
