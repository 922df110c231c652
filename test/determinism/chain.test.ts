import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importDrill } from '../../main/lab/import-drill.ts';
import { assertPresent } from '../../shared/lib/assert.ts';
import { describeEvent } from '../../shared/lib/describe-event.ts';
import { formatOffset } from '../../shared/lib/format.ts';
import { drillSchema } from '../../shared/model/drill.ts';
import { hiddenCause, type LoggedEvent } from '../../shared/model/events.ts';
import { playWhole } from './playing.ts';

const log = readFileSync(new URL('../vectors/messages/category-a.log', import.meta.url), 'utf8');

/** The drill of the category A log, where nobody answers: the first page, and the one that escalates. */
function playLog(): { events: readonly LoggedEvent[]; people: readonly { id: string; name: string }[] } {
  const imported = importDrill({ name: 'category-a.log', text: log, year: 2003 });
  if ('problem' in imported) throw new Error(imported.problem);
  const drill = drillSchema.parse(imported.drill);
  const { events } = playWhole({ drill, seed: 7, responder: { kind: 'people' }, ending: 'unattended' });
  return { events, people: drill.people };
}

/** The event and all that it stems from, in order of the log. */
function causesOf(events: readonly LoggedEvent[], seq: number): LoggedEvent[] {
  const found = new Set<number>();
  const waiting = [seq];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...assertPresent(events[next - 1], 'a cause is in the log').causes);
  }
  return events.filter((event) => found.has(event.seq));
}

describe('from a log of a real host to the page', () => {
  const { events, people } = playLog();
  const pages = events.filter(({ kind }) => kind === 'page.sent');
  const [page] = pages;

  it('pages two people', () => {
    expect(pages.map(({ data }) => ('person' in data ? data.person : ''))).toEqual(people.map(({ id }) => id));
  });

  it('the causes of the page reach all three errors and what was injected', () => {
    const kinds = causesOf(events, page?.seq ?? 0).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'ecc.reported')).toHaveLength(3);
    expect(kinds.filter((kind) => kind === 'inject.ecc')).toHaveLength(3);
    expect(kinds.filter((kind) => kind === 'inject.bind-thread')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'inject.unbind-threads')).toHaveLength(1);
    const roots = causesOf(events, page?.seq ?? 0).filter(({ causes }) => causes.length === 0);
    expect(roots.every(({ kind }) => kind.startsWith('inject.'))).toBe(true);
  });

  it('a responder finds a marker where each injected cause stands, and every other cause as numbered for responders', () => {
    const chain = causesOf(events, page?.seq ?? 0).filter(({ observed }) => observed > 0);
    const errors = chain.filter(({ kind }) => kind === 'ecc.reported');
    expect(errors.map(({ observedCauses }) => observedCauses)).toEqual([[hiddenCause], [hiddenCause], [hiddenCause]]);
    for (const { causes, observedCauses } of chain) {
      const numbers = causes.map((cause) => events[cause - 1]?.observed);
      expect(observedCauses).toEqual(numbers);
    }
  });

  it('reads as a story from the first error to the second page', () => {
    const last = assertPresent(pages[1], 'the second page');
    const table = causesOf(events, last.seq).map((event) => {
      const { text, label, actor } = describeEvent(event, people);
      return `${formatOffset(event.at)} | ${label} | ${text} | ${actor}`;
    });
    expect(table).toEqual([
      '0:00:10 | inject | Injected a WDC error into the L2 cache of CPU64 of sf15k-domc | trainer',
      '0:00:10 | error | Corrected L2 cache error WDC on CPU64 of sf15k-domc (SB2/P0/E0 J4400) | sf15k-domc',
      '0:01:10 | inject | Injected a WDC error into the L2 cache of CPU64 of sf15k-domc | trainer',
      '0:01:10 | error | Corrected L2 cache error WDC on CPU64 of sf15k-domc (SB2/P0/E0 J4400) | sf15k-domc',
      '0:02:42 | inject | Bound a thread to CPU64 of sf15k-domc, so that it cannot go off-line | trainer',
      '0:02:42 | inject | Injected a WDC error into the L2 cache of CPU64 of sf15k-domc | trainer',
      '0:02:42 | error | Corrected L2 cache error WDC on CPU64 of sf15k-domc (SB2/P0/E0 J4400) | sf15k-domc',
      '0:02:42 | limit | CPU64 of sf15k-domc has had 3 errors in 24 h, more than the 2 allowed: it must go off-line | sf15k-domc',
      '0:02:43 | busy | CPU64 of sf15k-domc could not be taken off-line, attempt 1: Device busy (EBUSY); 2,400 retries left | sf15k-domc',
      '0:02:45 | inject | Released the threads bound to CPU64 of sf15k-domc | trainer',
      '0:03:13 | off-line | CPU64 of sf15k-domc taken off-line after 1 retry: more than 2 xxC Events in 24:00:00 (hh:mm:ss) | sf15k-domc',
      '0:03:13 | detect | CPU64 of sf15k-domc was taken off-line | rule processor-offlined',
      '0:03:13 | open | INC-1 opened, high: CPU64 of sf15k-domc was taken off-line | on-call policy',
      '0:03:13 | page | Paged Dana Whitfield: on call when INC-1 opened | on-call policy',
      '0:08:13 | no answer | Dana Whitfield did not answer within 5 min | on-call policy',
      '0:08:13 | page | Paged Ravi Menon: Dana Whitfield did not answer within 5 min | on-call policy',
    ]);
  });
});
