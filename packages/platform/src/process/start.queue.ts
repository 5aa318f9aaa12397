import { Inject, Injectable } from '@nestjs/common';
import type { Case, Step } from '@zhishou/rules/life';
import { backoff } from '../backoff.js';
import type { Logger } from '../log.js';
import { LOGGER } from '../tokens.js';
import type { CaseRow, CaseTable } from './case-table.js';
import { ProcessStarter } from './process.starter.js';

interface Waiting {
  start: () => Promise<void>;
  since: number;
}

/** How many processes start at once while nobody opens a case. */
const AT_ONCE = 4;
/** So long a process waits for a moment in which nobody opens one; then they start one by one all the same. */
const PATIENCE_MS = 10_000;

/**
 * The processes of fresh cases, started when nobody is waiting to open one: taking a report never queues behind what
 * follows from it. While Temporal is away they wait here; what dies with this process the sweep of `ProcessStarter`
 * makes good.
 */
@Injectable()
export class StartQueue {
  private readonly waiting: Waiting[] = [];
  private opening = 0;
  private starting = 0;
  private failures = 0;
  private isResting = false;

  constructor(
    private readonly starter: ProcessStarter,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Opens a case, ahead of all starts. */
  async ahead<T>(open: () => Promise<T>): Promise<T> {
    this.opening += 1;
    try {
      return await open();
    } finally {
      this.opening -= 1;
      this.goOn();
    }
  }

  add<Row extends CaseRow<C>, C extends Case, S extends Step>(table: CaseTable<Row, C, S>, row: Row): void {
    const start = () => this.starter.start(table, row);
    this.waiting.push({ start, since: performance.now() });
    this.goOn();
  }

  private goOn(): void {
    while (this.starting < this.room()) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      this.starting += 1;
      void this.start(next).finally(() => {
        this.starting -= 1;
        this.goOn();
      });
    }
  }

  private room(): number {
    if (this.isResting) return 0;
    if (this.opening === 0) return this.failures === 0 ? AT_ONCE : 1;
    const waited = performance.now() - (this.waiting[0]?.since ?? Infinity);
    return waited > PATIENCE_MS ? 1 : 0;
  }

  private async start(next: Waiting): Promise<void> {
    try {
      await next.start();
      this.failures = 0;
    } catch (error) {
      this.waiting.unshift(next);
      this.log.warn({ err: error, waiting: this.waiting.length }, 'a process is not started yet');
      this.rest();
    }
  }

  private rest(): void {
    this.failures += 1;
    this.isResting = true;
    const over = () => {
      this.isResting = false;
      this.goOn();
    };
    setTimeout(over, backoff(this.failures, 200, 2_000)).unref();
  }
}
