import { expect, it } from 'vitest';
import type { LoggedEvent } from '../../shared/model/events.ts';
import { playWhole } from './playing.ts';
import { retried, retriedBesideAnother } from './scenarios.ts';

/** What happened on and about one host, without the numbers that are counted over the whole run. */
function storyOf(events: readonly LoggedEvent[], host: string): object[] {
  const incidents = new Set(
    events.flatMap(({ kind, data }) =>
      kind === 'incident.opened' && 'host' in data && 'incident' in data && data.host === host ? [data.incident] : [],
    ),
  );
  return events
    .filter(
      ({ data }) => ('host' in data && data.host === host) || ('incident' in data && incidents.has(data.incident)),
    )
    .map(({ at, kind, data }) => {
      const told: Record<string, unknown> = { at, kind, ...data };
      for (const counted of ['incident', 'alert', 'page', 'why']) delete told[counted];
      return told;
    });
}

it('another seed is another run', () => {
  const digests = [7, 8, 9, 0, 0xffff_ffff].map((seed) => playWhole({ ...retried, seed }).digest);
  expect(new Set(digests).size).toBe(digests.length);
});

it('a seed changes what is drawn, not what was injected and what it led to', () => {
  const kindsOf = (seed: number): string[] => playWhole({ ...retried, seed }).events.map(({ kind }) => kind);
  const kinds = kindsOf(7).toSorted((one, other) => (one < other ? -1 : 1));
  expect(kindsOf(8).toSorted((one, other) => (one < other ? -1 : 1))).toEqual(kinds);
});

it('another host leaves what is drawn for the first alone, to the nanosecond', () => {
  const alone = storyOf(playWhole(retried).events, 'sf15k-domc');
  const beside = storyOf(playWhole(retriedBesideAnother).events, 'sf15k-domc');
  expect(alone.length).toBeGreaterThan(25);
  expect(beside).toEqual(alone);
});
