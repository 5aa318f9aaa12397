const project = (displayName, role, extra = {}) => ({
  displayName,
  rootDir: import.meta.dirname,
  testMatch: [`<rootDir>/**/*.${role}.ts`],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.local/', '/.tsbuild/'],
  modulePathIgnorePatterns: ['<rootDir>/.local/', '<rootDir>/.*/dist/'],
  runner: '<rootDir>/infra/jest/workspace.runner.mjs',
  runtime: '<rootDir>/infra/jest/native.runtime.mjs',
  testEnvironment: '<rootDir>/infra/jest/native.environment.mjs',
  transform: {},
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
