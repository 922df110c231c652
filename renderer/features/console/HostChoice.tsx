import type { ReactNode } from 'react';
import type { HostView } from '../../../shared/model/views.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './ConsoleScreen.module.css';

/** So many hosts are shown side by side; more are a list to choose from. */
const sideBySide = 4;

interface HostChoiceProps {
  readonly hosts: readonly HostView[];
  readonly chosen: string;
  readonly onChoose: (host: string) => void;
}

/** The host whose console is shown. */
export function HostChoice({ hosts, chosen, onChoose }: HostChoiceProps): ReactNode {
  if (hosts.length <= sideBySide) {
    const segments = hosts.map(({ host }) => ({ value: host, label: <span className={styles.mono}>{host}</span> }));
    return <SegmentedControl label="Host" value={chosen} segments={segments} onChange={onChoose} />;
  }
  return (
    <div className={styles.hosts}>
      <Select
        label="Host"
        labelHidden
        value={chosen}
        options={hosts.map(({ host }) => ({ value: host, label: host }))}
        onChange={onChoose}
      />
    </div>
  );
}
