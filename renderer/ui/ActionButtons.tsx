import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Toolbar } from './Toolbar.tsx';

interface ActionButtonsProps {
  readonly actions: readonly {
    readonly label: string;
    readonly key: string;
    readonly working: boolean;
    readonly take: () => void;
  }[];
}

/** What can be done now, each with its key, the likeliest first and in front. */
export function ActionButtons({ actions }: ActionButtonsProps): ReactNode {
  return (
    <Toolbar label="What you can do">
      {actions.map(({ label, key, working, take }, index) => (
        <Button key={label} hint={key} kind={index === 0 ? 'primary' : 'normal'} working={working} onClick={take}>
          {label}
        </Button>
      ))}
    </Toolbar>
  );
}
