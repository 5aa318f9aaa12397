import { join } from 'node:path';
import { REPOSITORY } from '../root/repository.js';
import type { Secrets } from '../root/secrets.js';
import type { Step } from '../step.js';
import { runTool } from '../tools/run-tool.js';
import { demoAccounts } from './accounts.js';
import { MIGRATIONS, PROVISION, SEED_PEOPLE } from './catalogue.js';
import { databaseUrlOf } from './world.js';

/** Makes each service's schema, role and tables and the demo people, or brings them up to date. */
export async function prepareDatabase(databaseUrl: string, secrets: Secrets, step: Step): Promise<void> {
  const as = (service: string): Record<string, string> => ({
    DATABASE_URL: databaseUrlOf(databaseUrl, secrets, service),
  });
  await step('migrate', async () => {
    await runNode(PROVISION, {
      DATABASE_URL: databaseUrl,
      SERVICE_PASSWORDS: JSON.stringify(secrets.services),
    });
    await Promise.all(Object.entries(MIGRATIONS).map(([service, entry]) => runNode(entry, as(service))));
  });
  await step('people', async () => {
    const accounts = demoAccounts(secrets);
    await runNode(SEED_PEOPLE, { ...as('directory'), DEMO_ACCOUNTS: JSON.stringify(accounts) });
    return `${accounts.length} accounts`;
  });
}

async function runNode(entry: string, env: Record<string, string>): Promise<void> {
  const { PATH, HOME } = process.env;
  await runTool(process.execPath, ['--enable-source-maps', join(REPOSITORY, entry)], {
    env: { PATH, HOME, LOG_LEVEL: 'warn', ...env },
  });
}
