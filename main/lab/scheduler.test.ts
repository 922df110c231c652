import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { labScheduler, type SchedulerDocument } from './scheduler.ts';

const folder = new URL('../../test/vectors/scheduler/', import.meta.url);
const files = readdirSync(folder).filter((file) => /^(trace|balance)-.*\.json$/.test(file));

interface Recorded {
  readonly results: Readonly<Record<string, Omit<SchedulerDocument, 'profile'>>>;
}

function documentOf(text: string, profile = 'seed-10s'): SchedulerDocument {
  const played = labScheduler(text, profile);
  if ('problem' in played) throw new Error(`${played.place}: ${played.problem}`);
  return played.document;
}

describe('the recorded traces', () => {
  for (const file of files) {
    const text = readFileSync(new URL(file, folder), 'utf8');
    for (const [profile, expected] of Object.entries((JSON.parse(text) as Recorded).results)) {
      test(`${file} under ${profile}`, () => {
        const { segments, ticks, events, snapshots, context_switches, cpu_us } = documentOf(text, profile);
        expect(segments).toEqual(expected.segments);
        expect(ticks).toEqual(expected.ticks);
        expect(snapshots).toEqual(expected.snapshots);
        expect(events).toEqual(expected.events);
        expect({ context_switches, cpu_us }).toEqual({
          context_switches: expected.context_switches,
          cpu_us: expected.cpu_us,
        });
      });
    }
  }
});

const spawn = (task: string, program: unknown, more: object = {}): object => ({
  t_us: 0,
  type: 'spawn',
  task,
  program,
  ...more,
});
const workload = (events: readonly object[], more: object = {}): string =>
  JSON.stringify({ cpus: 1, until_us: 10_000, workload: events, ...more });

describe('what is refused', () => {
  const hog = [['hog']];
  const cases: readonly (readonly [what: string, text: string, problem: string])[] = [
    ['no JSON', '{', 'line 1: no JSON from here on'],
    ['no processors', workload([], { cpus: 0 }), 'cpus: 0 does not fit'],
    [
      'a task that is not there',
      workload([{ t_us: 5, type: 'nice', task: 'b', nice: 3 }]),
      'workload[0].task: no task b',
    ],
    [
      'a queue from which nobody takes',
      workload([spawn('a', [['post', 'q', 1, 1]])]),
      'workload[0].program[0][1]: no task takes from a queue q',
    ],
    [
      'a post to such a queue',
      workload([{ t_us: 0, type: 'post', queue: 'q', tokens: 1, nr: 1 }]),
      'workload[0].queue: no task takes',
    ],
    [
      'a processor that is not there',
      workload([spawn('a', hog, { cpu: 1 })]),
      'workload[0].cpu: there is no processor 1',
    ],
    [
      'an allowed one that is not there',
      workload([spawn('a', hog, { allowed: [0, 7] })]),
      'workload[0].allowed[1]: there is no processor 7',
    ],
    ['a negative burst', workload([spawn('a', [['run', -5]])]), 'workload[0].program[0]: ["run",-5] does not fit'],
    ['a word that is no step', workload([spawn('a', [['jump', 5]])]), 'workload[0].program[0]: no step of a program'],
    [
      'a loop out of the program',
      workload([spawn('a', [['loop', 4, 0]])]),
      'workload[0].program[0]: ["loop",4,0] does not fit',
    ],
    [
      'a nice value out of range',
      workload([spawn('a', hog, { nice: 20 })]),
      'workload[0].nice: 20 does not fit, expected at most 19',
    ],
    [
      'a real-time task without priority',
      workload([spawn('a', hog, { policy: 'RR' })]),
      'workload[0].rt_priority: 0 does not fit, expected 1 to 99',
    ],
    ['a field that is unknown', workload([spawn('a', hog, { niceness: 1 })]), 'workload[0].niceness: unknown field'],
    [
      'the last processor',
      workload([{ t_us: 0, type: 'offline', cpu: 0 }]),
      'workload[0].cpu: the last processor stays on-line',
    ],
    [
      'events out of order',
      workload([spawn('a', hog, { t_us: 7 }), spawn('b', hog)]),
      'workload[1].t_us: earlier than the event before it',
    ],
    ['an unknown constant', workload([], { overrides: { HZ: 100 } }), 'overrides.HZ: '],
    ['a program that never runs', workload([spawn('a', [['yield'], ['loop', 0, 0]])]), ': the program goes round here'],
    [
      'a fork that never runs',
      workload([spawn('a', [['fork', { name: 'b', program: [['loop', 0, 0]] }], ['hog']])]),
      'workload[0].program[0][1].program[0]: the program goes round here',
    ],
  ];
  for (const [what, text, problem] of cases) {
    test(what, () => {
      const played = labScheduler(text, 'seed-10s');
      if (!('problem' in played)) throw new Error('it was accepted');
      expect(`${played.place}: ${played.problem}`).toContain(problem);
      expect(played.problem).not.toContain('\n');
    });
  }

  test('what comes to too much', () => {
    const text = workload(
      [
        spawn('a', [
          ['run', 1],
          ['sleep', 1],
          ['loop', 0, 0],
        ]),
      ],
      { until_us: 1_000_000 },
    );
    expect(labScheduler(text, 'seed-10s', 100)).toMatchObject({ place: 'until_us' });
  });

  test('a task that forks without end', () => {
    const child = { name: 'b', program: [['run', 100]] };
    const text = workload(
      [
        spawn('a', [
          ['run', 1],
          ['fork', child],
          ['loop', 0, 0],
        ]),
      ],
      { until_us: 3_600_000_000 },
    );
    expect(labScheduler(text, 'seed-10s', 20_000)).toMatchObject({ place: 'until_us' });
  });
});
