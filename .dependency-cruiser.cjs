/** Who may import whom: docs/architecture.md tells the reasons. */
const simulationRooms = ['engine', 'hardware', 'solaris', 'reliability', 'oncall', 'drill'];

/** A room of the simulation may import those above it, never one below. */
const simulationLadder = simulationRooms.slice(0, -1).map((room, index) => ({
  name: `simulation-${room}-imports-upwards-only`,
  comment: 'A room that needs something of a room below declares a port that world.ts wires.',
  severity: 'error',
  from: { path: `^main/simulation/${room}/` },
  to: { path: `^main/simulation/((${simulationRooms.slice(index + 1).join('|')})/|world\\.ts)` },
}));

const wall = (name, from, to, except) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: except === undefined ? { path: to } : { path: to, pathNot: except },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '\\.test\\.tsx?$'] },
      to: {},
    },
    {
      name: 'no-dev-dependency-in-shipped-code',
      severity: 'error',
      from: { path: '^(main|preload|renderer|shared)/', pathNot: '\\.test\\.tsx?$' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: ['node_modules/electron/', 'node_modules/@types/'],
      },
    },
    wall('shared-imports-nothing-of-ours', '^shared/', '^(main|preload|renderer)/'),
    wall('simulation-imports-shared-only', '^main/simulation/', '^(main|preload|renderer)/', '^main/simulation/'),
    {
      name: 'simulation-has-no-platform',
      severity: 'error',
      from: { path: '^(main/simulation|shared)/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    ...simulationLadder,
    {
      name: 'store-and-export-know-only-types-of-the-simulation',
      severity: 'error',
      from: { path: '^main/(store|export)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^main/simulation/', dependencyTypesNot: ['type-only'] },
    },
    wall(
      'store-export-lab-stand-alone',
      '^main/(store|export|lab)/',
      '^(main|preload|renderer)/',
      '^main/(store|export|lab|simulation)/',
    ),
    wall(
      'workers-are-plumbing',
      '^main/workers/',
      '^(main|preload|renderer)/',
      '^main/(workers|simulation|store|lab)/',
    ),
    wall(
      'station-uses-worker-clients',
      '^main/station/',
      '^main/(simulation|store|lab|workers/[a-z]+\\.worker)',
      '^main/store/store-api\\.ts$',
    ),
    wall('station-knows-no-shell', '^main/station/', '^(main/(desktop|web|cli|api)|preload|renderer)/'),
    wall('api-imports-station-and-shared', '^main/api/', '^(main|preload|renderer)/', '^main/(api|station)/'),
    wall('web-stands-on-api-and-station', '^main/web/', '^(main|preload|renderer)/', '^main/(web|api|station)/'),
    wall(
      'desktop-and-cli-use-the-one-entry-of-web',
      '^main/(desktop|cli)/',
      '^main/web/',
      '^main/web/start-web-shell\\.ts$',
    ),
    wall(
      'desktop-stands-on-api-and-station',
      '^main/desktop/',
      '^(main|preload|renderer)/',
      '^main/(desktop|api|station|web)/',
    ),
    wall('cli-stands-on-station-and-lab', '^main/cli/', '^(main|preload|renderer)/', '^main/(cli|station|lab|web)/'),
    {
      name: 'only-desktop-and-preload-know-electron',
      severity: 'error',
      from: { path: '^(main|renderer|shared)/', pathNot: ['^main/desktop/', '\\.test\\.ts$'] },
      to: { path: '^electron$|node_modules/electron/' },
    },
    wall('renderer-imports-shared-and-itself', '^renderer/', '^(main|preload)/'),
    wall('preload-imports-shared-only', '^preload/', '^(main|renderer)/'),
    {
      name: 'features-do-not-know-each-other',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    wall(
      'features-do-not-know-the-kit-behind-ui',
      '^renderer/(app|live|features|charts|editors)/',
      'node_modules/@mantine/',
    ),
    {
      name: 'only-transport-and-live-know-the-wire',
      severity: 'error',
      from: { path: '^renderer/', pathNot: ['^renderer/(transport|live)/', '\\.test\\.tsx?$'] },
      to: { path: 'node_modules/@orpc/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$|\\?' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.css'],
    },
  },
};
