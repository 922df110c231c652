import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Panel } from '../ui/Panel.tsx';
import { ScreenHead } from '../ui/ScreenHead.tsx';
import styles from './NoRun.module.css';

interface NoRunProps {
  /** What that means for the screen: "Nobody can be paged: no drill is running". */
  readonly title: string;
  /** What the screen will show once one runs. */
  readonly children: ReactNode;
}

/** What a screen shows while there is no run to look at. */
export function NoRun({ title, children }: NoRunProps): ReactNode {
  const navigate = useNavigate();
  const choose = (): void => void navigate({ to: '/drills' });
  return (
    <div className={styles.screen}>
      <ScreenHead title={title} />
      <Panel title="What happens in a drill" secondary="ten minutes are enough for the first" padded={false}>
        <EmptyState
          title="Start one, and this screen comes to life"
          actions={
            <Button kind="primary" hint="G D" onClick={choose}>
              Choose a drill
            </Button>
          }
        >
          <p>{children}</p>
          <ol className={styles.steps}>
            <li>
              A simulated host runs into a fault that a real one had, error by error, and logs it as Solaris does.
            </li>
            <li>The operating system acts, a rule fires, an incident opens: whoever is on call is paged, maybe you.</li>
            <li>You acknowledge, find out why, write down what you did, and resolve. The timeline can be exported.</li>
          </ol>
        </EmptyState>
      </Panel>
    </div>
  );
}
