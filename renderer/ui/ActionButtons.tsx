import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Toolbar } from './Toolbar.tsx';

interface ActionButtonsProps {
  readonly actions: readonly {
    readonly label: string;
    readonly key: string;
    readonly primary: boolean;
    readonly working: boolean;
    readonly take: () => void;
  }[];
}

/** What can be done now, each with its key; the one thing to do stands out. */
export function ActionButtons({ actions }: ActionButtonsProps): ReactNode {
  return (
    <Toolbar label="What you can do">
      {actions.map(({ label, key, primary, working, take }) => (
        <Button key={label} hint={key} kind={primary ? 'primary' : 'normal'} working={working} onClick={take}>
          {label}
        </Button>
      ))}
    </Toolbar>
  );
}
