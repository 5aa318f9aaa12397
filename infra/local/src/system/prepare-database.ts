import { join } from 'node:path';
import { REPOSITORY } from '../root/repository.js';
import { runTool } from '../tools/run-tool.js';
import { demoAccounts } from './accounts.js';
import { MIGRATIONS, PROVISION, SEED_PEOPLE } from './catalogue.js';
import { databaseUrlOf, type World } from './world.js';

/** Makes each service's schema and role and brings its tables up to date. */
export async function prepareDatabase(world: World): Promise<void> {
  const { servers, secrets } = world;
  await runNode(PROVISION, {
    DATABASE_URL: servers.databaseUrl,
    SERVICE_PASSWORDS: JSON.stringify(secrets.services),
  });
  const migrations = Object.entries(MIGRATIONS);
  await Promise.all(
    migrations.map(([service, entry]) => runNode(entry, { DATABASE_URL: databaseUrlOf(world, service) })),
  );
}

/** Makes the demo people, or leaves them as they are. */
export async function seedPeople(world: World): Promise<string> {
  const accounts = demoAccounts(world.secrets);
  await runNode(SEED_PEOPLE, {
    DATABASE_URL: databaseUrlOf(world, 'directory'),
    DEMO_ACCOUNTS: JSON.stringify(accounts),
  });
  return `${accounts.length} accounts`;
}

async function runNode(entry: string, env: Record<string, string>): Promise<void> {
  const { PATH, HOME } = process.env;
  await runTool(process.execPath, ['--enable-source-maps', join(REPOSITORY, entry)], {
    env: { PATH, HOME, LOG_LEVEL: 'warn', ...env },
  });
}
