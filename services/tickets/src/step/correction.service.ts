import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Caller } from '@zhishou/platform/auth/caller';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput, type FieldProblem } from '@zhishou/platform/errors';
import { DataSource } from 'typeorm';
import { AssetService } from '../asset/asset.service.js';
import type { Ticket } from '../ticket/ticket.entity.js';
import { TicketService } from '../ticket/ticket.service.js';
import { unitProblems, unitsDown } from '../intake/intake-checks.js';
import type {
  AffectedAssetInput,
  AffectedAssetsInput,
  FaultStartInput,
  OfflineInstantInput,
  ReclassifyInput,
} from './decision.inputs.js';
import { StepService } from './step.service.js';

/** What the bureau puts right about a report, each with its reason (domain §4). */
@Injectable()
export class CorrectionService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly assets: AssetService,
    private readonly tickets: TicketService,
    private readonly steps: StepService,
  ) {}

  reclassify(caller: Caller, { severity, reason, ...on }: ReclassifyInput): Promise<Ticket> {
    if (severity === 'CONSULTATION')
      throw badInput([{ path: 'severity', message: 'a fault is MAJOR or GENERAL' }]);
    return this.steps.take(caller, {
      ...on,
      step: { action: 'reclassifyTicket', severity },
      details: { severity, reason },
    });
  }

  async moveStart(caller: Caller, { startedAt, reason, ...on }: FaultStartInput): Promise<Ticket> {
    if (startedAt.getTime() > (await databaseNow(this.db.manager))) {
      throw badInput([{ path: 'startedAt', message: 'lies in the future' }]);
    }
    const details = { startedAt: startedAt.toISOString(), reason };
    return this.steps.take(caller, { ...on, step: { action: 'correctFaultStart' }, details });
  }

  async addAssets(caller: Caller, { assets, reason, ...on }: AffectedAssetsInput): Promise<Ticket> {
    const checked = await Promise.all(assets.map((asset, index) => this.check(asset, `assets.${index}`)));
    const problems = checked.flatMap((one) => one.problems);
    if (problems.length > 0) throw badInput(problems);
    const affected = checked.map((one) => one.affected);
    return this.steps.take(caller, {
      ...on,
      step: { action: 'addAffectedAssets', assets: affected },
      details: { reason },
    });
  }

  /** @throws UserError BAD_USER_INPUT when no step of that clock was made offline */
  async acceptOffline(caller: Caller, { clock, reason, ...on }: OfflineInstantInput): Promise<Ticket> {
    const ticket = await this.tickets.visible(caller, on.ticketId, 'ticketId');
    const madeAt = ticket.process.madeOffline[clock];
    if (madeAt === undefined && Object.keys(ticket.process.madeOffline).length > 0) {
      throw badInput([{ path: 'clock', message: 'no step of this clock was made offline' }]);
    }
    const details = { reason, madeAt: madeAt === undefined ? undefined : new Date(madeAt).toISOString() };
    return this.steps.take(caller, { ...on, step: { action: 'acceptOfflineInstant', clock }, details });
  }

  private async check(input: AffectedAssetInput, path: string) {
    const asset = await this.assets.loadByCode(input.assetCode);
    const problems: FieldProblem[] = asset
      ? unitProblems(input, asset)
      : [{ path: 'assetCode', message: `no equipment has the code ${input.assetCode}` }];
    return {
      problems: problems.map((problem) => ({ ...problem, path: `${path}.${problem.path}` })),
      affected: {
        assetCode: input.assetCode,
        unitsAffected: unitsDown(input, asset),
        unitNumbers: input.unitNumbers ?? null,
      },
    };
  }
}
