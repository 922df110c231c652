import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Frame } from './Frame.tsx';

const root = createRootRoute({
  component: Frame,
  errorComponent: ({ error, reset }) => <ErrorState problem={error} onRetry={reset} />,
  notFoundComponent: () => <ErrorState problem="There is no such screen. Choose one on the left." />,
});

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/pager', replace: true });
  },
});

const pager = createRoute({
  getParentRoute: () => root,
  path: '/pager',
  component: lazyRouteComponent(() => import('../features/pager/PagerScreen.tsx'), 'Screen'),
});

const incidents = createRoute({
  getParentRoute: () => root,
  path: '/incidents',
  component: lazyRouteComponent(() => import('../features/incidents/IncidentsScreen.tsx'), 'Screen'),
});

const incident = createRoute({
  getParentRoute: () => root,
  path: '/incidents/$incident',
  component: lazyRouteComponent(() => import('../features/incidents/IncidentScreen.tsx'), 'Screen'),
});

const fleet = createRoute({
  getParentRoute: () => root,
  path: '/fleet',
  component: lazyRouteComponent(() => import('../features/fleet/FleetScreen.tsx'), 'Screen'),
});

const messages = createRoute({
  getParentRoute: () => root,
  path: '/messages',
  validateSearch: ({ host }: Record<string, unknown>): { host?: string } => (typeof host === 'string' ? { host } : {}),
  component: lazyRouteComponent(() => import('../features/messages/MessagesScreen.tsx'), 'Screen'),
});

const hostConsole = createRoute({
  getParentRoute: () => root,
  path: '/console',
  validateSearch: ({ host, line }: Record<string, unknown>): { host?: string; line?: string } => ({
    ...(typeof host === 'string' ? { host } : {}),
    ...(typeof line === 'string' ? { line } : {}),
  }),
  component: lazyRouteComponent(() => import('../features/console/ConsoleScreen.tsx'), 'Screen'),
});

const tunables = createRoute({
  getParentRoute: () => root,
  path: '/tunables',
  validateSearch: ({ host }: Record<string, unknown>): { host?: string } => (typeof host === 'string' ? { host } : {}),
  component: lazyRouteComponent(() => import('../features/tunables/TunablesScreen.tsx'), 'Screen'),
});

const scheduler = createRoute({
  getParentRoute: () => root,
  path: '/scheduler',
  validateSearch: ({ host }: Record<string, unknown>): { host?: string } => (typeof host === 'string' ? { host } : {}),
  component: lazyRouteComponent(() => import('../features/scheduler/SchedulerScreen.tsx'), 'Screen'),
});

const drills = createRoute({
  getParentRoute: () => root,
  path: '/drills',
  component: lazyRouteComponent(() => import('../features/drills/DrillsScreen.tsx'), 'Screen'),
});

/** Addresses after a hash, so that they are the same on `app:` and on `http:`. */
export const router = createRouter({
  routeTree: root.addChildren([
    start,
    pager,
    incidents,
    incident,
    fleet,
    messages,
    tunables,
    scheduler,
    hostConsole,
    drills,
  ]),
  history: createHashHistory(),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
