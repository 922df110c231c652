import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EndlessProgram } from './host-scheduler.ts';
import { device, forEver, hog, PlayedHost, profileNamed, run, sleep } from './played-host.ts';
import { RunQueues } from './run-queues.ts';
import { TaskTable, taskPolicy } from './task-table.ts';

describe('numbers', () => {
  test('SCH-5: half of the highest sleep average is five seconds, or five ticks', () => {
    const long = new PlayedHost('seed-10s');
    const short = new PlayedHost('seed-10ms');
    expect(long.task(long.spawn(0, 'a', hog, { sleepAveragePermille: 500 })).sleepAverage).toBe(5000);
    expect(short.task(short.spawn(0, 'a', hog, { sleepAveragePermille: 500 })).sleepAverage).toBe(5);
  });

  test('SCH-6: the best priority of an array is that of its best task, whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(139), fc.boolean()), { maxLength: 200 }), (steps) => {
        const tasks = new TaskTable();
        const queues = new RunQueues(1, tasks);
        const inside: number[] = [];
        for (const [priority, leaves] of steps) {
          const last = leaves ? inside.shift() : undefined;
          if (last !== undefined) {
            queues.dequeue(last);
          } else {
            const task = tasks.add();
            tasks.priority[task] = priority;
            queues.enqueue(task, 0, 0);
            inside.push(task);
          }
          const best = Math.min(140, ...inside.map((task) => tasks.priority[task] as number));
          expect(queues.best(0, 0)).toBe(best);
          expect(queues.count(0, 0)).toBe(inside.length);
        }
      }),
    );
  });
});

describe('ticks', () => {
  test('SCH-7: who runs between ticks is never charged, who runs at one is charged for all of it', () => {
    const host = new PlayedHost();
    const thief = host.spawn(0.1, 'thief', [run(0.8), sleep(1), run(0.8), sleep(1)]);
    const victim = host.spawn(5.9, 'victim', [run(0.2), sleep(100)]);
    host.until(10);
    expect(host.task(thief).slice).toBe(102);
    expect(host.task(victim).slice).toBe(101);
  });

  test('SCH-8: a hog goes to the expired array, an interactive task goes on', () => {
    const host = new PlayedHost();
    host.spawn(0, 'a', hog, { sleepAveragePermille: 1000 });
    host.spawn(0, 'b', hog);
    host.until(103);
    expect(host.said('expire')).toEqual(['102 expire a to active']);
    host.until(10_000);
    expect(host.said('expire b')[0]).toMatch(/ expire b to expired$/);
  });

  test('SCH-9: after the limit times the tasks of the processor an interactive task has to wait too', () => {
    const profile = { ...profileNamed('seed-10s'), starvationLimit: 100 };
    const host = new PlayedHost(profile);
    host.spawn(0, 'hog', hog);
    host.until(50);
    const liked = { sleepAveragePermille: 1000, nice: -10 };
    host.spawn(102, 'liked', hog, liked);
    host.until(1000);
    const expiries = host.said('expire liked');
    expect(expiries.some((each) => each.endsWith('to active'))).toBe(true);
    expect(expiries.some((each) => each.endsWith('to expired'))).toBe(true);
  });

  test('SCH-9: from 2.6.8 on who has a worse nice value than the best that has expired waits as well', () => {
    const expiriesOfB = (profile: string): string[] => {
      const host = new PlayedHost(profile);
      host.spawn(0, 'a', hog, { nice: -5 });
      host.spawn(0, 'c', hog, { nice: 19 });
      host.spawn(130, 'b', hog, { nice: 0, sleepAveragePermille: 1000 });
      return host.until(240).said('expire b');
    };
    expect(expiriesOfB('linux-2.6.0')).toEqual(['232 expire b to active']);
    expect(expiriesOfB('linux-2.6.8')).toEqual(['232 expire b to expired']);
  });

  test('SCH-10: FIFO runs until it lets go, RR by slices', () => {
    const host = new PlayedHost();
    const realTime = { realTimePriority: 5 };
    host.spawn(0, 'r1', [run(150)], { ...realTime, policy: taskPolicy.roundRobin });
    host.spawn(0, 'r2', [run(150)], { ...realTime, policy: taskPolicy.roundRobin });
    host.spawn(0, 'normal', hog);
    host.spawn(400, 'f', [run(500)], { ...realTime, policy: taskPolicy.fifo });
    host.until(1000);
    expect(host.said(' on 0').slice(0, 6)).toEqual([
      '0-102 r1 on 0',
      '102-204 r2 on 0',
      '204-252 r1 on 0',
      '252-300 r2 on 0',
      '300-400 normal on 0',
      '400-900 f on 0',
    ]);
  });

  test('SCH-11: arrays are swapped when the active one is empty; who idles forgets the first expiry', () => {
    const host = new PlayedHost();
    host.spawn(0, 'a', [run(150)]);
    host.until(120);
    expect(host.said('swap')).toEqual(['102 swap on 0']);
    host.until(200);
    expect(host.host.core.queues.expiredAt[0]).toBe(0);
    host.spawn(200, 'b', hog);
    host.spawn(200, 'c', hog);
    host.until(303);
    expect(host.host.core.queues.expiredAt[0]).toBe(302);
  });
});

