import tseslint from 'typescript-eslint';

/** Who may import whom; docs/architecture.md shows the same table. A room may always import itself. */
const DOORS = {
  'workflows/core': [],
  workflows: ['workflows'],
  activities: ['workflows'],
  db: ['workflows'],
  'worker/client': ['workflows'],
  worker: ['workflows', 'activities', 'db', 'worker', 'env'],
  web: ['workflows', 'db', 'worker/client', 'web', 'env'],
  scripts: ['workflows', 'db', 'worker/client', 'activities/catalogue', 'scripts', 'env'],
  // Like a test, a benchmark composes the rooms itself and measures from inside; only the panel is not its business.
  'scripts/bench': ['workflows', 'activities', 'db', 'worker', 'scripts', 'env'],
};

/** What stands behind each name of a door, as import texts. */
const ROOMS = {
  workflows: '#workflows/',
  activities: '#activities/',
  'activities/catalogue': '#activities/checks/(create-checks|with-thresholds)\\.ts$',
  db: '#db/',
  worker: '#worker/',
  'worker/client': '#worker/((create-)?doctor-client|ping-temporal)\\.ts$',
  web: '#web/',
  scripts: '#scripts/',
  env: '#env\\.ts$',
};

/** Each outside package has one home. */
const HOMES = {
  '@temporalio/workflow': ['workflows'],
  '@temporalio/activity': ['activities'],
  '@temporalio/worker': ['worker'],
  '@temporalio/client': ['worker', 'worker/client'],
  '@google/genai': ['activities'],
  'google-auth-library': ['activities'],
  '@octokit/': ['activities'],
  '@axiomhq/': ['activities'],
  '@aws-sdk/': ['activities'],
  undici: ['activities'],
  sequelize: ['db'],
  pg: ['db'],
  umzug: ['db'],
  react: ['web'],
  '@remix-run/': ['web'],
  express: ['web'],
  marked: ['web'],
};

const escape = (text) => text.replaceAll('.', '\\.');

function doorsOf(room) {
  const open = DOORS[room];
  const own = room === 'workflows/core' ? null : room.split('/')[0];
  const isBench = room === 'scripts/bench';
  const patterns = [{ regex: '^\\.\\./', message: 'Name the room: #room/file.ts, or ./sibling.ts.' }];
  for (const [name, text] of Object.entries(ROOMS)) {
    if (open.includes(name) || name === own) continue;
    // A door that is narrower than its room leaves the rest of the room shut.
    const narrower = Object.entries(ROOMS)
      .filter(([other]) => other.startsWith(`${name}/`) && open.includes(other))
      .map(([, inner]) => inner);
    const except = narrower.length > 0 ? `(?!${narrower.join('|')})` : '';
    if (name.includes('/') && open.includes(name.split('/')[0])) continue;
    patterns.push({ regex: `^${except}${text}`, message: `${room} has no door to ${name}; see docs/architecture.md.` });
  }
  for (const [name, homes] of Object.entries(HOMES)) {
    if (homes.includes(room) || (isBench && /^@temporalio|^sequelize$/.test(name))) continue;
    patterns.push({
      regex: name.endsWith('/') ? `^${escape(name)}` : `^${escape(name)}($|/)`,
      message: `${name} lives in ${homes[0]}/ only.`,
    });
  }
  if (room.startsWith('workflows')) {
    const allowed = room === 'workflows' ? '#workflows/|\\./|@temporalio/workflow$' : '\\./';
    patterns.push({
      regex: `^(?!${allowed})`,
      message: 'What is under workflows/ is replayed: it imports nothing but itself (and, outside core, @temporalio/workflow).',
    });
  }
  return ['error', { patterns }];
}

const readsEnvironment = 'env.ts is the one reader of process.env: take what you need as an argument.';
const loadsLate = 'A door is passed at the top of the file: import it there.';
const restricted = [
  [readsEnvironment, "MemberExpression[object.name='process'][property.name='env']"],
  [readsEnvironment, "MemberExpression[object.name='process'][property.value='env']"],
  [readsEnvironment, "MemberExpression[object.property.name='process'][property.name='env']"],
  [readsEnvironment, "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']"],
  [readsEnvironment, 'ImportDeclaration[source.value=/^(node:)?process$/]'],
  [loadsLate, 'ImportExpression[source.value=/^[#.]/]'],
  [loadsLate, 'ImportExpression[source.type="TemplateLiteral"]'],
  [loadsLate, "CallExpression[callee.name='require']"],
  [loadsLate, "ImportSpecifier[imported.name='createRequire']"],
].map(([message, selector]) => ({ message, selector }));

export default tseslint.config(
  { ignores: ['node_modules/', 'build/', 'storage/', 'test/fixtures/', 'bench-results/', 'coverage/'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, arguments: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', prefer: 'type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...restricted],
      'max-lines': ['error', { max: 250 }],
    },
  },
  { files: ['workflows/*.ts'], rules: { 'no-restricted-imports': doorsOf('workflows') } },
  { files: ['workflows/core/**/*.ts'], rules: { 'no-restricted-imports': doorsOf('workflows/core') } },
  { files: ['activities/**/*.ts'], rules: { 'no-restricted-imports': doorsOf('activities') } },
  { files: ['db/**/*.ts'], rules: { 'no-restricted-imports': doorsOf('db') } },
  { files: ['worker/**/*.ts'], rules: { 'no-restricted-imports': doorsOf('worker') } },
  {
    files: ['worker/doctor-client.ts', 'worker/create-doctor-client.ts', 'worker/ping-temporal.ts', 'worker/reach-temporal.ts'],
    rules: { 'no-restricted-imports': doorsOf('worker/client') },
  },
  {
    files: ['web/**/*.{ts,tsx}'],
    rules: { 'no-restricted-imports': doorsOf('web'), '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  { files: ['scripts/**/*.ts'], rules: { 'no-restricted-imports': doorsOf('scripts'), 'no-console': 'off' } },
  { files: ['scripts/bench/**/*.ts'], rules: { 'no-restricted-imports': doorsOf('scripts/bench') } },
  // env.ts is a table of variables, and the one place that reads them.
  { files: ['env.ts', '*.config.ts'], rules: { 'no-restricted-syntax': 'off', 'max-lines': 'off' } },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      'no-restricted-syntax': 'off',
      'max-lines': ['error', { max: 400 }],
    },
  },
);
