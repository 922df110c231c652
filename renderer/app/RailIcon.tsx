import type { ReactNode } from 'react';
import type { ScreenName } from './screens.ts';

const paths: Record<ScreenName, string> = {
  Pager: 'M1.5 4h11v6.500h-11zM3.5 6.250h7M4 12.500h6',
  Incidents: 'M7 1.500v6.500M7 11v1.2',
  Fleet: 'M2 2h10v4H2zM2 8h10v4H2zM4 4h1.500M4 10h1.5',
  Messages: 'M1.5 3h11M1.5 6h8M1.5 9h11M1.5 12h6',
  Console: 'M2 3l4 4-4 4M7.500 11h5',
  Tunables: 'M3 1.500v4M3 8.500v4M7 1.500v7M7 11.500v1M11 1.500v2M11 6.500v6M1.250 7h3.500M5.250 10h3.500M9.250 5h3.5',
  Scheduler: 'M1.5 3h4M7.500 3h5M1.500 7h7M10.500 7h2M1.500 11h2M5.500 11h7',
  Drills: 'M7 1.5 12.5 7 7 12.5 1.5 7z',
};

/** The mark of a screen, to find it again without reading. */
export function RailIcon({ name, className }: { readonly name: ScreenName; readonly className?: string }): ReactNode {
  return (
    <svg className={className} width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <path d={paths[name]} fill="none" stroke="currentColor" strokeWidth="1.4" />
    </svg>
  );
}
