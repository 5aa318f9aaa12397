import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { ExpectedError } from '../expected-error.js';
import { lastLines } from '../tools/run-tool.js';
import { Backoff } from './backoff.js';
import type { Children } from './children.js';
import { healthOf } from './health.js';
import type { Part, PartState, PartStatus } from './part.js';
import { spawnPart } from './spawn-part.js';

const STOP_WITHIN_MS = 15_000;
const POLL_MS = 100;
const DEATHS_WHILE_STARTING = 3;

/** Keeps one part running until it is told to stop. */
export class SupervisedPart {
  private child?: ChildProcess;
  private ended: Promise<void> = Promise.resolve();
  private startedAt = 0;
  private wanted = false;
  private restartTimer?: NodeJS.Timeout;
  private restarts = 0;
  private lastExit?: string;
  private readonly backoff = new Backoff();

  constructor(
    readonly part: Part,
    private readonly children: Children,
    private readonly changed: () => void,
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  start(): void {
    this.wanted = true;
    if (!this.child && !this.restartTimer) this.spawn();
  }

  /** Asks the part to end and waits until it has; one that does not listen is killed. */
  async stop(): Promise<void> {
    this.wanted = false;
    clearTimeout(this.restartTimer);
    this.restartTimer = undefined;
    const child = this.child;
    if (!child) return;
    child.kill(this.part.stopSignal);
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await this.ended;
    clearTimeout(force);
  }

  /** Sends a signal and leaves the rest to the supervisor; answers once a part that dies of it is gone. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    const ended = this.ended;
    if (!this.child?.kill(signal)) throw new ExpectedError(`${this.part.name} does not run`);
    if (signal === 'SIGKILL') await ended;
  }

  /** Waits until the part is healthy; gives up after `withinMs`, or when it keeps dying, with its last log lines. */
  async untilHealthy(withinMs: number): Promise<void> {
    const deadline = Date.now() + withinMs;
    const restartsBefore = this.restarts;
    for (;;) {
      if (!this.wanted) throw new ExpectedError(`${this.part.name} was stopped before it was healthy`);
      const { problem } = this.child
        ? await healthOf(this.part.health)
        : { problem: this.lastExit ?? 'not started' };
      if (problem === undefined) return;
      const dying = this.restarts - restartsBefore >= DEATHS_WHILE_STARTING;
      if (dying || Date.now() > deadline)
        throw this.failure(dying ? `it keeps dying (${this.lastExit})` : problem);
      await wait(POLL_MS);
    }
  }

  async status(): Promise<PartStatus> {
    const { name, kind, log } = this.part;
    const health = this.child ? await healthOf(this.part.health) : { problem: this.lastExit ?? 'stopped' };
    const uptime = this.child ? Date.now() - this.startedAt : undefined;
    return {
      name,
      kind,
      pid: this.pid,
      state: this.state(),
      restarts: this.restarts,
      uptime,
      lastExit: this.lastExit,
      ...health,
      log,
    };
  }

  private state(): PartState {
    if (this.child) return 'running';
    return this.wanted ? 'restarting' : 'stopped';
  }

  private spawn(): void {
    const child = spawnPart(this.part);
    this.child = child;
    this.startedAt = Date.now();
    this.ended = new Promise((done) => {
      child.once('error', (error) => done(this.onEnd(child, error.message)));
      child.once('exit', (code, signal) => done(this.onEnd(child, signal ?? `exit code ${code}`)));
    });
    if (child.pid !== undefined) this.children.add(this.part, child.pid);
    this.changed();
  }

  private onEnd(child: ChildProcess, how: string): void {
    if (this.child !== child) return;
    this.child = undefined;
    this.lastExit = `${how} at ${new Date().toISOString()}`;
    this.children.remove(this.part.name);
    if (this.wanted)
      this.restartTimer = setTimeout(() => this.restart(), this.backoff.next(Date.now() - this.startedAt));
    this.changed();
  }

  private restart(): void {
    this.restartTimer = undefined;
    this.restarts += 1;
    this.spawn();
  }

  private failure(problem: string): ExpectedError {
    const { name, log } = this.part;
    return new ExpectedError(
      `${name} did not come up: ${problem}\nthe end of ${log}:\n${lastLines(readFileSync(log, 'utf8'))}`,
    );
  }
}
