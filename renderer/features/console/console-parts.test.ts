import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consoleLineSchema } from '../../../shared/model/drill.ts';
import type { AudienceEvent, EventKind } from '../../../shared/model/events.ts';
import { refusalIn, runningHost, signOf, stateAfter } from './host-state.ts';
import { setsIn } from './knowledge.ts';
import { lineLimit, problemOf, readPaste } from './pasted-lines.ts';
import { atDraft, type HistoryPlace, historyOf, newerLine, olderLine, searchBack } from './prompt-history.ts';
import { rowsOf } from './rows.ts';

const host = 'sf15k-domc';
const event = (number: number, kind: EventKind, data: AudienceEvent['data'] = {}): AudienceEvent => ({
  ...{ number, at: number * 1e9, kind, subject: host, causes: [] },
  data: { host, ...data },
});
const ran = (number: number, line: string, output = '', exit = 0, person = 'dana'): AudienceEvent =>
  event(number, 'console.ran', { line, output, exit, person });

describe('the history of a prompt', () => {
  const typed = (...lines: string[]) => lines.map((line, number) => ({ number, line, person: 'dana' }));

  test('a line right after itself is one', () => {
    expect(historyOf(typed('a', 'a', 'b', 'a')).map(({ line }) => line)).toEqual(['a', 'b', 'a']);
  });

  test('as many steps forward as back lead to what was being written', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), fc.nat({ max: 20 }), (lines, draft, steps) => {
        const history = historyOf(typed(...lines));
        let place: HistoryPlace = atDraft;
        let text = draft;
        let back = 0;
        for (let step = 0; step < steps; step += 1) {
          const moved = olderLine(history, place, text);
          if (moved === null) break;
          ({ place, text } = moved);
          back += 1;
          expect(text).toBe(history[history.length - back]?.line);
        }
        expect(back).toBe(Math.min(steps, history.length));
        for (; back > 0; back -= 1) {
          const moved = newerLine(history, place);
          if (moved === null) throw new Error('there is a way back');
          ({ place, text } = moved);
        }
        expect(text).toBe(draft);
        expect(newerLine(history, place)).toBeNull();
      }),
    );
  });

  test('a search finds the newest line with the text, then the one before it', () => {
    const history = historyOf(typed('psrinfo', 'psradm -f 64', 'psrinfo -v'));
    expect(searchBack(history, 'info', 3)).toBe(2);
    expect(searchBack(history, 'info', 2)).toBe(0);
    expect(searchBack(history, 'info', 0)).toBeNull();
    expect(searchBack(history, '', 3)).toBeNull();
  });
});

describe('a paste', () => {
  test('whatever it holds, its lines are such as a run takes, but for their length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
        const { lines } = readPaste(text);
        for (const line of lines) {
          expect(line.trim()).toBe(line);
          expect(consoleLineSchema.safeParse(line).success).toBe(problemOf(line) === null);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('is taken apart into lines, without what nobody can see', () => {
    expect(readPaste('psrinfo\r\n\n  psradm\t-f 64\u2028reboot')).toEqual({
      lines: ['psrinfo', 'psradm -f 64', 'reboot'],
      dropped: 0,
    });
    expect(readPaste('psr\u0007info \u{1f642}\ud83d')).toEqual({ lines: ['psrinfo \u{1f642}'], dropped: 2 });
    expect(problemOf('x'.repeat(10_000))).toMatch(/at most 512 characters; this one has 10000/);
    expect(problemOf(` ${'x'.repeat(lineLimit)} `)).toBeNull();
  });
});

describe('the scrollback', () => {
  test('has a line for what was typed, each line printed, and an exit code that is not 0', () => {
    const rows = rowsOf([ran(1, 'psrinfo -s 64', '1'), ran(2, 'psradm -f 99', 'a\nb\n', 1)], []);
    expect(rows.map(({ kind, text }) => [kind, text])).toEqual([
      ['typed', 'psrinfo -s 64'],
      ['output', '1'],
      ['typed', 'psradm -f 99'],
      ['output', 'a'],
      ['output', 'b'],
      ['exit', 'exit 1'],
    ]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  test('puts what the console answered itself where it was asked', () => {
    const answers = [
      { id: 1, after: 0, line: 'help', output: 'first' },
      { id: 2, after: 5, line: 'help', output: 'last' },
      { id: 3, after: 9, line: 'help', output: '' },
    ];
    const rows = rowsOf([ran(3, 'a'), ran(6, 'b')], answers);
    expect(rows.map(({ text }) => text)).toEqual(['help', 'first', 'a', 'help', 'last', 'b', 'help']);
  });

  test('shows the prompt that there was: the shell, the firmware, or none', () => {
    const entries = [
      ran(1, 'reboot'),
      event(2, 'host.went-down', { reason: 'rebooted by root', panicked: false }),
      ran(3, 'psrinfo', 'it takes no commands', 1),
      event(4, 'host.stopped', { problem: 'Cannot load drv/x' }),
      ran(5, 'boot -a'),
      event(6, 'host.booted', { platform: 'starcat', cpuType: 'US-III', release: 'solaris9', bootedAt: '' }),
      ran(7, 'psrinfo'),
    ];
    const signs = rowsOf(entries, []).flatMap((row) => (row.kind === 'typed' ? [row.sign] : []));
    expect(signs).toEqual([`${host}# `, '', 'ok ', `${host}# `]);
  });
});

test('a host that goes down is known with since when, until when, and why it does not come up', () => {
  const down = stateAfter(runningHost, event(5, 'host.went-down', { reason: 'panic: UE', panicked: true }));
  expect(refusalIn(host, runningHost)).toBeNull();
  expect(refusalIn(host, down)).toMatch(/sf15k-domc is going down: nobody reads/);
  const testing = stateAfter(down, event(6, 'host.phase-began', { phase: 'testing', untilNs: 9e9 }));
  expect(testing).toMatchObject({ prompt: 'none', phase: 'testing', downSinceNs: 5e9, untilNs: 9e9 });
  const stopped = stateAfter(testing, event(9, 'host.stopped', { problem: 'no such module' }));
  expect(stopped).toMatchObject({ prompt: 'firmware', downSinceNs: 5e9, untilNs: null, problem: 'no such module' });
  expect(signOf(host, stopped)).toBe('ok ');
  expect(stateAfter(stopped, event(10, 'message.logged'))).toBe(stopped);
  expect(stateAfter(stopped, event(11, 'host.booted'))).toEqual(runningHost);
});

test('processor sets are those that were made or listed, and neither removed nor forgotten by a boot', () => {
  const made = ran(1, 'psrset -c 64', 'created processor set 1\nprocessor 64: was not assigned, now 1');
  const listed = ran(2, 'psrset', 'user processor set 1: processor 64\nuser processor set 3: empty');
  const removed = ran(3, 'psrset -d 1', 'removed processor set 1');
  expect(setsIn([made, listed])).toEqual([1, 3]);
  expect(setsIn([made, listed, removed])).toEqual([3]);
  expect(setsIn([made, listed, event(4, 'host.booted')])).toEqual([]);
});
