/**
 * The house's layers (docs/architecture.md). Types count as imports: a layer that leaks its types leaks.
 * test/house/imports.test.ts runs this and asserts how many modules were seen, so that a rule never passes on nothing.
 */
const feature = (side) => `^src/${side}/features/([^/]+)/`;
const sides = ['shared', 'main', 'server', 'renderer/src'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'shared-runs-anywhere',
      comment: 'src/shared knows no Node, Electron or DOM, and nobody else in the house',
      severity: 'error',
      from: { path: '^src/shared/', pathNot: '[.]test[.]ts$' },
      to: {
        path: '^(src/(main|preload|renderer|server|demo|launch)|test)/|^(electron|react|fastify|pg|ws)$',
      },
    },
    {
      name: 'shared-no-node',
      severity: 'error',
      from: { path: '^src/shared/', pathNot: '[.]test[.]ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-knows-shared-only',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^src/(main|server|preload|demo|launch)/' },
    },
    {
      name: 'renderer-no-node',
      severity: 'error',
      from: { path: '^src/renderer/', pathNot: '[.]test[.]tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'main-not-server',
      severity: 'error',
      from: { path: '^src/main/' },
      to: { path: '^src/(server|renderer|demo|launch)/' },
    },
    {
      name: 'server-not-main',
      severity: 'error',
      from: { path: '^src/server/' },
      to: { path: '^src/(main|renderer|preload|demo|launch)/' },
    },
    {
      name: 'preload-knows-shared-only',
      severity: 'error',
      from: { path: '^src/preload/' },
      to: { path: '^src/(main|server|renderer|demo|launch)/' },
    },
    {
      name: 'electron-in-its-shell-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main/shells/electron/|main/ipc/electron-transport|preload/)' },
      to: { path: '^electron$|node_modules/electron/' },
    },
    ...sides.flatMap((side) => [
      {
        name: `features-do-not-meet-${side.replace('/src', '')}`,
        comment: 'features meet through slots, events and {type, id}; never by import',
        severity: 'error',
        from: { path: feature(side) },
        to: {
          path: sides.map((other) => `^src/${other}/features/[^/]+/`),
          pathNot: sides.map((other) => `^src/${other}/features/$1/`),
        },
      },
      {
        name: `core-knows-no-feature-${side.replace('/src', '')}`,
        severity: 'error',
        from: {
          path: `^src/${side}/`,
          pathNot: [feature(side), `^src/${side}/features[.]tsx?$`, '[.]test[.]tsx?$'],
        },
        to: { path: sides.map((other) => `^src/${other}/features/[^/]+/`) },
      },
    ]),
    {
      name: 'pieces-have-a-root',
      comment:
        'a compose-….ts is a piece of the compose.ts beside it: who imports one creates things on their own',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(main|server)/compose[^/]*[.]ts$', '[.]test[.]ts$'] },
      to: { path: '^src/(main|server)/compose-' },
    },
    {
      name: 'pieces-meet-in-their-root',
      comment: 'a piece knows what others make by its type; which ones it gets, the root says',
      severity: 'error',
      from: { path: '^src/(main|server)/compose-', pathNot: '[.]test[.]ts$' },
      to: { path: '^src/$1/compose[^/]*[.]ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '[.]test(-process)?[.]tsx?$' },
      to: { path: '^test/|[.]test[.]tsx?$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