describe('sleep and wake-up', () => {
  test('SCH-12: ticks that run take from the average, ticks that sleep but one add to it', () => {
    const host = new PlayedHost();
    const task = host.spawn(0, 'a', [run(20.5), sleep(50), ...hog], { sleepAveragePermille: 10 });
    expect(host.until(20.2).task(task).sleepAverage).toBe(80);
    expect(host.until(70.1).task(task).sleepAverage).toBe(80 + 49);
  });

  test('SCH-13: a sync wake-up counts no sleep and preempts nobody', () => {
    const played = (sync: boolean): { readonly average: number; readonly first: string | undefined } => {
      const host = new PlayedHost();
      const waiter = host.spawn(0, 'w', [{ kind: 'take', queue: 0, exclusive: true }, run(5)], { nice: -5 });
      host.spawn(1, 'p', [run(100), { kind: 'post', queue: 0, tokens: 1, wakes: 1, sync }, run(50)]);
      host.until(120);
      return { average: host.task(waiter).sleepAverage, first: host.said('w on 0')[0] };
    };
    expect(played(false)).toMatchObject({ first: '101-106 w on 0' });
    expect(played(false).average).toBeGreaterThan(90);
    // It has to wait until the other one's slice is up.
    expect(played(true)).toEqual({ average: 0, first: '103-108 w on 0' });
  });

  test('SCH-14: a long sleep lifts the average to 918 ms, one without interruption no further than to interactive', () => {
    const after = (program: Parameters<PlayedHost['spawn']>[2]): number => {
      const host = new PlayedHost('linux-2.6.8');
      const task = host.spawn(0, 'a', program);
      return host.until(2000).task(task).sleepAverage;
    };
    expect(after([run(0.5), sleep(1000), ...hog])).toBeLessThanOrEqual(918_000_000);
    const atWake = (program: Parameters<PlayedHost['spawn']>[2]): number => {
      const host = new PlayedHost('linux-2.6.8');
      const task = host.spawn(0, 'a', program);
      return host.until(1001).task(task).sleepAverage;
    };
    expect(atWake([run(0.5), sleep(1000), ...hog])).toBe(918_000_000);
    expect(atWake([run(0.5), device(1000), ...hog])).toBe(815_000_000);
    expect(atWake([run(0.5), device(1000, true), ...hog])).toBe(918_000_000);
  });

  test('SCH-15: the wait on the run queue is sleep too, all of it after an interrupt', () => {
    const waited = (fromTask: boolean): number => {
      const host = new PlayedHost('linux-2.6.0');
      const take = { kind: 'take', queue: 0, exclusive: true } as const;
      const waiter = host.spawn(0, 'w', [take, ...hog], { nice: 5 });
      const post = { kind: 'post', queue: 0, tokens: 1, wakes: 1, sync: false } as const;
      host.spawn(1, 'p', fromTask ? [run(2), post, run(90)] : [run(92)]);
      if (!fromTask) host.act(3, () => host.host.post(0, 1, 1));
      return host.until(94).task(waiter).sleepAverage;
    };
    expect(waited(false)).toBeGreaterThan(2 * waited(true));
  });

  test('SCH-16: who never sleeps long loses credit at every switch, down to where nobody counts', () => {
    const host = new PlayedHost('linux-2.6.0');
    const a = host.spawn(0, 'a', hog);
    host.spawn(0, 'b', hog);
    host.until(102 * 400);
    expect(host.host.core.tasks.credit[a]).toBe(-101);
    const known = new PlayedHost('linux-2.6.0');
    const sleeper = known.spawn(0, 's', [run(0.5), sleep(1000), forEver]);
    expect(known.until(150_000).host.core.tasks.credit[sleeper]).toBe(101);
  });

  test('SCH-17: a woken task takes the processor only if it is strictly better', () => {
    const host = new PlayedHost();
    host.spawn(0, 'a', hog, { nice: 0 });
    host.spawn(0, 'same', [sleep(10), run(1)], { nice: 0 });
    host.spawn(0, 'better', [sleep(20), run(1)], { nice: -1 });
    host.until(102);
    expect(host.said('better on')).toContain('20-21 better on 0');
    expect(host.said('same on')).toEqual([]);
  });
});

