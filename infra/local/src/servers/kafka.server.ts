import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from '../root/private-file.js';
import { logFile, type StackRoot } from '../root/stack-root.js';
import { REPOSITORY } from '../root/repository.js';
import type { Tell } from '../step.js';
import type { Part } from '../supervisor/part.js';
import { findJava } from '../tools/java.js';
import { kafkaClassPath } from '../tools/kafka-jars.js';
import { runTool } from '../tools/run-tool.js';
import { pingKafka } from './kafka-admin.js';
import { kafkaProperties } from './kafka-settings.js';

const HEAP = '-Xmx384m';

export interface KafkaOptions {
  root: StackRoot;
  port: number;
  controllerPort: number;
  /** makes it a broker that knows users, those given here by name and password, and whom it lets do what */
  guarded?: { adminPort: number; users: Readonly<Record<string, string>> };
}

/** Writes the broker's settings, formats its storage where it is new, and answers how to run it. */
export async function kafkaServer(
  { root, port, controllerPort, guarded }: KafkaOptions,
  tell: Tell,
): Promise<Part> {
  const java = await findJava(tell);
  const data = join(root.data, 'kafka');
  const settings = join(data, 'server.properties');
  privateFolder(data);
  const adminPort = guarded?.adminPort;
  const place = { data: join(data, 'log'), port, controllerPort, adminPort };
  writeFileSync(settings, kafkaProperties(place), { mode: 0o600 });
  const run = (main: string): [string, ...string[]] => [java, ...javaOptions(), main];
  if (!existsSync(join(data, 'log/meta.properties'))) {
    const [file, ...args] = run('kafka.tools.StorageTool');
    const users = Object.entries(guarded?.users ?? {}).flatMap(([name, password]) => [
      '--add-scram',
      `SCRAM-SHA-512=[name=${name},password=${password}]`,
    ]);
    const id = randomBytes(16).toString('base64url');
    // as one word: an id may begin with a dash
    await runTool(file, [...args, 'format', `--cluster-id=${id}`, '-c', settings, ...users]);
  }
  return {
    name: 'kafka',
    kind: 'server',
    command: [...run('kafka.Kafka'), settings],
    env: {},
    log: logFile(root, 'kafka'),
    marker: settings,
    stopSignal: 'SIGTERM',
    health: () => pingKafka(`127.0.0.1:${adminPort ?? port}`),
  };
}

function javaOptions(): string[] {
  const logging = join(REPOSITORY, 'infra/local/kafka-log4j2.properties');
  return [
    HEAP,
    '-XX:+UseSerialGC',
    // a broker that lives for hours with little to do never earns back what the optimising compiler costs
    '-XX:TieredStopAtLevel=1',
    '-Djava.awt.headless=true',
    `-Dlog4j2.configurationFile=${logging}`,
    '-cp',
    kafkaClassPath(),
  ];
}
