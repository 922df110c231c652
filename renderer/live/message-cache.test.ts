import { describe, expect, it } from 'vitest';
import type { MessagePage } from '../../shared/model/views.ts';
import { appendLines, keptLines } from './message-cache.ts';
import { eventNumbered } from './test-frames.ts';

const everything = { search: '', host: null };

const empty: MessagePage = { number: 10, atNs: 0, lines: [], total: 0, matching: 0 };

function logged(number: number, host: string, text: string) {
  return eventNumbered(number, {
    kind: 'message.logged',
    data: { host, module: 'unix', id: 1, level: 'warning', text },
  });
}

function extent(from: number, to: number, events: ReturnType<typeof logged>[]) {
  return { from, to, atNs: to, events };
}

describe('messages that grow with the frames', () => {
  it('gives a line that stands for others the date of the last of them', () => {
    const text = 'last message repeated 6 times';
    const repeated = eventNumbered(11, {
      kind: 'message.repeated',
      data: { host: 'a', times: 6, lastAtNs: 7, level: 'notice', text },
    });
    const page = appendLines(empty, everything, extent(11, 11, [repeated]));
    expect(page?.lines).toEqual([{ line: 1, number: 11, at: 7, host: 'a', level: 'notice', text }]);
  });

  it('adds the lines of a frame, numbered on from those that are there', () => {
    const events = [logged(11, 'a', 'one'), eventNumbered(12), logged(13, 'b', 'two\nthree')];
    const page = appendLines(empty, everything, extent(11, 13, events));
    expect(page?.lines.map(({ line, host, text }) => [line, host, text])).toEqual([
      [1, 'a', 'one'],
      [2, 'b', 'two'],
      [3, 'b', 'three'],
    ]);
    expect(page).toMatchObject({ number: 13, total: 3, matching: 3 });
  });

  it('counts lines that the filter holds back without showing them', () => {
    const events = [logged(11, 'a', 'UCC Event'), logged(12, 'b', 'ucc event'), logged(13, 'b', 'other')];
    const page = appendLines(empty, { search: 'UCC', host: 'b' }, extent(11, 13, events));
    expect(page?.lines.map(({ line, text }) => [line, text])).toEqual([[2, 'ucc event']]);
    expect(page).toMatchObject({ total: 3, matching: 1 });
  });

  it('adds nothing twice when the page was read after the frame was made', () => {
    const page = { ...empty, number: 12 };
    const grown = appendLines(page, everything, extent(11, 13, [logged(12, 'a', 'seen'), logged(13, 'a', 'new')]));
    expect(grown?.lines.map(({ text }) => text)).toEqual(['new']);
  });

  it('asks for the page to be read again when it does not reach up to the frame', () => {
    expect(appendLines(empty, everything, extent(12, 13, [logged(12, 'a', 'one')]))).toBeNull();
  });

  it('keeps the newest lines when there are too many', () => {
    const events = Array.from({ length: keptLines + 3 }, (_, index) => logged(11 + index, 'a', `line ${index}`));
    const page = appendLines(empty, everything, extent(11, 10 + events.length, events));
    expect(page?.lines).toHaveLength(keptLines);
    expect(page?.lines.at(0)?.line).toBe(4);
    expect(page?.lines.at(-1)?.line).toBe(keptLines + 3);
  });
});
