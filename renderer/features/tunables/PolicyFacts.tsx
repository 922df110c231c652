import type { ReactNode } from 'react';
import type { Policy } from '../../../shared/model/policies.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Cell, Row, Table } from '../../ui/Table.tsx';
import styles from './PoliciesPanel.module.css';
import { factsOf } from './policy-words.ts';

const columns = [{ name: 'rule' }, { name: 'value' }, { name: 'what it does' }, { name: 'read in' }];

/** Every number of a policy, with what it means and where it was read. */
export function PolicyFacts({ policy }: { readonly policy: Policy }): ReactNode {
  return (
    <Panel className={styles.grow} title={`How ${policy.title} decides`} secondary={policy.about} padded={false}>
      <Table label={`Numbers of ${policy.title}`} columns={columns}>
        {factsOf(policy).map(({ name, value, meaning, source }) => (
          <Row key={name}>
            <Cell>{name}</Cell>
            <Cell kind="steady">
              <b>{value}</b>
            </Cell>
            <Cell>{meaning}</Cell>
            <Cell>
              <span className={styles.dim}>{source}</span>
            </Cell>
          </Row>
        ))}
      </Table>
    </Panel>
  );
}
