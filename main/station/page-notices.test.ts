import { describe, expect, test } from 'vitest';
import type { LoggedEvent } from '../../shared/model/events.ts';
import type { Role } from '../../shared/model/ids.ts';
import { notifyOfPages } from './page-notices.ts';
import type { StationSession } from './sessions.ts';
import type { PageNotice } from './shell.ts';

interface Console {
  readonly session: StationSession;
  readonly pages: PageNotice[];
}

function makeConsole(person: string, role: Role): Console {
  const pages: PageNotice[] = [];
  const notify = (page: PageNotice) => pages.push(page) > 0;
  return { pages, session: { person, role, shell: { kind: 'desktop', notify, exportTarget: async () => null } } };
}

function pageTo(person: string, seq: number): LoggedEvent {
  const data = {
    page: `PAGE-${seq}`,
    incident: 'INC-1',
    person,
    step: 1,
    severity: 'high',
    title: 'Off-line',
    why: 'x',
  };
  return { seq, at: seq, kind: 'page.sent', subject: 'INC-1', data, causes: [], observed: seq, observedCauses: [] };
}

/** How many notices each console shows for a page to dana. */
function shown(...consoles: Console[]): number[] {
  notifyOfPages(new Set(consoles.map(({ session }) => session)), 'run-1', [pageTo('dana', 1)]);
  return consoles.map(({ pages }) => pages.length);
}

describe('a page notifies', () => {
  test('the person paged, at every console of theirs, and nobody else', () => {
    const consoles = [makeConsole('dana', 'responder'), makeConsole('dana', 'responder')];
    expect(shown(...consoles, makeConsole('ravi', 'responder'), makeConsole('dana', 'trainer'))).toEqual([1, 1, 0, 0]);
  });

  test('whoever practises alone, whoever is paged', () => {
    expect(shown(makeConsole('ravi', 'responder'), makeConsole('ravi', 'trainer'))).toEqual([1, 0]);
  });

  test('a trainer where there is no responder', () => {
    expect(shown(makeConsole('ravi', 'trainer'))).toEqual([1]);
  });

  test('with what the page says, and three times a batch at most', () => {
    const { session, pages } = makeConsole('dana', 'responder');
    const events = Array.from({ length: 10 }, (_, index) => pageTo('dana', index + 1));
    notifyOfPages(new Set([session]), 'run-1', events);
    expect(pages.map(({ page }) => page)).toEqual(['PAGE-1', 'PAGE-2', 'PAGE-3']);
    expect(pages[0]).toMatchObject({ run: 'run-1', incident: 'INC-1', severity: 'high', title: 'Off-line' });
  });
});
