import { useEffect, useState } from 'react';
import type { IncidentSummary } from '../../shared/model/views.ts';
import type { KeyBinding } from '../app/keyboard.ts';

interface Selection {
  readonly selected: IncidentSummary | null;
  readonly choose: (incident: string) => void;
  /** Keys that move the selection. */
  readonly keys: readonly KeyBinding[];
}

/**
 * The incident selected in a list: the first until somebody chooses. It stays the same one when the list is put in
 * another order or a new page comes on top, so that a key never hits another incident than the one in sight.
 */
export function useSelection(rows: readonly IncidentSummary[]): Selection {
  const [chosen, setChosen] = useState<string | null>(null);
  const selected = rows.find((row) => row.incident === chosen) ?? rows[0] ?? null;
  const current = selected?.incident ?? null;
  useEffect(() => setChosen(current), [current]);
  const move = (step: number): void => {
    const index = rows.findIndex((row) => row.incident === current) + step;
    setChosen(rows[Math.max(0, Math.min(rows.length - 1, index))]?.incident ?? null);
  };
  const keys = [
    { keys: 'j', does: 'Select the next', run: () => move(1) },
    { keys: 'ArrowDown', does: 'Select the next', run: () => move(1) },
    { keys: 'k', does: 'Select the one before', run: () => move(-1) },
    { keys: 'ArrowUp', does: 'Select the one before', run: () => move(-1) },
  ];
  return { selected, choose: setChosen, keys };
}
