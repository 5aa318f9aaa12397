import 'reflect-metadata';
import { dataSourceOptions } from '@zhishou/platform/db/data-source';
import { readEnv } from '@zhishou/platform/env';
import { createLogger } from '@zhishou/platform/log';
import { DataSource } from 'typeorm';
import { DIRECTORY_ENTITIES, DIRECTORY_SCHEMA } from './directory.entities.js';
import { parseAccounts, seedPeople } from './seed-people.js';

const accounts = readEnv((env) => env.json('DEMO_ACCOUNTS', parseAccounts));
const options = dataSourceOptions({ schema: DIRECTORY_SCHEMA, entities: DIRECTORY_ENTITIES });
const dataSource = await new DataSource(options).initialize();
try {
  await seedPeople(dataSource, accounts);
  createLogger('seed-people').info({ people: accounts.length }, 'demo people are in place');
} finally {
  await dataSource.destroy();
}
