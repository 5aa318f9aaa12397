import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import { badInput } from '@zhishou/platform/errors';
import { rowLoader } from '@zhishou/platform/graphql/loader';
import { assertId } from '@zhishou/platform/ids';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import { paperReach } from '@zhishou/rules/inspection/paper-reach';
import { knownFaults } from '../fault/known-faults.js';
import { FOR_EVER } from '../for-ever.js';
import { DataSource, In } from 'typeorm';
import { CoverageService } from '../cycle/coverage.service.js';
import type { Cycle } from '../cycle/cycle.entity.js';
import { CycleService } from '../cycle/cycle.service.js';
import { CYCLES } from '../cycle/cycle.table.js';
import { filedAs } from '@zhishou/platform/process/filed-id';
import type { AskedMonth } from '@zhishou/platform/contract/month.inputs';
import { FindingService } from '../finding/finding.service.js';
import { measuresAtHand } from '../measure/measures-at-hand.js';
import { VisitService } from '../visit/visit.service.js';
import { draftedConclusion, draftedHandling } from './draft-summary.js';
import { summaryProblems } from './summary.check.js';
import { MonthlySummary } from './summary.entity.js';
import type { ReviewSummaryInput, SummaryInput } from './summary.inputs.js';
import type { DraftedSummaryType, HandlingType } from './summary.types.js';
import { findingsToHandle } from './to-handle.js';

/** A month's summary: drafted, submitted by the provider, reviewed by the bureau (domain §5.6). */
@Injectable()
export class SummaryService {
  private readonly rows;

  constructor(
    private readonly dataSource: DataSource,
    private readonly cycles: CycleService,
    private readonly coverages: CoverageService,
    private readonly visits: VisitService,
    private readonly findings: FindingService,
    private readonly steps: StepTaker,
  ) {
    this.rows = rowLoader(
      (ids) => dataSource.getRepository(MonthlySummary).findBy({ id: In(ids) }),
      (summary) => summary.id,
    );
  }

  /** The one that was submitted last; null before the first. */
  async of({ process: { summary } }: Cycle): Promise<MonthlySummary | null> {
    return summary && this.rows.load(summary.summaryId);
  }

  handlings({ handlings }: MonthlySummary): Promise<HandlingType[]> {
    return Promise.all(
      handlings.map(async ({ findingId, text }) => ({
        finding: (await this.findings.find(findingId))!,
        text,
      })),
    );
  }

  /** @throws UserError BAD_USER_INPUT on `month` or `contractId` */
  async draft(asked: AskedMonth): Promise<DraftedSummaryType> {
    const cycle = await this.cycles.opened(asked);
    const [toHandle, visits, coverage, faults, atHand] = await Promise.all([
      findingsToHandle(this.dataSource.manager, cycle),
      this.visits.ofCycle(cycle),
      this.coverages.of(cycle),
      knownFaults(this.dataSource.manager, cycle.contractId, FOR_EVER),
      measuresAtHand(this.dataSource.manager, paperReach(cycle.process, null, Infinity)),
    ]);
    const measures = atHand.filter(({ closedAt }) => closedAt === null);
    return {
      conclusion: draftedConclusion({ cycle, visits, coverage, toHandle, faults, measures }),
      measures,
      handlings: toHandle.map((one) => ({
        finding: one.finding,
        carriedOver: one.carriedOver,
        text: draftedHandling(one, faults),
      })),
    };
  }

  /**
   * @throws UserError BAD_USER_INPUT naming findings without a handling and visits whose record is not signed; CONFLICT
   * while the month is still to be planned, and once a summary was reviewed
   */
  async submit(caller: Caller, input: SummaryInput): Promise<Cycle> {
    const { idempotencyKey, conclusion = null } = input;
    const cycle = await this.cycles.opened(input);
    const cycleId = cycle.id;
    const byId = caller.personId;
    const handlings = input.handlings.map(({ findingId, text }) => ({ findingId, text }));
    const content = { cycleId, handlings, conclusion };
    const filed = filedAs({ prefix: 'msm', byId, content, idempotencyKey });
    const review = { conforming: null, comment: null, reviewedAt: null, reviewedById: null };
    const summary: MonthlySummary = { ...filed, ...content, ...review, byId, submittedAt: null };
    return this.steps.take(CYCLES, caller, {
      row: cycle,
      step: { action: 'submitSummary', summaryId: filed.id, hash: filed.hash },
      idempotencyKey,
      check: (row) => this.file(row, summary),
    });
  }

  /** @throws UserError BAD_USER_INPUT, CONFLICT while none was submitted, or another one meanwhile */
  async review(caller: Caller, input: ReviewSummaryInput): Promise<Cycle> {
    const { conforming, comment, idempotencyKey } = input;
    if (!conforming && !comment)
      throw badInput([{ path: 'comment', message: 'is required where the summary does not conform' }]);
    if (input.summaryId !== undefined) assertId('msm', input.summaryId, 'summaryId');
    const cycle = await this.cycles.opened(input);
    const summaryId = input.summaryId ?? cycle.process.summary?.summaryId ?? '';
    return this.steps.take(CYCLES, caller, {
      row: cycle,
      step: { action: 'reviewSummary', summaryId, conforming },
      details: { comment },
      idempotencyKey,
    });
  }

  /** Stores the summary, if it may be one: workflow, event and audit carry its id and hash only. */
  private async file(cycle: Cycle, summary: MonthlySummary): Promise<void> {
    const [toHandle, visits] = await Promise.all([
      findingsToHandle(this.dataSource.manager, cycle),
      this.visits.ofCycle(cycle),
    ]);
    const problems = summaryProblems(cycle.month, summary.handlings, { toHandle, visits });
    if (problems.length > 0) throw badInput(problems);
    await insertOnce(this.dataSource.manager, MonthlySummary, summary);
  }
}
