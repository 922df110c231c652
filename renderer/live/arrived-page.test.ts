import { describe, expect, it } from 'vitest';
import type { IncidentSummary, PagerView } from '../../shared/model/views.ts';
import { arrivedPageOf, foremostPage, missedPages, testPageTitle, titleOf } from './arrived-page.ts';
import { eventNumbered } from './test-frames.ts';

function incident(name: string, change: Partial<IncidentSummary> = {}): IncidentSummary {
  return {
    incident: name,
    state: 'open',
    severity: 'high',
    title: `title of ${name}`,
    host: 'host',
    openedAtNs: 0,
    paged: 'ada',
    pagedAtNs: 0,
    pages: 1,
    escalatesAtNs: null,
    exhausted: false,
    acknowledgedBy: null,
    acknowledgedAtNs: null,
    resolvedBy: null,
    resolvedAtNs: null,
    silenced: false,
    calm: null,
    alerts: 1,
    ...change,
  };
}

const pager = (...incidents: IncidentSummary[]): PagerView => ({ number: 1, atNs: 1, incidents, onCall: null });

describe('pages made known', () => {
  it('are those that an event sends, and no other event', () => {
    const data = { incident: 'INC-1', person: 'ada', severity: 'critical', title: 'It burns' };
    expect(arrivedPageOf(eventNumbered(1, { kind: 'page.sent', data }))).toEqual(data);
    expect(arrivedPageOf(eventNumbered(1, { kind: 'page.unanswered', data }))).toBeNull();
  });

  it('are, after a lost connection, the new ones that nobody has acknowledged', () => {
    const before = pager(incident('INC-1'), incident('INC-2'), incident('INC-3'));
    const now = pager(
      incident('INC-1'),
      incident('INC-2', { pages: 2, paged: 'grace' }),
      incident('INC-3', { pages: 2, state: 'acknowledged' }),
      incident('INC-4'),
    );
    const missed = missedPages(before, now);
    expect(missed.map((page) => [page.incident, page.person])).toEqual([
      ['INC-2', 'grace'],
      ['INC-4', 'ada'],
    ]);
  });

  it('are told apart: mine first, then the most severe, then the newest', () => {
    const page = (name: string, person: string, severity: 'critical' | 'high') => ({
      incident: name,
      person,
      severity,
      title: name,
    });
    const pages = [page('INC-1', 'ada', 'high'), page('INC-2', 'ada', 'high'), page('INC-3', 'grace', 'critical')];
    expect(foremostPage(pages, 'ada')?.incident).toBe('INC-2');
    expect(foremostPage(pages, 'grace')?.incident).toBe('INC-3');
    expect(foremostPage(pages, null)?.incident).toBe('INC-3');
    expect(foremostPage([], 'ada')).toBeNull();
  });

  it('are, as a test, only what they can be', () => {
    const title = testPageTitle;
    expect(title({ sound: true, notification: true })).toBe('Test page: sound, badge and notification work');
    expect(title({ sound: false, notification: true })).toBe('Test page: badge and notification work; sound is off');
    expect(title({ sound: false, notification: false })).toBe('Test page: badge works; sound and notification are off');
  });

  it('are counted in the title of the window', () => {
    expect(titleOf(2, 'A quiet Thursday')).toBe('(2) A quiet Thursday · Redline');
    expect(titleOf(0, null)).toBe('Redline');
  });
});
