const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        keepClassNames: true,
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
      },
      module: { type: 'es6' },
    },
  ],
};

const project = (displayName, role, extra = {}) => ({
  displayName,
  rootDir: import.meta.dirname,
  testMatch: [`<rootDir>/**/*.${role}.ts`],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.local/', '/.tsbuild/'],
  modulePathIgnorePatterns: ['<rootDir>/.local/', '<rootDir>/.*/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node'] },
  transform,
  ...extra,
});

export default {
  projects: [
    project('unit', 'spec'),
    project('workflow', 'workflow-spec'),
    project('integration', 'int-spec'),
    project('e2e', 'e2e-spec'),
    project('chaos', 'chaos-spec'),
  ],
  testSequencer: '<rootDir>/jest.sequencer.mjs',
  testTimeout: 60_000,
};
