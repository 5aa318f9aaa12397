import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CompositionError, composeSupergraph } from './supergraph/supergraph.js';
import { SUBGRAPHS } from './supergraph/subgraph.names.js';

const ROOT = join(import.meta.dirname, '../..');
const TARGET = join(ROOT, 'gateway/supergraph.graphql');

function readSubgraphs() {
  const missing = SUBGRAPHS.filter((name) => !existsSync(schemaFile(name)));
  if (missing.length > 0)
    throw new CompositionError(
      missing.map((name) => `[${name}] ${relative(ROOT, schemaFile(name))} does not exist`),
    );
  return SUBGRAPHS.map((name) => ({ name, sdl: readFileSync(schemaFile(name), 'utf8') }));
}

function schemaFile(name: string): string {
  return join(ROOT, 'services', name, 'schema.graphql');
}

/** `--check`: writes nothing, fails when the committed supergraph is not what the subgraphs compose to. */
function run(check: boolean): void {
  const composed = composeSupergraph(readSubgraphs());
  const committed = existsSync(TARGET) ? readFileSync(TARGET, 'utf8') : '';
  const file = relative(ROOT, TARGET);
  if (composed === committed) process.stdout.write(`${file} is up to date\n`);
  else if (check) throw new CompositionError([`${file} is stale: run "npm run compose" and commit it`]);
  else {
    writeFileSync(TARGET, composed);
    process.stdout.write(`${file} written\n`);
  }
}

try {
  run(process.argv.includes('--check'));
} catch (error) {
  if (!(error instanceof CompositionError)) throw error;
  process.stderr.write(`The supergraph does not compose:\n${error.message}\n`);
  process.exitCode = 1;
}
