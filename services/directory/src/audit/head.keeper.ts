import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { giveHead } from '@zhishou/platform/audit/give-head';
import { readHeadEnv } from '@zhishou/platform/audit/head.env';
import type { HeadSettings } from '@zhishou/platform/audit/head.env';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { DataSource } from 'typeorm';

const LOOK_MS = 30_000;

/** Gives a signed head over all chains whenever the last one has grown old enough, whoever gave that. */
@Injectable()
export class HeadKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly settings = readHeadEnv();
  private timer?: NodeJS.Timeout;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const { settings } = this;
    if (!settings) {
      this.logger.warn('no AUDIT_HEAD_KEY and AUDIT_HEAD_FILE: no signed head of the audit chains is given');
      return;
    }
    const look = () => (this.last = this.last.then(() => this.give(settings)));
    void look();
    this.timer = setInterval(() => void look(), LOOK_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.last;
  }

  private async give({ store, key, everyMs }: HeadSettings): Promise<void> {
    try {
      const head = await giveHead(this.dataSource, store, key, everyMs);
      if (head)
        this.logger.info({ head: head.number, keyId: head.keyId }, 'a signed head of the audit chains');
    } catch (error) {
      this.logger.error({ err: error }, 'no head of the audit chains could be given');
    }
  }
}
