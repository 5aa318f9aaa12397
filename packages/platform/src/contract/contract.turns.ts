import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { nextTurn } from '@zhishou/rules/contract/contract-at';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { DAY_MS } from '@zhishou/rules/month';
import type { Logger } from '../log.js';
import type { ContractStore } from './contract.store.js';

/** PostgreSQL's clock says what is in force, and may be behind the one that waits. */
const LATE_MS = 1_000;
const RETRY_MS = 60_000;

/** Where contracts follow each other, a turn changes what is covered: the service then makes use of them anew. */
export class ContractTurns implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer?: NodeJS.Timeout;
  private last: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly store: ContractStore,
    private readonly contracts: readonly Contract[],
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.waitFor(nextTurn(this.contracts, Date.now()));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.last;
  }

  private waitFor(turn: number | null): void {
    if (turn === null || this.stopping) return;
    const left = turn + LATE_MS - Date.now();
    // setTimeout counts no further than 24 days
    if (left > DAY_MS) this.timer = setTimeout(() => this.waitFor(turn), DAY_MS).unref();
    else this.takeIn(turn, left);
  }

  private takeIn(turn: number, ms: number): void {
    this.timer = setTimeout(() => {
      this.last = this.take(turn);
    }, ms).unref();
  }

  private async take(turn: number): Promise<void> {
    try {
      await this.store.load(this.contracts);
      this.waitFor(nextTurn(this.contracts, turn));
    } catch (error) {
      this.logger.warn({ err: error }, 'the contracts could not be loaded anew; trying again in a minute');
      if (!this.stopping) this.takeIn(turn, RETRY_MS);
    }
  }
}