describe('tasks come and go', () => {
  const child = { kind: 'fork', name: 'child', program: hog } as const;

  test('SCH-18: the odd tick of the slice goes to the child, which runs first', () => {
    const host = new PlayedHost();
    const parent = host.spawn(0, 'p', [run(1.5), child, ...hog]);
    host.until(1.6);
    expect([host.task(parent).slice, host.task(parent + 1).slice]).toEqual([50, 51]);
    expect(host.host.core.queues.current[0]).toBe(parent + 1);
  });

  test('SCH-18: a parent with one tick left uses it up in forking', () => {
    const host = new PlayedHost();
    const parent = host.spawn(0, 'p', [run(101.5), child, ...hog]);
    host.until(101.6);
    expect(host.said('expire p')).toEqual(['101.5 expire p to expired']);
    expect(host.task(parent).slice).toBe(102);
    expect(host.task(parent + 1).slice).toBe(1);
  });

  test('SCH-19: a child starts with half the average, or 95 % in whole steps', () => {
    const averages = (profile: string): number[] => {
      const host = new PlayedHost(profile);
      const parent = host.spawn(0, 'p', [run(0.5), child, ...hog], { sleepAveragePermille: 800 });
      host.until(0.6);
      return [host.task(parent).sleepAverage, host.task(parent + 1).sleepAverage];
    };
    expect(averages('seed-10s')).toEqual([8000, 4000]);
    expect(averages('linux-2.6.8')).toEqual([816_000_000 - 500_000, 714_000_000]);
  });

  test('SCH-20: a short child gives its slice back and costs its parent sleep', () => {
    const host = new PlayedHost();
    const short = { kind: 'fork', name: 'child', program: [run(4)] } as const;
    const parent = host.spawn(0, 'p', [run(2.5), short, ...hog], { sleepAveragePermille: 400 });
    host.until(2.6);
    const between = host.task(parent);
    host.until(6.7);
    const { slice, sleepAverage } = host.task(parent);
    expect([between.slice, slice]).toEqual([50, 50 + 50 - 4]);
    expect([between.sleepAverage, sleepAverage]).toEqual([3998, Math.floor((3 * 3998 + 1999 - 4) / 4)]);
  });

  test('SCH-21: a new nice value drops the bonus; in 2.5.7x nobody looks around but who runs', () => {
    const played = (profile: string): { readonly priority: number; readonly said: readonly string[] } => {
      const host = new PlayedHost(profile);
      host.spawn(0, 'a', hog);
      const waiting = host.spawn(0, 'b', hog, { sleepAveragePermille: 500 });
      host.act(5, () => host.host.renice(waiting, -10));
      host.until(50);
      return { priority: host.task(waiting).priority, said: host.said('a on 0') };
    };
    expect(played('seed-10s').priority).toBe(110);
    expect(played('linux-2.6.0').priority).toBe(110);
  });

  test('SCH-22: who yields goes behind all, a real-time task behind its equals', () => {
    const host = new PlayedHost();
    host.spawn(0, 'a', [run(10), { kind: 'yield' }, ...hog]);
    host.spawn(0, 'b', hog);
    host.until(150);
    expect(host.said('a on 0', 'b on 0')).toEqual(['0-10 a on 0', '10-112 b on 0']);
    expect(host.said('swap')).toEqual(['112 swap on 0']);
  });
});

describe('waiting for tokens', () => {
  const take = (exclusive: boolean): { kind: 'take'; queue: number; exclusive: boolean } => ({
    kind: 'take',
    queue: 0,
    exclusive,
  });

  test('SCH-23 SCH-24: plain waiters from the last, then one exclusive one, the first; who is late waits again', () => {
    const host = new PlayedHost();
    for (const name of ['e1', 'e2']) host.spawn(1, name, [take(true), run(1)]);
    for (const name of ['p1', 'p2']) host.spawn(2, name, [take(false), run(1)]);
    host.act(10, () => host.host.post(0, 1, 1));
    host.until(20);
    expect(host.said('wake', 'in vain')).toEqual([
      ...['10 wake p2', '10 wake p1', '10 wake e1'],
      ...['11 in vain p1', '11 in vain e1'],
    ]);
    host.act(30, () => host.host.post(0, 5, 0));
    host.until(40);
    expect(host.said('30 wake')).toEqual(['30 wake p1', '30 wake e2', '30 wake e1']);
  });
});

