import type { ReactNode } from 'react';
import { countOf, processorName } from '../../../shared/lib/format.ts';
import type { HostComparison, PolicyOutcomeView } from '../../../shared/model/policy-views.ts';
import { Cell, Row, Table } from '../../ui/Table.tsx';
import { Time } from '../../ui/Time.tsx';
import styles from './PoliciesPanel.module.css';
import { differenceOf, givenUpOf, keptOnLine, policyNamed, ruleLine, shortReason } from './policy-words.ts';

const columns = [{ name: 'policy' }, { name: 'processors off-line' }, { name: 'pages retired' }, { name: 'given up' }];
/** Entries of a cell; the rest is counted. */
const shownEntries = 2;

interface PolicyTableProps {
  readonly compared: HostComparison;
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

/** What happened, and under it what each policy would have done. */
export function PolicyTable({ compared: { happened, policies }, chosen, onChoose }: PolicyTableProps): ReactNode {
  return (
    <Table label="What happened and what each policy would have done" columns={columns}>
      <Row>
        <Cell>
          <b>What happened</b>
          <span className={styles.rule}>This host’s kernel with its /etc/system, and its operators.</span>
        </Cell>
        <Cells outcome={happened} happened={null} />
      </Row>
      {policies.map(({ name, outcome }) => (
        <PolicyRow
          key={name}
          name={name}
          outcome={outcome}
          happened={happened}
          selected={name === chosen}
          onChoose={() => onChoose(name)}
        />
      ))}
    </Table>
  );
}

function PolicyRow({
  name,
  outcome,
  happened,
  selected,
  onChoose,
}: {
  readonly name: string;
  readonly outcome: PolicyOutcomeView;
  readonly happened: PolicyOutcomeView;
  readonly selected: boolean;
  readonly onChoose: () => void;
}): ReactNode {
  const policy = policyNamed(name);
  return (
    <Row selected={selected} onChoose={onChoose}>
      <Cell>
        <b>{policy?.title ?? name}</b>
        {policy !== undefined && <span className={styles.rule}>{ruleLine(policy)}</span>}
      </Cell>
      <Cells outcome={outcome} happened={happened} />
    </Row>
  );
}

/** The three kinds of what was done. `happened` is null for what happened itself. */
function Cells({
  outcome,
  happened,
}: {
  readonly outcome: PolicyOutcomeView;
  readonly happened: PolicyOutcomeView | null;
}): ReactNode {
  return (
    <>
      <Cell>
        <Processors outcome={outcome} happened={happened} />
      </Cell>
      <Cell>
        <Pages outcome={outcome} happened={happened} />
      </Cell>
      <Cell>
        <GivenUp outcome={outcome} />
      </Cell>
    </>
  );
}

function Processors({
  outcome,
  happened,
}: {
  readonly outcome: PolicyOutcomeView;
  readonly happened: PolicyOutcomeView | null;
}): ReactNode {
  const kept = happened === null ? [] : keptOnLine(outcome, happened);
  return (
    <>
      {outcome.offlined.slice(0, shownEntries).map(({ cpu, atNs, reason }) => (
        <span key={`${cpu} ${atNs}`} className={styles.entry} title={reason}>
          <span className={styles.mono}>{processorName(cpu)}</span> <Time atNs={atNs} />{' '}
          <span className={styles.dim}>
            {happened === null ? shortReason(reason) : (differenceOf(cpu, atNs, happened) ?? shortReason(reason))}
          </span>
        </span>
      ))}
      <Rest count={outcome.offlinedCount} />
      {kept.length > 0 && (
        <span className={styles.entry}>
          keeps <span className={styles.mono}>{kept.slice(0, shownEntries).map(processorName).join(' ')}</span> on-line
          {kept.length > shownEntries && ` and ${kept.length - shownEntries} more`}
        </span>
      )}
      {outcome.offlinedCount === 0 && kept.length === 0 && <None />}
    </>
  );
}

function Pages({
  outcome: { retiredPages, retiredPageCount },
  happened,
}: {
  readonly outcome: PolicyOutcomeView;
  readonly happened: PolicyOutcomeView | null;
}): ReactNode {
  const [first] = retiredPages;
  const more = happened === null ? 0 : retiredPageCount - happened.retiredPageCount;
  if (first === undefined && more === 0) return <None />;
  return (
    <span className={styles.entry}>
      {first === undefined ? (
        'none'
      ) : (
        <>
          {countOf(retiredPageCount, 'page')} from <Time atNs={first.atNs} />
        </>
      )}
      {more !== 0 && <span className={styles.dim}> {`${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'}`}</span>}
    </span>
  );
}

function GivenUp({ outcome }: { readonly outcome: PolicyOutcomeView }): ReactNode {
  const entries = givenUpOf(outcome);
  if (entries.length === 0) return <None />;
  return (
    <>
      {entries.slice(0, shownEntries).map(({ what, atNs, reason, times }) => (
        <span key={what} className={styles.entry} title={reason}>
          <span className={styles.mono}>{what}</span> <Time atNs={atNs} />
          {times > 1 && <span className={styles.dim}> and {countOf(times - 1, 'more time')}</span>}
        </span>
      ))}
      <Rest count={entries.length} />
    </>
  );
}

const Rest = ({ count }: { readonly count: number }): ReactNode =>
  count > shownEntries && <span className={`${styles.entry} ${styles.dim}`}>and {count - shownEntries} more</span>;

const None = (): ReactNode => <span className={styles.dim}>none</span>;
