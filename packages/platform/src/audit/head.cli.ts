import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../db/data-source.js';
import { giveHead } from './give-head.js';
import { keyIdOf, newHeadKey, publicHeadKey } from './head.js';
import { readHeadEnv } from './head.env.js';

const USAGE = `head.cli.js give     signs where all audit chains stand and adds it to AUDIT_HEAD_FILE
head.cli.js key      shows the public key, which is all that verifying needs
head.cli.js new-key  shows a new private key for AUDIT_HEAD_KEY`;

const settings = (): NonNullable<ReturnType<typeof readHeadEnv>> => {
  const read = readHeadEnv();
  if (!read) throw new Error('AUDIT_HEAD_KEY and AUDIT_HEAD_FILE are needed');
  return read;
};

async function give(): Promise<string> {
  const { store, key } = settings();
  const dataSource = await new DataSource(
    dataSourceOptions({ schema: 'directory', entities: [] }),
  ).initialize();
  try {
    const head = await giveHead(dataSource, store, key, 0);
    return `head ${head!.number} of ${head!.at}`;
  } finally {
    await dataSource.destroy();
  }
}

const [what] = process.argv.slice(2);
if (what === 'give') console.log(await give());
else if (what === 'key') console.log(`${publicHeadKey(settings().key)}\nkey id ${keyIdOf(settings().key)}`);
else if (what === 'new-key') console.log(newHeadKey());
else {
  console.error(USAGE);
  process.exitCode = 1;
}
