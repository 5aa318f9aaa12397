import { Inject, Injectable } from '@nestjs/common';
import { backoff } from '@zhishou/platform/backoff';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import type { Ticket } from '../ticket/ticket.entity.js';
import { ProcessStarter } from './process.starter.js';

interface Waiting {
  ticket: Pick<Ticket, 'id' | 'kind' | 'process'>;
  since: number;
}

/** How many processes start at once while nobody reports. */
const AT_ONCE = 4;
/** So long a process waits for a moment in which nobody reports; then they start one by one all the same. */
const PATIENCE_MS = 10_000;

/**
 * The processes of fresh tickets, started when nobody is waiting to report: taking a report never queues behind what
 * follows from it. While Temporal is away they wait here; what dies with this process the sweep of `ProcessStarter`
 * makes good.
 */
@Injectable()
export class StartQueue {
  private readonly waiting: Waiting[] = [];
  private reporting = 0;
  private starting = 0;
  private failures = 0;
  private isResting = false;

  constructor(
    private readonly starter: ProcessStarter,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Takes a report, ahead of all starts. */
  async ahead<T>(report: () => Promise<T>): Promise<T> {
    this.reporting += 1;
    try {
      return await report();
    } finally {
      this.reporting -= 1;
      this.goOn();
    }
  }

  add(ticket: Waiting['ticket']): void {
    this.waiting.push({ ticket, since: performance.now() });
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
    if (this.reporting === 0) return this.failures === 0 ? AT_ONCE : 1;
    const waited = performance.now() - (this.waiting[0]?.since ?? Infinity);
    return waited > PATIENCE_MS ? 1 : 0;
  }

  private async start(next: Waiting): Promise<void> {
    try {
      await this.starter.start(next.ticket);
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
