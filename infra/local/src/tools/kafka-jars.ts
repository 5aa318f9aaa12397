import { existsSync, readdirSync, rmSync } from 'node:fs';
import { cp, mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { TOOLS } from '../root/repository.js';
import type { Tell } from '../step.js';
import { runTool } from './run-tool.js';
import { venvProgram } from './python.js';

const KAFKA = 'org.apache.kafka:kafka_2.13:4.1.0';
const FOLDER = join(TOOLS, 'kafka-4.1.0');
/** Kafka brings log4j but nothing that leads its logging there. Resolved by itself: together, it would pull Kafka's own parts back to old releases. */
const LOGGING = 'org.apache.logging.log4j:log4j-slf4j-impl:2.24.3';
const LOGGING_JAR = 'log4j-slf4j-impl-2.24.3.jar';

/** Java's class path for the Kafka broker and its tools. */
export const kafkaClassPath = (): string => join(FOLDER, '*');

/** Copies the jars of the broker into the clone's tools, once; answers whether it did. */
export async function installKafka(tell: Tell): Promise<boolean> {
  if (existsSync(FOLDER)) return false;
  tell('Kafka 4.1');
  const next = `${FOLDER}.new`;
  rmSync(next, { recursive: true, force: true });
  await mkdir(next, { recursive: true });
  const kafka = await resolve(KAFKA);
  const logging = (await resolve(LOGGING)).filter((jar) => basename(jar) === LOGGING_JAR);
  await Promise.all(
    [...kafka, ...logging].map((jar) => cp(jar, join(next, basename(jar)), { dereference: true })),
  );
  await rename(next, FOLDER);
  return true;
}

async function resolve(coordinate: string): Promise<string[]> {
  const cache = join(TOOLS, 'jgo', coordinate.replaceAll(':', '_'));
  const options = ['--resolver', 'python', '--class-path-only', '--cache-dir', cache];
  // npm sets COLOR to a number, which jgo refuses.
  const env = { ...process.env, COLOR: 'plain' };
  await runTool(venvProgram('jgo'), [...options, 'info', 'classpath', coordinate], { env });
  // What jgo calls modules and what it calls jars both belong on Kafka's class path.
  const files = readdirSync(join(cache, 'envs'), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.jar')).map((file) => join(cache, 'envs', file));
}
