import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { eventually } from '@zhishou/testkit/eventually';
import { freePort } from '@zhishou/testkit/worker-process';

const BUCKET = 'attachments';
const KEYS = { accessKeyId: 'tickets', secretAccessKey: 'a secret that signs requests' };

/** S3Proxy, a server that speaks S3 and checks signatures, with one bucket on this machine's disk. */
export class S3Server {
  private child!: ChildProcess;

  private constructor(
    readonly endpoint: string,
    private readonly folder: string,
  ) {}

  static async start(): Promise<S3Server> {
    const folder = await mkdtemp(join(tmpdir(), 'zhishou-s3-'));
    const server = new S3Server(`http://127.0.0.1:${await freePort()}`, folder);
    await server.run();
    await server.client().send(new CreateBucketCommand({ Bucket: BUCKET }));
    return server;
  }

  /** what the service is told */
  get env(): Record<string, string> {
    return {
      ATTACHMENT_STORE: 's3',
      ATTACHMENT_S3_ENDPOINT: this.endpoint,
      ATTACHMENT_S3_BUCKET: BUCKET,
      ATTACHMENT_S3_ACCESS_KEY_ID: KEYS.accessKeyId,
      ATTACHMENT_S3_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    };
  }

  async keys(): Promise<string[]> {
    const { Contents = [] } = await this.client().send(new ListObjectsV2Command({ Bucket: BUCKET }));
    return Contents.map(({ Key }) => Key!);
  }

  /** Starts it, also after a {@link kill}, with what it held before. */
  async run(): Promise<void> {
    const [java, ...rest] = JSON.parse(process.env.S3_SERVER ?? 'null') as string[];
    const settings = join(this.folder, 's3proxy.conf');
    await writeFile(settings, this.settings());
    this.child = spawn(java!, [...rest, '--properties', settings], { stdio: 'ignore' });
    process.once('exit', () => this.child.kill('SIGKILL'));
    await eventually(() => fetch(this.endpoint), { within: 40_000, every: 100 });
  }

  async kill(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  async close(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  private settings(): string {
    return [
      's3proxy.authorization=aws-v4',
      `s3proxy.endpoint=${this.endpoint}`,
      `s3proxy.identity=${KEYS.accessKeyId}`,
      `s3proxy.credential=${KEYS.secretAccessKey}`,
      'jclouds.provider=filesystem-nio2',
      `jclouds.filesystem.basedir=${this.folder}`,
    ].join('\n');
  }

  private client(): S3Client {
    return new S3Client({
      endpoint: this.endpoint,
      region: 'us-east-1',
      credentials: KEYS,
      forcePathStyle: true,
    });
  }
}
