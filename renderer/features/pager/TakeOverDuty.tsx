import type { ReactNode } from 'react';
import type { PagerView, RunSummary } from '../../../shared/model/views.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useCommand } from '../../live/actions.ts';
import { showToast } from '../../live/toasts.ts';
import { Button } from '../../ui/Button.tsx';

interface TakeOverDutyProps {
  readonly run: RunSummary;
  readonly view: PagerView;
  readonly person: string | null;
}

/** Puts me on call until the next handoff. */
export function TakeOverDuty({ run, view, person }: TakeOverDutyProps): ReactNode {
  const { send, pending } = useCommand(run.run);
  const because = view.onCall?.person === person ? 'You are on call already' : null;
  const take = async (): Promise<void> => {
    if (because !== null) return;
    if (await send({ kind: 'oncall.take-over' })) showToast({ kind: 'done', text: 'You are on call now' });
  };
  useKeys('Pager', [{ keys: 'o', does: 'Take over on call', run: () => void take() }]);
  return (
    <Button
      hint="O"
      disabledBecause={because}
      working={pending.some(({ command }) => command.kind === 'oncall.take-over')}
      onClick={() => void take()}
    >
      Take over on call
    </Button>
  );
}
