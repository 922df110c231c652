import { type RefObject, useEffect } from 'react';

/** Scrolls to the selected row of a table whenever another one (`selected`) is, so that keys never leave it behind. */
export function useShowSelected(table: RefObject<HTMLElement | null>, selected: number | null): void {
  useEffect(() => {
    if (selected === null) return;
    table.current?.querySelector('tr[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [table, selected]);
}
