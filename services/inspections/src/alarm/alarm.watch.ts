import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { eachInTurn } from '@zhishou/platform/each-in-turn';
import type { Logger } from '@zhishou/platform/log';
import { keepLooking } from '@zhishou/platform/looking';
import { LOGGER } from '@zhishou/platform/tokens';
import { DataSource } from 'typeorm';
import { missingAlarms } from './missing-alarms.js';

const LOOK_EVERY_MS = 3_600_000;

/** Calls somebody for what waits without an alarm: from before there were any, or because one was lost. */
@Injectable()
export class AlarmWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private looking?: ReturnType<typeof keepLooking>;

  constructor(
    private readonly db: DataSource,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const problem = 'not all that waits has its alarm yet';
    this.looking = keepLooking({ look: () => this.look(), everyMs: LOOK_EVERY_MS, problem }, this.log);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.looking?.stop();
  }

  private async look(): Promise<void> {
    await eachInTurn(
      await missingAlarms(this.db),
      (missing) => missing.raise(),
      (err, { id }) => this.log.warn({ err, caseId: id }, 'an alarm is missing still'),
    );
  }
}
