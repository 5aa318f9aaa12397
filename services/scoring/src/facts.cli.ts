import 'reflect-metadata';
import { readEnv } from '@zhishou/platform/env';
import { createBroker } from '@zhishou/platform/kafka/kafka';
import { createLogger } from '@zhishou/platform/log';
import { DataSource } from 'typeorm';
import { database } from './database.js';
import { rebuildFacts, RebuildError } from './fact/rebuild-facts.js';

const USAGE = '用法 usage: facts.cli.js [--rebuild]';

const args = process.argv.slice(2);
const isRebuild = args[0] === '--rebuild';
if (args.length > (isRebuild ? 1 : 0)) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}

const brokers = readEnv((env) => env.list('KAFKA_BROKERS'));
const broker = createBroker({ brokers, clientId: 'scoring facts', logger: createLogger('scoring-facts') });
const db = await new DataSource(database()).initialize();
try {
  const { noted, rest } = await rebuildFacts(db, broker, isRebuild ? 'fact' : 'check');
  process.stdout.write(
    isRebuild
      ? `已重建 rebuilt: ${noted} 条按原序与散列 in their order with their hash, ${rest} 条为最后一次记录之后 after the last note\n`
      : `一致 agrees: ${noted}；尚未记录 not noted yet: ${rest}\n`,
  );
} catch (error) {
  if (!(error instanceof RebuildError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await broker.close();
  await db.destroy();
}
