import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  bonusOf,
  effectivePriority,
  granularityTicks,
  interactiveDelta,
  interactiveSleepTicks,
  isInteractive,
  sliceOf,
  staticPriorityOf,
} from './priorities.ts';
import { schedulerProfiles, tableProfiles } from './profiles.ts';

const folder = new URL('../../../test/vectors/scheduler/', import.meta.url);
const profiles = new Map([...schedulerProfiles, ...tableProfiles].map((each) => [each.name, each]));

/** Rows of a table by the names in its first line. */
function readTable(name: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...rows] = readFileSync(new URL(name, folder), 'utf8').trim().split(/\r?\n/);
  const columns = head.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((value, index) => [columns[index], value])));
}

const profileOf = (row: Readonly<Record<string, string>>) => {
  const profile = profiles.get(row.profile ?? '');
  if (profile === undefined) throw new Error(`no profile ${row.profile}`);
  return profile;
};

describe('the tables', () => {
  test('SCH-1 SCH-2 slice, delta and what makes a task interactive, for every nice value of every profile', () => {
    const rows = readTable('per-nice.csv');
    expect(rows).toHaveLength(profiles.size * 40);
    for (const row of rows) {
      const profile = profileOf(row);
      const nice = Number(row.nice);
      const priority = staticPriorityOf(nice);
      const delta = interactiveDelta(profile, priority);
      const averages = Array.from({ length: profile.maximumSleepAverage + 1 }, (_, ticks) => ticks);
      const least = averages.find((ticks) =>
        isInteractive(profile, priority, effectivePriority(profile, priority, ticks)),
      );
      expect({
        static_prio: priority,
        timeslice_ticks: sliceOf(profile, priority),
        delta,
        can_ever_be_interactive: least === undefined ? 0 : 1,
        min_sleep_avg_ticks_for_interactive: least ?? '',
        interactive_sleep_ticks: profile.family === 'ns' ? interactiveSleepTicks(profile, priority) : '',
      }).toEqual({
        static_prio: Number(row.static_prio),
        timeslice_ticks: Number(row.timeslice_ticks),
        delta: Number(row.delta),
        can_ever_be_interactive: Number(row.can_ever_be_interactive),
        min_sleep_avg_ticks_for_interactive:
          row.min_sleep_avg_ticks_for_interactive === '' ? '' : Number(row.min_sleep_avg_ticks_for_interactive),
        interactive_sleep_ticks: row.interactive_sleep_ticks === '' ? '' : Number(row.interactive_sleep_ticks),
      });
    }
  });

  test('SCH-3 SCH-4 bonus, priority and granularity over the whole grid', () => {
    const rows = readTable('prio-table.csv');
    expect(rows.length).toBeGreaterThan(5000);
    for (const row of rows) {
      const profile = profileOf(row);
      const priority = staticPriorityOf(Number(row.nice));
      const average = Number(row.sleep_avg_ticks);
      const bonus = bonusOf(profile, average);
      const effective = effectivePriority(profile, priority, average);
      expect([
        bonus - 5,
        effective,
        sliceOf(profile, priority),
        sliceOf(profile, effective),
        isInteractive(profile, priority, effective) ? 1 : 0,
        granularityTicks(profile, bonus, 1),
      ]).toEqual([
        Number(row.bonus),
        Number(row.effective_prio),
        Number(row.timeslice_ticks),
        Number(row.timeslice_by_dynamic_prio_ticks),
        Number(row.task_interactive),
        Number(row.granularity_ticks_up),
      ]);
    }
  });
});
