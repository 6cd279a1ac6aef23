/** The floors of the house: a file imports from its own floor or from one below, never from above. See docs/architecture.md. */
const FLOORS = [
  ['domain'],
  ['config', 'rules', 'reviewers', 'registry', 'insights', 'messages'],
  ['github', 'store'],
  ['handlers'],
  ['app', 'cli', 'portal', 'sandbox'],
];

const folders = (names) => `^src/(${names.join('|')})/`;
const above = (floor) => FLOORS.slice(floor + 1).flat();

export default {
  forbidden: [
    ...FLOORS.slice(0, -1).map((names, floor) => ({
      name: `floor-${floor}-imports-down`,
      comment: `Floor ${floor} (${names.join(', ')}) may not import from a floor above it.`,
      severity: 'error',
      from: { path: folders(names) },
      to: { path: folders(above(floor)) },
    })),
    {
      name: 'domain-stands-alone',
      comment: 'The vocabulary imports nothing of ours and no package.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'pure-floors-have-no-effects',
      comment: 'Floor 1 decides; it never reads a disk, a network or a database.',
      severity: 'error',
      from: { path: folders(FLOORS[1]) },
      to: { path: '^(node:)?(fs|net|http|https|child_process|dns)(/|$)', dependencyTypes: ['core'] },
    },
    {
      name: 'only-github-talks-to-octokit',
      comment: 'One gateway: requests are counted, budgeted and made idempotent in src/github alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(github|app)/' },
      to: { path: '(^|/)node_modules/(@octokit/(?!graphql-schema)|probot)' },
    },
    {
      name: 'only-store-talks-to-the-database',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: '(^|/)node_modules/(pg|pg-boss|kysely|@electric-sql)(/|$)' },
    },
    {
      name: 'sandbox-is-a-leaf',
      comment: 'The stand-in GitHub is started by the command line; production code never knows of it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(sandbox|cli)/' },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
