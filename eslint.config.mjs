import js from '@eslint/js';
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

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

export default tseslint.config(
  {
    ignores: ['**/dist/', '**/node_modules/', '.tsbuild/', '.local/', '**/test/histories/'],
  },
  js.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'max-lines': ['error', { max: 300 }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    // Chinese print sets words apart by U+3000
    files: ['packages/documents/**/*.ts'],
    rules: { 'no-irregular-whitespace': ['error', { skipTemplates: true, skipRegExps: true }] },
  },
  {
    // people read these on a terminal
    files: ['infra/**', 'bench/**', '**/*.cli.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // a transaction is retried, and its failures told truly, in one place
    files: ['packages/*/src/**/*.ts', 'services/*/src/**/*.ts', 'notifier/src/**/*.ts'],
    ignores: ['packages/platform/src/db/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.property.name=/^(transaction|createQueryRunner|startTransaction)$/]',
          message: 'inTransaction of @zhishou/platform/db/transaction is the one way to a transaction',
        },
      ],
    },
  },
  {
    // what a workflow does must come out the same when it is replayed: no clock, no chance, no outside world
    files: ['workflows/src/**/*.ts', 'packages/rules/src/{*,inspection/*}.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: [...builtins, ...io] }] }] },
  },
);