describe('load balance', () => {
  test('SCH-25: a processor that runs out of tasks takes one at once', () => {
    const host = new PlayedHost('seed-10s', 2);
    for (const name of ['a', 'b', 'c']) host.spawn(0, name, hog, { processor: 0, allowed: [0] });
    host.spawn(0, 'd', hog, { processor: 0 });
    host.spawn(0, 'e', [run(50.5)], { processor: 1, allowed: [1] });
    expect(host.until(60).said('pull')).toEqual(['50.5 pull d from 0 to 1']);
  });

  test('SCH-26: five against one moves at tick 400, for the first look only remembers', () => {
    const host = new PlayedHost('seed-10s', 2);
    for (const name of ['a', 'b', 'c', 'd', 'e']) host.spawn(0, name, hog, { processor: 0 });
    host.spawn(0, 'f', hog, { processor: 1 });
    expect(
      host
        .until(500)
        .said('pull')
        .map((each) => each.split(' ')[0]),
    ).toEqual(['400', '400']);
  });

  test('SCH-27: 2.6.0 against two pulls all it can where 2.5.7x pulls nothing', () => {
    const pulls = (profile: string): number => {
      const host = new PlayedHost(profile, 2);
      for (const name of ['a', 'b']) host.spawn(0, name, hog, { processor: 0 });
      host.spawn(0, 'c', hog, { processor: 1 });
      return host.until(2000).said('pull').length;
    };
    expect(pulls('seed-10s')).toBe(0);
    expect(pulls('linux-2.6.0')).toBeGreaterThan(0);
  });

  test('SCH-28: neither running tasks, nor those that may not come, nor those that ran just now', () => {
    const host = new PlayedHost('seed-10s', 2);
    host.spawn(0, 'stays', hog, { processor: 0, allowed: [0] });
    host.spawn(0, 'runs', hog, { processor: 0, nice: -10 });
    host.until(90);
    expect(host.said('pull')).toEqual([]);
    const hot = new PlayedHost('seed-10s', 2);
    hot.spawn(0, 'a', hog, { processor: 0 });
    hot.spawn(0, 'b', hog, { processor: 0 });
    expect(hot.until(20).said('pull')).toEqual(['3 pull b from 0 to 1']);
  });

  test('SCH-29: tasks of a processor that goes off-line go where they may, or anywhere', () => {
    const host = new PlayedHost('seed-10s', 3);
    host.spawn(0, 'a', hog, { processor: 2, allowed: [1, 2] });
    host.spawn(0, 'b', hog, { processor: 2, allowed: [2] });
    host.spawn(0, 'c', [sleep(500), ...hog], { processor: 2 });
    host.act(1.5, () => host.host.takeOffLine(2));
    host.until(600);
    expect(host.said('rehome')).toEqual([
      '1.5 rehome a from 2 to 1',
      '1.5 rehome b from 2 to 0 broken',
      '1.5 rehome c from 2 to 0',
    ]);
    expect(host.said(' on 2').every((each) => each.startsWith('0-'))).toBe(true);
  });
});

describe('time', () => {
  test('SCH-30: a tick charges before timers wake, and timers wake before anybody acts from outside', () => {
    const host = new PlayedHost();
    const runner = host.spawn(0, 'runner', hog);
    host.spawn(0.2, 'sleeper', [sleep(5), run(1)], { nice: -5 });
    host.act(5, () => host.host.renice(runner, 5));
    host.until(5.5);
    expect(host.said('5 ')).toEqual(expect.arrayContaining(['5 wake sleeper', '5 nice runner 5']));
    expect(host.words.indexOf('5 wake sleeper')).toBeLessThan(host.words.indexOf('5 nice runner 5'));
    expect(host.task(runner).slice).toBe(102 - 5);
  });

  test('SCH-32: a program that goes round without using time is stopped', () => {
    const host = new PlayedHost();
    expect(() => host.spawn(0, 'a', [{ kind: 'yield' }, forEver])).toThrow(EndlessProgram);
  });
});
