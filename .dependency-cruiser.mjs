/** Every arrow that must not be, with its reason. What is not forbidden is allowed; cycles never are. */
const SERVICES = '^services/(directory|tickets|inspections|scoring)/src';
const ANY_OF_OURS = '^(packages|services|workflows|gateway|notifier|infra|tests|simulate|examples)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle cannot be read from either end.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'rules-is-a-leaf',
      comment: 'The rules are pure: they import nothing of ours.',
      severity: 'error',
      from: { path: '^packages/rules/src' },
      to: { path: ANY_OF_OURS, pathNot: '^packages/rules/' },
    },
    {
      name: 'messages-takes-only-types-from-rules',
      comment: 'ADR 1: the vocabulary of the wire is that of the rules; their code stays out of it.',
      severity: 'error',
      from: { path: '^packages/messages/src' },
      to: { path: '^packages/rules/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'messages-is-a-leaf',
      comment: 'Producer and consumer agree in a package that knows neither.',
      severity: 'error',
      from: { path: '^packages/messages/src' },
      to: { path: ANY_OF_OURS, pathNot: '^packages/(messages|rules)/' },
    },
    {
      name: 'documents-is-a-leaf',
      comment: 'Office documents are made of plain data: who holds it maps it.',
      severity: 'error',
      from: { path: '^packages/documents/src' },
      to: { path: ANY_OF_OURS, pathNot: '^packages/documents/' },
    },
    {
      name: 'office-formats-stay-in-documents',
      comment:
        'ADR 17: exceljs is no longer maintained; one file writes spreadsheets, so that a successor can take over.',
      severity: 'error',
      from: { pathNot: '^packages/documents/' },
      to: { path: '^node_modules/(docx|exceljs)/' },
    },
    {
      name: 'exceljs-behind-one-file',
      comment: 'ADR 17.',
      severity: 'error',
      from: { pathNot: '^packages/documents/src/layout/sheet\\.ts$' },
      to: { path: '^node_modules/exceljs/' },
    },
    {
      name: 'documents-are-made-on-a-thread-of-their-own',
      comment:
        'Writing one takes seconds of a thread: a service that answers people hands it to the printer.',
      severity: 'error',
      from: { path: '^(services/[^/]+|packages/platform)/src' },
      to: {
        path: '^packages/documents/src/(?!printer\\.ts|layout/day\\.ts)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'the-printer-writes-nothing-itself',
      comment: 'What it prints with is loaded in its thread.',
      severity: 'error',
      from: { path: '^packages/documents/src/printer\\.ts$' },
      to: { path: '^packages/documents/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'platform-knows-no-service',
      comment: 'The chassis carries every service and knows none.',
      severity: 'error',
      from: { path: '^packages/platform/src' },
      to: { path: ANY_OF_OURS, pathNot: '^packages/(platform|documents|messages|rules)/' },
    },
    {
      name: 'attachments-know-no-service',
      comment: 'What files are attached to is known through a port; the chassis is below.',
      severity: 'error',
      from: { path: '^packages/attachments/src' },
      to: { path: ANY_OF_OURS, pathNot: '^packages/(attachments|platform|messages|rules)/' },
    },
    {
      name: 'workflows-stay-in-the-sandbox',
      comment: 'Workflow code imports rules, messages and @temporalio/workflow, nothing else.',
      severity: 'error',
      from: { path: '^workflows/src', pathNot: '\\.spec\\.ts$' },
      to: {
        pathNot: [
          '^workflows/src',
          '^packages/(rules|messages)/',
          '^node_modules/@temporalio/(workflow|common)/',
        ],
      },
    },
    {
      name: 'nobody-imports-workflow-code',
      comment: 'A worker loads the built bundle by path; clients know messages.',
      severity: 'error',
      from: { pathNot: '^workflows/' },
      to: { path: '^workflows/' },
    },
    {
      name: 'services-do-not-import-each-other',
      comment: 'Services meet at the gateway and on Kafka.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^(services|gateway|notifier)/', pathNot: '^services/$1/' },
    },
    {
      name: 'the-edge-imports-no-service',
      comment: 'The gateway knows the composed schema, the notifier the events.',
      severity: 'error',
      from: { path: '^(gateway|notifier)/' },
      to: { path: SERVICES },
    },
    {
      name: 'only-the-simulation-runs-services-of-others',
      comment: "ADR 24: made-up data come by the services' own code; a launcher runs it as a program.",
      severity: 'error',
      from: { path: '^(infra|bench)/' },
      to: { path: SERVICES },
    },
    {
      name: 'examples-stand-outside',
      comment: 'They show what a program of somebody else does: over the network alone.',
      severity: 'error',
      from: { path: '^examples/' },
      to: { path: ANY_OF_OURS, pathNot: '^examples/' },
    },
    {
      name: 'nobody-imports-the-simulation',
      comment: 'It is a program: what it needs of others it imports, and what is made up is in the database.',
      severity: 'error',
      from: { pathNot: '^simulate/' },
      to: { path: '^simulate/' },
    },
    {
      name: 'only-tests-use-the-testkit',
      comment: 'What ships does not carry the tests.',
      severity: 'error',
      from: {
        path: '^(packages/(?!testkit)[^/]+|services/[^/]+|workflows|gateway|notifier|simulate)/src',
        pathNot: '\\.spec\\.ts$',
      },
      to: { path: '^packages/testkit/' },
    },
    {
      name: 'kafka-behind-one-adapter',
      comment:
        'kafkajs is no longer maintained: one place knows it, and its tests, so that a successor can replace it.',
      severity: 'error',
      from: { pathNot: '^(packages/platform/(src/kafka|test)/|infra/local/)' },
      to: { path: '^node_modules/kafkajs/' },
    },
    {
      name: 'declared-dependencies-only',
      comment: 'What a package imports stands in its own package.json.',
      severity: 'error',
      from: {
        path: '^(packages|services|workflows|gateway|notifier|infra|simulate|examples)/.*src',
        pathNot: '\\.spec\\.ts$',
      },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
  ],
  options: {
    doNotFollow: { path: '(^|/)(node_modules|dist)/' },
    exclude: { path: '(^|/)(dist|\\.tsbuild|\\.local)/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default'],
    },
  },
};
