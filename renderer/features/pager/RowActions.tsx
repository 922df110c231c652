import type { ReactNode } from 'react';
import { useCommand } from '../../live/actions.ts';
import { type IncidentAction, useIncidentAction } from '../../live/incident-actions.ts';
import { Button } from '../../ui/Button.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';

/** An action with whether it is on its way, and what starts it. */
export interface RowAction {
  readonly action: IncidentAction;
  readonly working: boolean;
  readonly take: () => void;
}

/** Makes actions that can be taken once at a time. */
export function useRowActions(run: string, actions: readonly IncidentAction[]): RowAction[] {
  const { pending } = useCommand(run);
  const perform = useIncidentAction(run);
  return actions.map((action) => {
    const working = pending.some(({ command }) => JSON.stringify(command) === JSON.stringify(action.command));
    const take = (): void => {
      if (!working) void perform(action);
    };
    return { action, working, take };
  });
}

interface RowActionsProps {
  readonly actions: readonly RowAction[];
  readonly onOpen: () => void;
}

/** The buttons of the selected page, the likeliest first. */
export function RowActions({ actions, onOpen }: RowActionsProps): ReactNode {
  return (
    <Toolbar label="What you can do">
      {actions.map(({ action, working, take }, index) => (
        <Button
          key={action.label}
          hint={action.key}
          kind={index === 0 ? 'primary' : 'normal'}
          working={working}
          onClick={take}
        >
          {action.label}
        </Button>
      ))}
      <Button hint="↵" onClick={onOpen}>
        Open
      </Button>
    </Toolbar>
  );
}
