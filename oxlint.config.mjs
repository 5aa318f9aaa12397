import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';

const ROOT = import.meta.dirname;
const WORKSPACES = ['packages', 'services', 'workflows', 'gateway', 'notifier', 'infra', 'tests', 'bench'];

const errors = (...rules) => Object.fromEntries(rules.map((rule) => [rule, 'error']));

/** What a decorator is given by the types of a class is needed when it runs, which the linter does not see. */
const DECORATED = WORKSPACES.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }),
)
  .filter(
    (entry) =>
      entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name) && !entry.parentPath.includes('node_modules'),
  )
  .map(({ parentPath, name }) => join(parentPath, name))
  .filter((file) => /^\s*@\w+\(/m.test(readFileSync(file, 'utf8')))
  .map((file) => relative(ROOT, file));

const builtins = [...builtinModules, 'node:*'];
const io = [
  '@temporalio/client',
  '@temporalio/worker',
  '@temporalio/activity',
  'typeorm',
  'pg',
  'kafkajs',
  '@nestjs/*',
];

export default {
  plugins: ['typescript', 'oxc'],
  options: { typeAware: true, typeCheck: true, reportUnusedDisableDirectives: 'error', denyWarnings: true },
  ignorePatterns: ['**/dist/', '.tsbuild/', '.local/', '**/test/histories/'],
  categories: { correctness: 'error' },
  rules: {
    // of that category, and not of ours
    'typescript/no-meaningless-void-operator': 'off',
    'typescript/no-misused-spread': 'off',
    'typescript/no-useless-default-assignment': 'off',
    'typescript/require-array-sort-compare': 'off',
    ...errors(
      'no-case-declarations',
      'no-empty',
      'no-fallthrough',
      'no-prototype-builtins',
      'no-regex-spaces',
      'no-unexpected-multiline',
      'no-useless-assignment',
      'preserve-caught-error',
    ),
  },
  overrides: [
    {
      files: ['**/*.mjs'],
      env: { node: true, es2024: true },
      rules: { ...errors('no-redeclare', 'no-undef'), 'typescript/unbound-method': 'off' },
    },
    {
      files: ['**/*.ts'],
      rules: {
        ...errors(
          'no-var',
          'prefer-const',
          'prefer-rest-params',
          'prefer-spread',
          'typescript/ban-ts-comment',
          'typescript/no-array-constructor',
          'typescript/no-empty-object-type',
          'typescript/no-explicit-any',
          'typescript/no-misused-promises',
          'typescript/no-namespace',
          'typescript/no-require-imports',
          'typescript/no-unnecessary-type-assertion',
          'typescript/no-unnecessary-type-constraint',
          'typescript/no-unsafe-argument',
          'typescript/no-unsafe-assignment',
          'typescript/no-unsafe-call',
          'typescript/no-unsafe-enum-comparison',
          'typescript/no-unsafe-function-type',
          'typescript/no-unsafe-member-access',
          'typescript/no-unsafe-return',
          'typescript/only-throw-error',
          'typescript/prefer-promise-reject-errors',
          'typescript/require-await',
          'typescript/restrict-plus-operands',
          'no-console',
        ),
        'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
        'typescript/consistent-type-imports': [
          'error',
          { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
        ],
        'no-unused-vars': [
          'error',
          { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
        ],
        'max-lines': ['error', { max: 300 }],
        eqeqeq: ['error', 'always', { null: 'ignore' }],
      },
    },
    { files: DECORATED, rules: { 'typescript/consistent-type-imports': 'off' } },
    {
      // Chinese print sets words apart by U+3000
      files: ['packages/documents/**/*.ts'],
      rules: { 'no-irregular-whitespace': ['error', { skipTemplates: true, skipRegExps: true }] },
    },
    {
      // people read these on a terminal
      files: ['infra/**', 'bench/**', 'examples/**', '**/*.cli.ts'],
      rules: { 'no-console': 'off' },
    },
    {
      // a transaction is retried, and its failures told truly, in one place
      files: ['packages/*/src/**/*.ts', 'services/*/src/**/*.ts', 'notifier/src/**/*.ts'],
      excludeFiles: ['packages/platform/src/db/*.ts', 'packages/testkit/src/one-connection.ts'],
      rules: {
        'no-restricted-properties': [
          'error',
          ...['transaction', 'createQueryRunner', 'startTransaction'].map((property) => ({
            property,
            message: 'inTransaction of @zhishou/platform/db/transaction is the one way to a transaction',
          })),
        ],
      },
    },
    {
      // what a workflow does must come out the same when it is replayed: no clock, no chance, no outside world
      files: ['workflows/src/**/*.ts', 'packages/rules/src/{*,inspection/*}.ts'],
      excludeFiles: ['**/*.spec.ts'],
      rules: { 'no-restricted-imports': ['error', { patterns: [{ group: [...builtins, ...io] }] }] },
    },
  ],
};
