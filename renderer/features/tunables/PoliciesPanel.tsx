import { type ReactNode, useState } from 'react';
import { countOf, groupDigits } from '../../../shared/lib/format.ts';
import type { HostComparison, PolicyComparison } from '../../../shared/model/policy-views.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { useKeys } from '../../app/keyboard.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Time } from '../../ui/Time.tsx';
import styles from './PoliciesPanel.module.css';
import { PolicyFacts } from './PolicyFacts.tsx';
import { PolicyTable } from './PolicyTable.tsx';
import { comparisonTitle, policyNamed } from './policy-words.ts';
import { useComparing } from './use-comparing.ts';

interface PoliciesPanelProps {
  readonly run: RunSummary;
  readonly host: string;
}

/** What other systems would have done about the errors of a host, beside what happened. */
export function PoliciesPanel({ run, host }: PoliciesPanelProps): ReactNode {
  const { comparing, compare, cancel } = useComparing(run.run);
  const [chosen, setChosen] = useState('fma');
  const isComparing = comparing.kind === 'progress';
  useKeys('Tunables', isComparing ? [] : [{ keys: 'c', does: 'Compare the policies again', run: compare }]);
  const result = comparing.kind === 'compared' ? comparing.result : null;
  const compared = result?.hosts.find((each) => each.host === host) ?? null;
  const policy = policyNamed(chosen);
  return (
    <div className={styles.policies}>
      <Panel
        className={compared === null ? styles.grow : styles.outcomes}
        title={compared === null ? 'What other systems would have done' : comparisonTitle(compared)}
        secondary={compared !== null && result !== null && <Basis compared={compared} result={result} />}
        padded={compared === null}
        actions={
          isComparing ? (
            <Button onClick={cancel}>Cancel</Button>
          ) : (
            <Button hint="C" onClick={compare}>
              Compare again
            </Button>
          )
        }
      >
        {comparing.kind === 'progress' && (
          <div className={styles.stack} role="status">
            <Progress label="Comparison" done={comparing.done} total={comparing.total} />
            <p>Each policy is played on the errors that {host} has logged until now.</p>
          </div>
        )}
        {comparing.kind === 'cancelled' && (
          <EmptyState title="The comparison was cancelled">Compare again to see it.</EmptyState>
        )}
        {comparing.kind === 'failed' && <ErrorState problem={comparing.problem} onRetry={compare} />}
        {result !== null && compared === null && (
          <EmptyState title={`${host} has logged no error of a cache or of memory yet`}>
            Once it has, this shows what Solaris 8 and 9, illumos FMA, mcelog and rasdaemon would make of the same
            errors.
          </EmptyState>
        )}
        {compared !== null && <PolicyTable compared={compared} chosen={chosen} onChoose={setChosen} />}
      </Panel>
      {compared !== null && policy !== undefined && <PolicyFacts policy={policy} />}
    </div>
  );
}

/** What was compared, and until when. */
function Basis({
  compared: { cacheErrors, memoryErrors },
  result: { untilNs, errorsLimit },
}: {
  readonly compared: HostComparison;
  readonly result: PolicyComparison;
}): ReactNode {
  const errors = `${countOf(cacheErrors, 'cache error')} and ${countOf(memoryErrors, 'memory error')}`;
  return (
    <>
      the same {errors}, until <Time atNs={untilNs} />
      {errorsLimit !== null && `: the first ${groupDigits(errorsLimit)} of the drill, there are more`}
    </>
  );
}
