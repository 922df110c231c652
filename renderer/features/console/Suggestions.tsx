import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import styles from './ConsoleScreen.module.css';

const firstLines = [
  { line: 'psrinfo', does: 'states of processors' },
  { line: 'psrset', does: 'processor sets' },
  { line: 'help', does: 'all commands' },
] as const;

/** What to try first on a console where nothing has been typed. */
export function Suggestions({ onChoose }: { readonly onChoose: (line: string) => void }): ReactNode {
  return (
    <div className={styles.suggestions}>
      <span>Nothing typed here yet. Try</span>
      {firstLines.map(({ line, does }) => (
        <span key={line} className={styles.suggestion}>
          <Button size="small" onClick={() => onChoose(line)}>
            <span className={styles.mono}>{line}</span>
          </Button>{' '}
          {does}
        </span>
      ))}
    </div>
  );
}
