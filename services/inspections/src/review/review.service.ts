import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import { badInput, notFound } from '@zhishou/platform/errors';
import type { Connection, ConnectionArgs } from '@zhishou/platform/graphql/connection';
import { type Loader, rowLoader } from '@zhishou/platform/graphql/loader';
import { paginate } from '@zhishou/platform/graphql/paginate';
import { assertId } from '@zhishou/platform/ids';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import { monthBounds } from '@zhishou/rules/month';
import { DataSource, In } from 'typeorm';
import { filedAs } from '@zhishou/platform/process/filed-id';
import { measureProblems } from '../measure/measure.check.js';
import { ReviewReport } from './review-report.entity.js';
import { Review } from './review.entity.js';
import type { FileMajorFaultReviewInput, MajorFaultReviewFilter } from './review.inputs.js';
import { REVIEWS } from './review.table.js';

/** Reviews of closed major faults (domain §11; contract 三、1(5)). */
@Injectable()
export class ReviewService {
  private readonly rows: Loader<string, Review | null>;
  private readonly byTicket: Loader<string, Review | null>;
  private readonly reports: Loader<string, ReviewReport | null>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly steps: StepTaker,
  ) {
    const reviews = dataSource.getRepository(Review);
    this.rows = rowLoader(
      (ids) => reviews.findBy({ id: In(ids) }),
      ({ id }) => id,
    );
    this.byTicket = rowLoader(
      (ids) => reviews.findBy({ ticketId: In(ids) }),
      ({ ticketId }) => ticketId,
    );
    this.reports = rowLoader(
      (ids) => dataSource.getRepository(ReviewReport).findBy({ id: In(ids) }),
      ({ id }) => id,
    );
  }

  /** @throws UserError NOT_FOUND */
  async byId(id: string): Promise<Review> {
    const review = await this.rows.load(id);
    if (!review) throw notFound(`Review ${id}`);
    return review;
  }

  /** Null unless it was closed as a major fault. */
  ofTicket(ticketId: string): Promise<Review | null> {
    return this.byTicket.load(ticketId);
  }

  /** What it says; null before it is filed. */
  async reportOf({ process: { filed } }: Review): Promise<ReviewReport | null> {
    return filed && this.reports.load(filed.reportId);
  }

  /** Those of the faults closed last first. */
  list(filter: MajorFaultReviewFilter, page: ConnectionArgs): Connection<Review> {
    const query = this.dataSource.getRepository(Review).createQueryBuilder('review');
    if (filter.state) query.andWhere('review.state = :state', filter);
    if (filter.month) {
      const { from, to } = monthBounds(filter.month);
      query.andWhere('review.faultClosedAt >= :from AND review.faultClosedAt < :to', {
        from: new Date(from),
        to: new Date(to),
      });
    }
    if (filter.open === true)
      query.andWhere(`(review.state = 'ASKED' OR EXISTS (
        SELECT FROM measure WHERE measure.review_id = review.id AND measure.closed_at IS NULL))`);
    return paginate(query, page, { by: ['faultClosedAt', 'id'], direction: 'DESC' });
  }

  /** @throws UserError BAD_USER_INPUT, NOT_FOUND; CONFLICT once it is filed */
  async file(caller: Caller, input: FileMajorFaultReviewInput): Promise<Review> {
    const { lessons, noMeasuresReason = null, idempotencyKey } = input;
    const reviewId = assertId('rvw', input.reviewId, 'reviewId');
    const measures = input.measures.map(({ text, responsibleId, dueOn }) => ({ text, responsibleId, dueOn }));
    if ((measures.length === 0) !== (noMeasuresReason !== null)) {
      const message =
        measures.length === 0 ? 'is required without measures' : 'is for a review without measures';
      throw badInput([{ path: 'noMeasuresReason', message }]);
    }
    const byId = caller.personId;
    const content = { reviewId, lessons, measures, noMeasuresReason };
    const filed = filedAs({ prefix: 'rvr', byId, content, idempotencyKey });
    return this.steps.take(REVIEWS, caller, {
      row: this.byId(reviewId),
      step: { action: 'fileMajorFaultReview', reportId: filed.id, hash: filed.hash },
      idempotencyKey,
      check: async (_review, now) => {
        const { manager } = this.dataSource;
        const problems = await measureProblems(manager, measures, now);
        if (problems.length > 0) throw badInput(problems);
        await insertOnce(manager, ReviewReport, { ...filed, ...content, byId, filedAt: null });
      },
    });
  }
}
