import type { Tell } from '../step.js';
import { findJava } from './java.js';
import { givenServers } from './given-servers.js';
import { installKafka } from './kafka-jars.js';
import { installPython } from './python.js';

/** Installs what the servers of this machine still lack; what the environment gives needs nothing. */
export async function installTools(tell: Tell): Promise<string> {
  const given = givenServers();
  if (given.temporalAddress && given.kafkaBrokers) return 'none needed: Temporal and Kafka are given';
  const installed = [await installPython('requirements.txt', tell)];
  if (!given.kafkaBrokers) {
    await findJava(tell);
    installed.push(await installKafka(tell));
  }
  return installed.some(Boolean) ? 'installed into .local/tools' : 'up to date';
}
