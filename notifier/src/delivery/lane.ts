import { backoff, pause } from '@zhishou/platform/backoff';
import { runInContext } from '@zhishou/platform/context';
import type { Logger } from '@zhishou/platform/log';
import type { DataSource } from 'typeorm';
import type { Poster } from '../webhook/post.js';
import { nextWait, type RetryPolicy } from '../webhook/retry.js';
import { batched } from './batched.js';
import { type ClaimedDelivery, claimDue, recordDead, recordDelivered, recordRetry } from './deliveries.js';

const POLL_MS = 1_000;

export interface LaneOptions {
  dataSource: DataSource;
  logger: Logger;
  /** name of the webhook this lane serves */
  webhook: string;
  poster: Poster;
  policy: RetryPolicy;
  /** tries under way at once, at most */
  concurrency: number;
  /** ms a claim lasts; longer than a try and the recording of its outcome */
  lease: number;
}

/**
 * Makes the tries of one webhook. Fresh, retried, replayed and left behind by a process that died: all are rows that
 * are due, claimed alike. Each webhook has a lane of its own, so that none waits for another.
 */
export class Lane {
  private readonly stopping = new AbortController();
  private readonly underWay = new Set<Promise<void>>();
  private waker = new AbortController();
  private running = Promise.resolve();

  private readonly recordDelivered: (delivery: ClaimedDelivery) => Promise<void>;

  constructor(private readonly options: LaneOptions) {
    this.recordDelivered = batched((deliveries) => recordDelivered(options.dataSource, deliveries));
  }

  start(): void {
    this.running = this.run();
  }

  /** Something may have become due. */
  wake(): void {
    this.waker.abort();
  }

  /** Claims no more, and waits for the tries under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
    await Promise.all(this.underWay);
    this.options.poster.close();
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopping.signal.aborted;) {
      this.waker = new AbortController();
      try {
        await this.fill();
        failures = 0;
        await pause(POLL_MS, this.waker.signal);
      } catch (error) {
        failures += 1;
        this.options.logger.warn(
          { err: error, failures },
          'due deliveries could not be claimed; trying again',
        );
        await pause(backoff(failures), this.stopping.signal);
      }
    }
  }

  private async fill(): Promise<void> {
    const { dataSource, webhook, concurrency, lease } = this.options;
    const free = concurrency - this.underWay.size;
    if (free === 0) return;
    const claimed = await claimDue(dataSource, webhook, free, lease);
    const more = claimed.length === free;
    for (const delivery of claimed) {
      const trial = this.deliver(delivery).finally(() => {
        this.underWay.delete(trial);
        if (more) this.wake();
      });
      this.underWay.add(trial);
    }
  }

  private async deliver(delivery: ClaimedDelivery): Promise<void> {
    const { eventId, requestId } = delivery;
    await runInContext({ requestId: requestId ?? eventId, address: '' }, async () => {
      const record = await this.attempt(delivery);
      for (let failures = 1; !this.stopping.signal.aborted || failures === 1; failures += 1) {
        try {
          return await record();
        } catch (error) {
          this.options.logger.warn(
            { err: error, event: eventId },
            'an outcome could not be recorded; trying again',
          );
          await pause(backoff(failures), this.stopping.signal);
        }
      }
    });
  }

  /** Makes the try, says how it went, and returns what records that. */
  private async attempt(delivery: ClaimedDelivery): Promise<() => Promise<void>> {
    const { dataSource, logger, poster, policy, webhook } = this.options;
    const { eventId: event, tries } = delivery;
    const result = await poster.post(delivery.body);
    if (result.delivered) {
      logger.info({ event, webhook, tries }, 'delivered');
      return () => this.recordDelivered(delivery);
    }
    const { problem, retryAfter } = result;
    const wait = nextWait(policy, tries, retryAfter, Math.random());
    if (wait === undefined) {
      logger.error(
        { event, webhook, tries, problem },
        'given up: put on the dead-letter topic, waits for a replay',
      );
      return () => recordDead(dataSource, delivery, problem);
    }
    logger.warn({ event, webhook, tries, problem, wait }, 'not delivered; will be tried again');
    return () => recordRetry(dataSource, delivery, problem, wait);
  }
}
