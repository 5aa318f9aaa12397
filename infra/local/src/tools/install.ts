import type { Tell } from '../step.js';
import { findJava } from './java.js';
import { givenServers } from './given-servers.js';
import { installKafka } from './kafka-jars.js';
import { installPython } from './python.js';

/** Installs what the servers of this machine still lack, for tests with the time-skipping one; what is given needs nothing. */
export async function installTools(forTests: boolean, tell: Tell): Promise<string> {
  const given = givenServers();
  const allGiven = given.temporalAddress && given.kafkaBrokers && (given.temporalTestServer || !forTests);
  if (allGiven) return 'none needed: the servers are given';
  const installed = [await installPython('requirements.txt', tell)];
  if (!given.kafkaBrokers) {
    await findJava(tell);
    installed.push(await installKafka(tell));
  }
  return installed.some(Boolean) ? 'installed into .local/tools' : 'up to date';
}
