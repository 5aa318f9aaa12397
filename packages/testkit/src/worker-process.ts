import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { eventually } from './eventually.js';

/** A service's worker as it ships: the built process, on its own. */
export class WorkerProcess {
  /** the lines of its log */
  readonly lines: Record<string, unknown>[] = [];

  private constructor(
    private readonly child: ChildProcess,
    private readonly healthUrl: string,
  ) {
    createInterface({ input: child.stdout! }).on('line', (line) =>
      this.lines.push(JSON.parse(line) as Record<string, unknown>),
    );
    process.once('exit', () => child.kill('SIGKILL'));
  }

  /**
   * @param program the path of what Node runs
   * @param env what is not the same for every worker
   */
  static async start(program: string, env: Record<string, string>): Promise<WorkerProcess> {
    const port = await freePort();
    const child = spawn(process.execPath, [program], {
      env: { PATH: process.env.PATH, ...env, PORT: String(port), LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return new WorkerProcess(child, `http://127.0.0.1:${port}/health/ready`);
  }

  async ready(): Promise<void> {
    const over = new AbortController();
    const died = once(this.child, 'exit', { signal: over.signal }).then(() => {
      throw new Error(`the worker ended before it was ready: ${JSON.stringify(this.lines.at(-1))}`);
    });
    const isReady = async () => (await fetch(this.healthUrl)).ok;
    await Promise.race([eventually(isReady, { within: 40_000, every: 50 }), died]);
    died.catch(() => undefined);
    over.abort();
  }

  /** @returns its exit code, null when the signal ended it */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exit = once(this.child, 'exit');
      this.child.kill(signal);
      await exit;
    }
    return this.child.exitCode;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
