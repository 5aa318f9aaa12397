import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { eachInTurn } from '@zhishou/platform/each-in-turn';
import type { Logger } from '@zhishou/platform/log';
import { keepLooking } from '@zhishou/platform/looking';
import { LOGGER } from '@zhishou/platform/tokens';
import { countedTurns } from '@zhishou/rules/inspection/roster';
import { DataSource } from 'typeorm';
import { signedProviders } from '../people/signed-providers.js';
import { GuaranteeShift } from './guarantee-shift.entity.js';
import { standingOf } from './guarantee-standing.js';
import { GuaranteeTask } from './guarantee-task.entity.js';
import { noteGap } from './note-gap.js';

const LOOK_EVERY_MS = 2_000;

/**
 * Open tasks with a gap on record, or with somebody on the roster who may be on duty no longer; $1: with any roster at all,
 * for it may have been saved before gaps were told.
 */
const TO_LOOK_AT = `
  SELECT task.id FROM guarantee_task task WHERE task.fulfilled IS NULL AND (
    task.gap_since IS NOT NULL OR task.to_at > clock_timestamp() AND EXISTS (
      SELECT FROM guarantee_shift shift JOIN person ON person.id = shift.person_id
      WHERE shift.task_id = task.id AND ($1 OR shift.to_at > clock_timestamp()
        AND NOT (person.side = 'PROVIDER' AND person.active AND person.nda_signed))))`;

/** Finds gaps that come about, or pass, though nobody saves a roster: somebody leaves, or comes back; time goes by. */
@Injectable()
export class RosterWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private looking?: ReturnType<typeof keepLooking>;
  private hasLooked = false;

  constructor(
    private readonly db: DataSource,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const problem = 'rosters are not compared with who is there yet';
    this.looking = keepLooking({ look: () => this.look(), everyMs: LOOK_EVERY_MS, problem }, this.log);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.looking?.stop();
  }

  private async look(): Promise<void> {
    await eachInTurn(
      await this.db.query<{ id: string }[]>(TO_LOOK_AT, [!this.hasLooked]),
      ({ id }) => this.lookAt(id),
      (err, { id }) => this.log.warn({ err, guaranteeTaskId: id }, 'a roster is not looked at yet'),
    );
    this.hasLooked = true;
  }

  private lookAt(id: string): Promise<void> {
    return inTransaction(this.db, async (manager) => {
      const lock = { mode: 'pessimistic_write' } as const;
      const task = await manager.findOneOrFail(GuaranteeTask, { where: { id }, lock });
      const { shifts } = standingOf(task, await manager.findBy(GuaranteeShift, { taskId: id }));
      const now = await databaseNow(manager);
      const onDuty = await signedProviders(
        manager,
        shifts.map(({ personId }) => personId),
      );
      await noteGap(manager, task, countedTurns(shifts, onDuty, now), now);
    });
  }
}
