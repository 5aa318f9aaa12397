import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { DataSource } from 'typeorm';
import type { AttachmentStore } from './attachment.store.js';
import { ATTACHMENT_STORE } from '../attachment.tokens.js';
import { StrayObject } from './stray-object.entity.js';
import { clearSpool } from '../upload/spool.js';

const HOUR_MS = 3_600_000;
const AT_ONCE = 100;

/** Removes what uploads left behind that were broken off, each hour; any number of processes may do it side by side. */
@Injectable()
export class AttachmentSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer?: NodeJS.Timeout;

  constructor(
    @InjectDataSource() private readonly db: DataSource,
    @Inject(ATTACHMENT_STORE) private readonly store: AttachmentStore,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.sweep().catch((error: unknown) => this.log.error({ err: error }, 'sweeping attachments failed'));
    }, HOUR_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Removes strays, spooled files and expired announcements that are older than this. */
  async sweep(olderThanMs = HOUR_MS): Promise<void> {
    await clearSpool(olderThanMs);
    await this.db.query(
      `DELETE FROM upload WHERE id IN (
         SELECT id FROM upload WHERE expires_at < clock_timestamp() - make_interval(secs => $1 / 1000.0)
         FOR UPDATE SKIP LOCKED)`,
      [olderThanMs],
    );
    while ((await this.removeStrays(olderThanMs)) === AT_ONCE);
  }

  private removeStrays(olderThanMs: number): Promise<number> {
    return inTransaction(this.db, async (manager) => {
      const strays = await manager
        .createQueryBuilder(StrayObject, 'stray')
        .where('stray.writtenAt < clock_timestamp() - make_interval(secs => :age / 1000.0)', {
          age: olderThanMs,
        })
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .take(AT_ONCE)
        .getMany();
      for (const { key } of strays) {
        await this.store.remove(key);
        await manager.delete(StrayObject, { key });
      }
      return strays.length;
    });
  }
}
