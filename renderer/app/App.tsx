import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LiveContext } from '../live/context.ts';
import type { Live } from '../live/live.ts';
import { preferences } from '../live/preferences.ts';
import { useStore } from '../live/store.ts';
import { ThemeProvider } from '../ui/ThemeProvider.tsx';
import { router } from './routes.tsx';

/** The console of one window. */
export function App({ live }: { readonly live: Live }): ReactNode {
  const { theme } = useStore(preferences);
  return (
    <ThemeProvider scheme={theme}>
      <LiveContext value={live}>
        <QueryClientProvider client={live.queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LiveContext>
    </ThemeProvider>
  );
}
