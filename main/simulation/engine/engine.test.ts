import { describe, expect, it } from 'vitest';
import type { CommandKind } from '../../../shared/model/commands.ts';
import type { LoggedEvent } from '../../../shared/model/events.ts';
import { Engine } from './engine.ts';
import { toyCommand } from './toy-world.ts';

const start = { title: 'Test', seed: 1, startsAt: '2003-10-23T11:00:00Z', zone: 'UTC' };
const count = { host: 'a', processor: 0, count: 1, limit: 2, windowNs: 3 };
const unlimited = Number.POSITIVE_INFINITY;

function started(): Engine {
  const engine = new Engine({ seed: 1 });
  engine.append('run.started', 'run', start, []);
  return engine;
}

describe('Engine', () => {
  it('calls handlers by time and then by order of scheduling, those scheduled for now after all others', () => {
    const engine = new Engine({ seed: 1 });
    const calls: string[] = [];
    const first = engine.handler('first', (payload) => {
      calls.push(`first ${payload} at ${engine.nowNs}`);
      if (payload === 1) engine.schedule(engine.nowNs, second, 9);
    });
    const second = engine.handler('second', (payload) => {
      calls.push(`second ${payload} at ${engine.nowNs}`);
    });
    engine.schedule(20, second, 5);
    engine.schedule(10, first, 1);
    engine.schedule(10, second, 2);
    expect(engine.nextAtNs()).toBe(10);
    expect(engine.advance(19, unlimited)).toBe(true);
    expect(calls).toEqual(['first 1 at 10', 'second 2 at 10', 'second 9 at 10']);
    expect(engine.nowNs).toBe(19);
    engine.advance(20, unlimited);
    expect(calls.at(-1)).toBe('second 5 at 20');
    expect(engine.nextAtNs()).toBe(unlimited);
  });

  it('stops once the outbox is full, with the clock at what has happened', () => {
    const engine = started();
    const again = engine.handler('again', () => {
      engine.append('serd.counted', 'a', count, [1]);
      engine.schedule(engine.nowNs + 10, again, 0);
    });
    engine.schedule(10, again, 0);
    expect(engine.advance(1_000, 3)).toBe(false);
    expect([engine.events, engine.nowNs]).toEqual([3, 20]);
    expect(engine.take(2).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(engine.advance(1_000, 3)).toBe(false);
    expect([engine.events, engine.nowNs]).toEqual([5, 40]);
    expect(engine.take(500)).toHaveLength(3);
    expect(engine.advance(45, 3)).toBe(true);
    expect(engine.nowNs).toBe(45);
  });

  it('runs listeners at once and in order of registration, with their own events in the middle', () => {
    const engine = started();
    const order: string[] = [];
    engine.on('serd.counted', (event) => {
      order.push('first');
      engine.append('serd.fired', 'a', count, [event.seq]);
    });
    engine.on('serd.fired', () => order.push('fired'));
    engine.on('serd.counted', (event) => order.push(`second ${event.seq} ${event.data.count}`));
    expect(engine.append('serd.counted', 'a', count, [1])).toBe(2);
    expect(order).toEqual(['first', 'fired', 'second 2 1']);
    expect(engine.take(10).map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'run.started'],
      [2, 'serd.counted'],
      [3, 'serd.fired'],
    ]);
  });

  it('breaks a circle of listeners', () => {
    const engine = started();
    engine.on('serd.counted', ({ seq }) => void engine.append('serd.counted', 'a', count, [seq]));
    expect(() => engine.append('serd.counted', 'a', count, [1])).toThrow('circle');
  });

  it('applies a command between what is due now and what it makes due now', () => {
    const engine = started();
    const write = engine.handler('write', (payload) => {
      engine.append('serd.counted', 'a', { ...count, count: payload }, [1]);
    });
    engine.onCommand('incident.note', ({ actor, command }, cause) => {
      if (command.kind !== 'incident.note' || command.text === 'refuse') return 'No.';
      engine.schedule(engine.nowNs, write, 3);
      engine.append('incident.noted', command.incident, { incident: 'INC-1', person: actor, text: command.text }, [
        cause,
      ]);
      return null;
    });
    engine.advance(50, unlimited);
    engine.schedule(50, write, 1);
    engine.schedule(50, write, 2);
    engine.apply(toyCommand(1, 50, 'look'));
    engine.apply(toyCommand(2, 50, 'refuse'));
    const told = engine
      .take(20)
      .slice(1)
      .map(({ kind, subject, causes, data }) => ({ kind, subject, causes, data }));
    expect(told.map(({ kind }) => kind)).toEqual([
      'serd.counted',
      'serd.counted',
      'command.applied',
      'incident.noted',
      'serd.counted',
      'command.applied',
      'command.refused',
    ]);
    expect(told[2]).toEqual({
      kind: 'command.applied',
      subject: 'INC-1',
      causes: [],
      data: { number: 1, actor: 'ann', role: 'responder', command: 'incident.note', incident: 'INC-1' },
    });
    expect(told[3]?.causes).toEqual([4]);
    expect(told[6]).toEqual({
      kind: 'command.refused',
      subject: 'INC-1',
      causes: [7],
      data: { number: 2, actor: 'ann', command: 'incident.note', incident: 'INC-1', problem: 'No.' },
    });
    expect(() => engine.apply(toyCommand(3, 49, 'late'))).toThrow('applied now');
  });

  it('lets nothing happen after the end', () => {
    const engine = started();
    const again = engine.handler('again', () => engine.append('serd.counted', 'a', count, [1]));
    const end = engine.handler('end', () => engine.append('run.ended', 'run', { reason: 'done' }, [1]));
    engine.schedule(10, end, 0);
    engine.schedule(10, again, 0);
    engine.schedule(20, again, 0);
    expect(engine.advance(100, unlimited)).toBe(true);
    expect([engine.ended, engine.events, engine.nowNs, engine.nextAtNs()]).toEqual([true, 2, 10, unlimited]);
    expect(() => engine.append('serd.counted', 'a', count, [1])).toThrow('after the end');
    expect(() => engine.apply(toyCommand(1, 10, 'late'))).toThrow('before the end');
  });

  it('refuses what would break the order of time', () => {
    const engine = started();
    const handler = engine.handler('only', () => {});
    engine.advance(100, unlimited);
    expect(() => engine.schedule(99, handler, 0)).toThrow('now or later');
    expect(() => engine.schedule(100.5, handler, 0)).toThrow('whole nanosecond');
    expect(() => engine.schedule(100, handler, -1)).toThrow('payload');
    expect(() => engine.schedule(100, handler, 2 ** 31)).toThrow('payload');
    expect(() => engine.advance(99, unlimited)).toThrow('forward');
    expect(() => engine.advance(unlimited, unlimited)).toThrow('whole nanoseconds');
    expect(() => engine.handler('only', () => {})).toThrow('once');
  });

  it('offers views and refuses one that no room offers', () => {
    const engine = started();
    engine.registerView('length', (subject) => subject.length);
    expect(engine.view('length', 'abc')).toBe(3);
    expect(() => engine.view('width', 'abc')).toThrow('offers this view');
    expect(() => engine.registerView('length', () => null)).toThrow('once');
  });

  it('restores only into a world with the same handlers and rooms, before it starts', () => {
    const build = (names: readonly string[], rooms: readonly string[]): Engine => {
      const engine = new Engine({ seed: 1 });
      for (const name of names) engine.handler(name, () => {});
      for (const name of rooms) engine.register({ name, save: () => null, restore: () => {} });
      return engine;
    };
    const saved = build(['a', 'b'], ['room']);
    saved.append('run.started', 'run', start, []);
    const state = saved.save();
    const restored = build(['a', 'b'], ['room']);
    restored.restore(state);
    expect([restored.events, restored.digest()]).toEqual([1, saved.digest()]);
    expect(() => build(['b', 'a'], ['room']).restore(state)).toThrow('same handlers');
    expect(() => build(['a', 'b'], []).restore(state)).toThrow('same rooms');
    expect(() => build(['a', 'b'], ['other']).restore(state)).toThrow('same rooms');
    expect(() => saved.restore(state)).toThrow('before it starts');
    expect(() => build(['a', 'b'], ['room']).restore({ ...state, digest: '0'.repeat(16) })).toThrow('digest');
  });

  it('has one handler a command', () => {
    const engine = started();
    const kind: CommandKind = 'incident.note';
    expect(() => engine.apply(toyCommand(1, 0, 'nobody'))).toThrow('handles this command');
    engine.onCommand(kind, () => null);
    expect(() => engine.onCommand(kind, () => null)).toThrow('one handler');
  });

  it('gives listeners the very event that is logged', () => {
    const engine = started();
    const heard: LoggedEvent[] = [];
    engine.on('serd.counted', (event) => heard.push(event));
    engine.append('serd.counted', 'a', count, [1]);
    expect(engine.take(10)[1]).toBe(heard[0]);
  });
});
