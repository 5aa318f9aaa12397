import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Caller } from '@zhishou/platform/auth/caller';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput, type FieldProblem } from '@zhishou/platform/errors';
import type { ClockKind } from '@zhishou/rules/ticket-life';
import { DataSource } from 'typeorm';
import { AssetService } from '../asset/asset.service.js';
import { statedInstantProblem } from '../ticket/stated-instant.js';
import type { Ticket } from '../ticket/ticket.entity.js';
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
    private readonly steps: StepService,
  ) {}

  reclassify(caller: Caller, { severity, reason, ...on }: ReclassifyInput): Promise<Ticket> {
    if (severity === 'CONSULTATION')
      throw badInput([{ path: 'severity', message: 'a fault is MAJOR or GENERAL' }]);
    const step = { action: 'reclassifyTicket', severity } as const;
    return this.steps.take(caller, { ...on, step, details: { reason } });
  }

  moveStart(caller: Caller, { startedAt, reason, ...on }: FaultStartInput): Promise<Ticket> {
    const details = { startedAt: startedAt.toISOString(), reason };
    const check = (ticket: Ticket) => this.assertStart(ticket, startedAt);
    return this.steps.take(caller, { ...on, step: { action: 'correctFaultStart' }, details, check });
  }

  async addAssets(caller: Caller, { assets, reason, ...on }: AffectedAssetsInput): Promise<Ticket> {
    const checked = await Promise.all(assets.map((asset, index) => this.check(asset, `assets.${index}`)));
    const check = () => {
      const problems = checked.flatMap((one) => one.problems);
      if (problems.length > 0) throw badInput(problems);
    };
    const step = { action: 'addAffectedAssets', assets: checked.map((one) => one.affected) } as const;
    return this.steps.take(caller, { ...on, step, details: { reason }, check });
  }

  acceptOffline(caller: Caller, { clock, reason, ...on }: OfflineInstantInput): Promise<Ticket> {
    const step = { action: 'acceptOfflineInstant', clock } as const;
    const check = (ticket: Ticket) => assertMadeOffline(ticket, clock);
    return this.steps.take(caller, { ...on, step, details: { reason }, check });
  }

  private async assertStart({ repairedAt, closedAt }: Ticket, startedAt: Date): Promise<void> {
    const refuse = (message: string) => badInput([{ path: 'startedAt', message }]);
    const unlikely = statedInstantProblem(startedAt, await databaseNow(this.db.manager));
    if (unlikely) throw refuse(unlikely);
    const end = repairedAt ?? closedAt;
    if (end && startedAt > end) throw refuse('lies after the end of the fault');
  }

  private async check(input: AffectedAssetInput, path: string) {
    const asset = await this.assets.loadByCode(input.assetCode);
    const problems: FieldProblem[] = asset
      ? unitProblems(input, asset)
      : [{ path: 'assetCode', message: `no equipment has the code ${input.assetCode}` }];
    return {
      problems: problems.map((problem) => ({ ...problem, path: `${path}.${problem.path}` })),
      affected: {
        assetCode: asset?.code ?? input.assetCode,
        ...unitsDown(input, asset),
      },
    };
  }
}

function assertMadeOffline({ process, startedAt }: Ticket, clock: ClockKind): void {
  const refuse = (message: string) => badInput([{ path: 'clock', message }]);
  const madeAt = process.madeOffline[clock];
  if (madeAt === undefined) throw refuse('no step of this clock was made offline');
  if (clock === 'RESOLVE' && madeAt < startedAt.getTime())
    throw refuse('the repair would lie before the start of the fault: correct that first');
}
