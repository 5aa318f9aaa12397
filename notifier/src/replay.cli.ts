import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { databaseOptions } from './database.js';
import { reviveDead } from './delivery/deliveries.js';

const USAGE = 'usage: replay.cli.js [--event <id>]    puts dead deliveries back, all or those of one event';

function readEventId(): string | undefined {
  try {
    return parseArgs({ options: { event: { type: 'string' } } }).values.event;
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(2);
  }
}

// a container may run as a user that has no name
function operator(): string {
  try {
    return `operator:${userInfo().username}`;
  } catch {
    return `operator:uid ${process.getuid?.()}`;
  }
}

const event = readEventId();
const dataSource = await new DataSource(databaseOptions()).initialize();
try {
  const count = await reviveDead(dataSource, operator(), event);
  console.log(`${count} ${count === 1 ? 'delivery' : 'deliveries'} put back`);
} finally {
  await dataSource.destroy();
}
