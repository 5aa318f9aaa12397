import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { currentContext } from '@zhishou/platform/context';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput, conflict, notFound } from '@zhishou/platform/errors';
import type { Connection, ConnectionArgs } from '@zhishou/platform/graphql/connection';
import { groupLoader, type Loader, rowLoader } from '@zhishou/platform/graphql/loader';
import { paginate } from '@zhishou/platform/graphql/paginate';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { assertId, isId, newId } from '@zhishou/platform/ids';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import type { MeasureStep } from '@zhishou/rules/inspection/measure-case';
import { DataSource, In } from 'typeorm';
import { ReviewService } from '../review/review.service.js';
import { REVIEWS } from '../review/review.table.js';
import { addMeasure } from './add-measure.js';
import { measureProblems } from './measure.check.js';
import { Measure } from './measure.entity.js';
import type {
  AddMeasureInput,
  CompleteMeasureInput,
  DropMeasureInput,
  MeasureFilter,
  VerifyMeasureInput,
} from './measure.inputs.js';
import { MEASURES } from './measure.table.js';

interface Asked {
  measureId: string;
  idempotencyKey?: string;
}

/** A measure's way: set, done, verified or sent back; or dropped (domain §11). */
@Injectable()
export class MeasureService {
  private readonly rows: Loader<string, Measure | null>;
  private readonly byReview: Loader<string, Measure[]>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly reviews: ReviewService,
    private readonly steps: StepTaker,
  ) {
    const measures = dataSource.getRepository(Measure);
    this.rows = rowLoader(
      (ids) => measures.findBy({ id: In(ids) }),
      ({ id }) => id,
    );
    this.byReview = groupLoader(
      (ids) => measures.find({ where: { reviewId: In(ids) }, order: { dueOn: 'ASC', id: 'ASC' } }),
      ({ reviewId }) => reviewId,
    );
  }

  ofReview(reviewId: string): Promise<Measure[]> {
    return this.byReview.load(reviewId);
  }

  /** What is due first, first. */
  list(filter: MeasureFilter, page: ConnectionArgs): Connection<Measure> {
    const query = this.dataSource.getRepository(Measure).createQueryBuilder('measure');
    if (filter.state) query.andWhere('measure.state = :state', filter);
    if (filter.responsibleId != null)
      // whoever cannot be anybody is responsible for nothing
      query.andWhere('measure.responsibleId = :id', {
        id: isId('psn', filter.responsibleId) ? filter.responsibleId : '',
      });
    if (filter.open === true) query.andWhere('measure.closedAt IS NULL');
    return paginate(query, page, { by: ['dueOn', 'id'], direction: 'ASC' });
  }

  /** @throws UserError BAD_USER_INPUT, NOT_FOUND; CONFLICT before the review is filed */
  async add(caller: Caller, { idempotencyKey: key, ...body }: AddMeasureInput): Promise<Measure> {
    const { reviewId, text, responsibleId, dueOn } = body;
    const by = { id: caller.personId, role: caller.role, address: currentContext()?.address };
    const review = await this.reviews.byId(assertId('rvw', reviewId, 'reviewId'));
    const call = { dataSource: this.dataSource, caller, mutation: 'addMeasure', key, body };
    const id = await withIdempotency(call, async (manager) => {
      const now = await databaseNow(manager);
      const allowed = REVIEWS.allowed(review.process, by, now);
      if (!allowed.includes('addMeasure'))
        throw conflict(`The review is ${review.state}; addMeasure is not possible now`, {
          state: review.state,
          allowed,
        });
      const measure = { text, responsibleId, dueOn };
      const problems = await measureProblems(manager, [measure], now, () => '');
      if (problems.length > 0) throw badInput(problems);
      const measureId = newId('msr');
      const requestId = currentContext()?.requestId;
      await addMeasure(manager, { id: measureId, review, measure, by, requestId, at: new Date(now) });
      return measureId;
    });
    return this.byId(id);
  }

  complete(caller: Caller, { note, ...asked }: CompleteMeasureInput): Promise<Measure> {
    return this.take(caller, asked, { action: 'completeMeasure', byId: caller.personId }, note);
  }

  verify(caller: Caller, { passed, note, ...asked }: VerifyMeasureInput): Promise<Measure> {
    if (!passed && !note) throw badInput([{ path: 'note', message: 'is required to send it back' }]);
    return this.take(caller, asked, { action: 'verifyMeasure', passed }, note);
  }

  drop(caller: Caller, { reason, ...asked }: DropMeasureInput): Promise<Measure> {
    return this.take(caller, asked, { action: 'dropMeasure' }, reason);
  }

  private take(
    caller: Caller,
    { measureId, idempotencyKey }: Asked,
    step: MeasureStep,
    note?: string,
  ): Promise<Measure> {
    return this.steps.take(MEASURES, caller, {
      row: this.byId(assertId('msr', measureId, 'measureId')),
      step,
      details: { note },
      idempotencyKey,
    });
  }

  private async byId(id: string): Promise<Measure> {
    const measure = await this.rows.load(id);
    if (!measure) throw notFound(`Measure ${id}`);
    return measure;
  }
}
