import type { ReactNode } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import type { RunOutcome, WhatIf } from '../../../shared/model/system-file-views.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { formatClock } from '../../ui/scenario-clock.ts';
import { Cell, Row, Table } from '../../ui/Table.tsx';
import { Tag } from '../../ui/Tag.tsx';
import styles from './TunablesScreen.module.css';
import { type Difference, differencesOf } from './what-if-words.ts';

interface WhatIfResultProps {
  readonly result: WhatIf;
  readonly run: RunSummary;
  /** The text has been edited, or another drill chosen, since it was played. */
  readonly isStale: boolean;
}

/** A comparison in words, then side by side. */
export function WhatIfResult({ result, run, isStale }: WhatIfResultProps): ReactNode {
  const clock = (atNs: number): string => formatClock(run, atNs);
  const nameOf = (id: string): string => run.people.find((person) => person.id === id)?.name ?? id;
  const differences = differencesOf(result, clock, nameOf);
  return (
    <div className={styles.result}>
      <h3 className={styles.resultTitle}>{titleOf(result, differences)}</h3>
      {isStale && <p className={styles.overtaken}>Something has changed since this was played: play it again.</p>}
      {differences.length > 0 && (
        <ul className={styles.differences}>
          {differences.map(({ text, tone }) => (
            <li key={text}>
              <Tag tone={tone === 'better' ? 'good' : tone === 'worse' ? 'high' : 'info'}>{toneWords[tone]}</Tag> {text}
              .
            </li>
          ))}
        </ul>
      )}
      <FirstDifference result={result} clock={clock} />
      <Table label="Side by side" columns={[{ name: 'what' }, { name: 'as it was' }, { name: 'with this file' }]}>
        {rowsOf(result, clock).map(([name, was, would]) => (
          <Row key={name}>
            <Cell>{name}</Cell>
            <Cell>{was}</Cell>
            <Cell>{was === would ? <span className={styles.dim}>the same</span> : <b>{would}</b>}</Cell>
          </Row>
        ))}
      </Table>
      <p className={styles.dim}>{limitsOf(result, clock)}</p>
    </div>
  );
}

const toneWords: Readonly<Record<Difference['tone'], string>> = {
  better: 'better',
  worse: 'worse',
  neutral: 'changed',
};

function titleOf({ host, firstDifference }: WhatIf, differences: readonly Difference[]): string {
  if (differences.length > 0)
    return `${countOf(differences.length, 'thing')} would have been otherwise with this file on ${host}`;
  return firstDifference === null
    ? `Nothing would have been otherwise with this file on ${host}`
    : 'It would have come to the same, on another way';
}

function FirstDifference({
  result,
  clock,
}: {
  readonly result: WhatIf;
  readonly clock: (atNs: number) => string;
}): ReactNode {
  const { firstDifference } = result;
  if (firstDifference === null) return null;
  const words = (side: { readonly atNs: number; readonly text: string } | null): string =>
    side === null ? 'nothing' : `${clock(side.atNs)} ${side.text}`;
  return (
    <p>
      The first event that differs: <em>{words(firstDifference.wouldBe)}</em> instead of{' '}
      <em>{words(firstDifference.was)}</em>.
    </p>
  );
}

function rowsOf({ asItWas, asItWouldBe }: WhatIf, clock: (atNs: number) => string): [string, string, string][] {
  const both = (name: string, words: (side: RunOutcome) => string): [string, string, string] => [
    name,
    words(asItWas),
    words(asItWouldBe),
  ];
  const offlined = (side: RunOutcome) => side.processors.filter(({ offlinedAtNs }) => offlinedAtNs !== null);
  return [
    both('processors taken off-line', (side) =>
      listOf(offlined(side).map((each) => `CPU${each.processor} at ${clock(each.offlinedAtNs ?? 0)}`)),
    ),
    both('refused attempts', (side) => String(side.processors.reduce((sum, { refused }) => sum + refused, 0))),
    both('pages of memory retired', (side) => String(side.retiredPages)),
    both('incidents', (side) =>
      listOf(side.incidents.map(({ incident, openedAtNs }) => `${incident} at ${clock(openedAtNs)}`)),
    ),
    both('people paged', (side) => countOf(side.pageCount, 'time')),
    both('reboots', (side) => listOf(side.boots.map(({ host, atNs }) => `${host} at ${clock(atNs)}`))),
    both('messages logged', (side) => String(side.messages)),
  ];
}

/** A few of a list in words. */
function listOf(items: readonly string[]): string {
  if (items.length === 0) return 'none';
  const rest = items.length - 4;
  return `${items.slice(0, 4).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function limitsOf({ asItWas, savesLeftOut, cutShort }: WhatIf, clock: (atNs: number) => string): string {
  const saves =
    savesLeftOut === 0
      ? ''
      : ` ${countOf(savesLeftOut, 'save')} of this file during the drill ${savesLeftOut === 1 ? 'was' : 'were'} left out.`;
  const cut = cutShort === null ? '' : ` ${cutShort}`;
  return `Played up to ${clock(asItWas.untilNs)}. People do at the same instants what they did in the drill, whatever happens instead.${saves}${cut}`;
}
