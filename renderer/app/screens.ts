/** The screens of the rail, in its groups, with the keys that go there. */
export const screenGroups = [
  {
    name: 'Respond',
    screens: [
      { name: 'Pager', to: '/pager', keys: 'g p' },
      { name: 'Incidents', to: '/incidents', keys: 'g i' },
    ],
  },
  {
    name: 'System',
    screens: [
      { name: 'Fleet', to: '/fleet', keys: 'g f' },
      { name: 'Messages', to: '/messages', keys: 'g m' },
      { name: 'Console', to: '/console', keys: 'g c' },
      { name: 'Tunables', to: '/tunables', keys: 'g t' },
      { name: 'Scheduler', to: '/scheduler', keys: 'g s' },
    ],
  },
  { name: 'Practice', screens: [{ name: 'Drills', to: '/drills', keys: 'g d' }] },
] as const;

export type ScreenName = (typeof screenGroups)[number]['screens'][number]['name'];
