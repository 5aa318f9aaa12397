import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { REPOSITORY } from '../root/repository.js';
import { reservePorts } from '../root/ports.js';
import { stackRoot } from '../root/stack-root.js';
import type { LocalStack } from '../stack/local-stack.js';
import type { Step } from '../step.js';
import { openSystem, type OpenSystem } from '../system/start-system.js';
import { forgetGroups } from '../servers/kafka-admin.js';
import { givenServers } from '../tools/given-servers.js';
import { venvProgram } from '../tools/python.js';
import { installS3Proxy } from '../tools/s3proxy.js';
import { dropDatabases } from './drop-databases.js';
import { writeContracts } from './contracts.js';

/** What tests are told of their surroundings by. */
export type Variables = Record<string, string>;

const FOLDER = join(REPOSITORY, '.local/test/stack');
const CLOCKS = join(FOLDER, 'clocks');

/** Groups of consumers of single files of tests. */
const OF_ONE_FILE = /^(sample|(test-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\./;

/** The processes whose clock a test may set wrong. */
const CLOCKED = ['tickets', 'tickets-worker'];

/**
 * What all rings of one run of tests stand on: one set of servers, and the system started on it once. Each part comes
 * when a ring first asks for it.
 */
export class TestStack {
  private system?: Promise<OpenSystem>;
  private webhook?: { port: number; address: string };
  private running?: Promise<Variables>;
  private readonly opened: LocalStack[] = [];
  /** by what the databases are known that tests make for each other */
  private readonly run = randomBytes(4).toString('hex');

  constructor(private readonly step: Step) {}

  /** The path of the time-skipping server. */
  timeSkipping(): Variables {
    return {
      TEMPORAL_TEST_SERVER: givenServers().temporalTestServer ?? venvProgram('temporal-test-server'),
    };
  }

  /** PostgreSQL, Temporal and Kafka, and how to run an S3 server: tests start their own, so that they can stop it. */
  async servers(): Promise<Variables> {
    let s3: string[] = [];
    await this.step('s3', async (tell) => {
      s3 = await installS3Proxy(tell);
    });
    const { databaseUrl, temporalAddress, kafkaBrokers } = (await this.open()).servers;
    return {
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      KAFKA_BROKERS: kafkaBrokers,
      TEST_RUN: this.run,
      S3_SERVER: JSON.stringify(s3),
      ...this.timeSkipping(),
    };
  }

  /** Every process, under contracts whose hours are seconds, with one webhook for the tests to listen on. */
  wholeSystem(): Promise<Variables> {
    this.running ??= this.startProcesses();
    return this.running;
  }

  /** Ends whatever was started; also in the middle of its start. */
  async end(): Promise<void> {
    const given = givenServers().databaseUrl;
    if (given) await dropDatabases(given, this.run);
    await Promise.all(this.opened.map((stack) => stack.stop()));
  }

  private open(): Promise<OpenSystem> {
    this.system ??= this.openServers();
    return this.system;
  }

  private async openServers(): Promise<OpenSystem> {
    const { webhook: port } = await reservePorts(stackRoot(FOLDER).portsFile, ['webhook']);
    this.webhook = { port, address: `http://127.0.0.1:${port}/` };
    return openSystem({
      folder: FOLDER,
      step: this.step,
      onOpen: (stack) => this.opened.push(stack),
      fresh: true,
      durable: false,
      contracts: writeContracts(join(FOLDER, 'contracts')),
      without: [],
      prepareLate: true,
      webhooks: [this.webhook.address],
      preloads: Object.fromEntries(CLOCKED.map((name) => [name, wrongClock(join(CLOCKS, name))])),
    });
  }

  private async startProcesses(): Promise<Variables> {
    rmSync(CLOCKS, { recursive: true, force: true });
    const { servers, start } = await this.open();
    await forgetGroups(servers.kafkaBrokers, OF_ONE_FILE);
    mkdirSync(CLOCKS, { recursive: true });
    const { root, webhookSecrets } = await start();
    const { port, address } = this.webhook!;
    return {
      STACK_FILE: root.stackFile,
      WEBHOOK_PORT: String(port),
      WEBHOOK_SECRET: webhookSecrets[address]!,
      CLOCKS_FOLDER: CLOCKS,
    };
  }
}

function wrongClock(file: string): string {
  const module = pathToFileURL(join(REPOSITORY, 'infra/local/dist/testing/wrong-clock.js'));
  module.searchParams.set('file', file);
  return module.href;
}
