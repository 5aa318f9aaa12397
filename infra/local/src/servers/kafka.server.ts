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

const HEAP = '-Xmx384m';

export interface KafkaOptions {
  root: StackRoot;
  port: number;
  controllerPort: number;
}

/** Writes the broker's settings, formats its storage where it is new, and answers how to run it. */
export async function kafkaServer({ root, port, controllerPort }: KafkaOptions, tell: Tell): Promise<Part> {
  const java = await findJava(tell);
  const data = join(root.data, 'kafka');
  const settings = join(data, 'server.properties');
  privateFolder(data);
  writeFileSync(settings, properties(join(data, 'log'), port, controllerPort), { mode: 0o600 });
  const run = (main: string): [string, ...string[]] => [java, ...javaOptions(), main];
  if (!existsSync(join(data, 'log/meta.properties'))) {
    const [file, ...args] = run('kafka.tools.StorageTool');
    await runTool(file, [...args, 'format', '-t', randomBytes(16).toString('base64url'), '-c', settings]);
  }
  return {
    name: 'kafka',
    kind: 'server',
    command: [...run('kafka.Kafka'), settings],
    env: {},
    log: logFile(root, 'kafka'),
    marker: settings,
    stopSignal: 'SIGTERM',
    health: () => pingKafka(`127.0.0.1:${port}`),
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

const properties = (data: string, port: number, controllerPort: number): string =>
  Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': data,
    'auto.create.topics.enable': false,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    // A new consumer need not wait for others that do not come.
    'group.initial.rebalance.delay.ms': 0,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
