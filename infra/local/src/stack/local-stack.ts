import { healthOf } from '../supervisor/health.js';
import type { Part, PartStatus } from '../supervisor/part.js';
import type { Supervisor } from '../supervisor/supervisor.js';
import type { Stack } from './stack.js';

const HEALTHY_WITHIN_MS = 180_000;

/** The stack as seen by the launcher that runs it. */
export class LocalStack implements Stack {
  /** settles once everything has stopped */
  readonly ended: Promise<void>;
  /** whether somebody asked for the stop, as against a failed start */
  stopRequested = false;
  private end!: () => void;
  private stopped?: Promise<void>;

  constructor(
    private readonly supervisor: Supervisor,
    private readonly given: () => { name: string; health: Part['health'] }[],
    private readonly close: () => void,
  ) {
    this.ended = new Promise((end) => (this.end = end));
  }

  async status(): Promise<PartStatus[]> {
    const given = this.given().map(async ({ name, health }): Promise<PartStatus> => {
      return { name, kind: 'given', state: 'given', restarts: 0, ...(await healthOf(health)) };
    });
    return Promise.all([...given, this.supervisor.status()]).then((statuses) => statuses.flat());
  }

  async killPart(name: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.supervisor.part(name).kill(signal);
  }

  async stopPart(name: string): Promise<void> {
    await this.supervisor.part(name).stop();
  }

  async startPart(name: string): Promise<void> {
    this.supervisor.part(name).start();
    await this.untilHealthy(name);
  }

  async untilHealthy(name: string): Promise<void> {
    await this.supervisor.part(name).untilHealthy(HEALTHY_WITHIN_MS);
  }

  stop(): Promise<void> {
    this.stopRequested = true;
    return this.closeDown();
  }

  /** Stops everything because the start failed. */
  closeDown(): Promise<void> {
    this.stopped ??= this.supervisor.stopAll().then(() => {
      this.close();
      this.end();
    });
    return this.stopped;
  }
}
