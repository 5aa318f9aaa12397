import type { TicketSnapshot } from '@zhishou/messages/events';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { newId } from '@zhishou/platform/ids';
import type { Publisher } from '@zhishou/platform/kafka/kafka';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { addDays, dayOf } from '@zhishou/rules/month';
import type { TicketAction } from '@zhishou/rules/ticket-life';
import { eventually } from '@zhishou/testkit/eventually';
import { PEOPLE, type Who } from '@zhishou/testkit/people';
import { askForReview } from '../src/review/ask-review.js';
import type { InspectionsWorld } from './inspections.world.js';
import { tellTicket, type Told } from './ticket-event.builder.js';

export interface MeasureView {
  id: string;
  text: string;
  state: string;
  dueOn: string;
  round: number;
  note: string | null;
  comment: string | null;
  overdueAt: string | null;
  responsible: { id: string };
  addedBy: { id: string };
  doneBy: { id: string } | null;
  allowedActions: string[];
}

export interface ReviewView {
  id: string;
  ticketNumber: string;
  state: string;
  dueAt: string;
  lessons: string | null;
  noMeasuresReason: string | null;
  filedBy: { id: string } | null;
  filedAt: string | null;
  measures: MeasureView[];
  allowedActions: string[];
  ticket: { id: string };
}

const MEASURE = `id text state dueOn round note comment overdueAt responsible { id } addedBy { id } doneBy { id }
  allowedActions`;
const REVIEW = `id ticketNumber state dueAt lessons noMeasuresReason filedBy { id } filedAt allowedActions
  ticket { id } measures { ${MEASURE} }`;

const MUTATIONS = {
  fileMajorFaultReview: ['FileMajorFaultReviewInput', REVIEW],
  addMeasure: ['AddMeasureInput', MEASURE],
  completeMeasure: ['CompleteMeasureInput', MEASURE],
  verifyMeasure: ['VerifyMeasureInput', MEASURE],
  dropMeasure: ['DropMeasureInput', MEASURE],
} as const;

export type Mutation = keyof typeof MUTATIONS;

const source = (name: Mutation) =>
  `mutation ($input: ${MUTATIONS[name][0]}!) { ${name}(input: $input) { ${MUTATIONS[name][1]} } }`;

export const inDays = (count: number): string => addDays(dayOf(Date.now()), count);

export const measureOf = (who: Who, more: object = {}) => ({
  ...{ text: '加装蓄电池在线监测', responsibleId: PEOPLE[who].id, dueOn: inDays(30) },
  ...more,
});

/** What the tickets service tells of a fault, and what becomes of it here. */
export class Reviews {
  constructor(
    private readonly world: InspectionsWorld,
    private readonly kafka: Publisher,
  ) {}

  tell = (action: TicketAction, ticket: Told): Promise<void> => tellTicket(this.kafka, action, ticket);

  /** A major fault is closed. @returns the review it asks for */
  async asked(more: Partial<TicketSnapshot> = {}): Promise<ReviewView> {
    const id = newId('tkt');
    await this.tell('recordRecoveryTest', { id, ...more });
    return this.known(id);
  }

  /** One that was asked for then, and is not filed yet. */
  async askedAt(instant: string): Promise<ReviewView> {
    const { service, db } = this.world;
    const fault = { id: newId('tkt'), number: 'GZ-1', contractId: 'shaoguan-2026' };
    const at = Date.parse(instant);
    const when = { closedAt: at, askedAt: at };
    const contracts = service.app.get<Contract[]>(CONTRACTS);
    await inTransaction(db, (manager) => askForReview(manager, contracts, fault, when));
    return this.known(fault.id);
  }

  known = (ticketId: string): Promise<ReviewView> => eventually(() => this.ofTicket(ticketId));

  async filed(...measures: object[]): Promise<ReviewView> {
    const { id: reviewId } = await this.asked();
    const why = measures.length === 0 ? { noMeasuresReason: '属不可抗力' } : {};
    return this.change('supervisor', 'fileMajorFaultReview', {
      reviewId,
      lessons: '备件不足',
      measures,
      ...why,
    });
  }

  async ofTicket(ticketId: string, who: Who = 'supervisor'): Promise<ReviewView | null> {
    const { _entities } = await this.world.ask<{ _entities: { review: ReviewView | null }[] }>(
      who,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Ticket { review { ${REVIEW} } } } }`,
      { of: [{ __typename: 'Ticket', id: ticketId }] },
    );
    return _entities[0]!.review;
  }

  async change<T = MeasureView>(who: Who, name: Mutation, input: object): Promise<T> {
    return (await this.world.ask<Record<string, T>>(who, source(name), { input }))[name]!;
  }

  refused = (who: Who, name: Mutation, input: object) => this.world.refusal(who, source(name), { input });

  async codeOf(who: Who, name: Mutation, input: object): Promise<string> {
    return (await this.refused(who, name, input)).code;
  }

  /** What was told of a review or a measure, the first first. */
  private told(id: string): Promise<{ type: string; data: Record<string, unknown> }[]> {
    return this.world.rows(
      `SELECT event ->> 'type' AS type, (event -> 'data')::jsonb AS data FROM outbox WHERE key = $1 ORDER BY id`,
      [id],
    );
  }

  async steps(id: string): Promise<string[]> {
    const types = (await this.told(id)).map(({ type }) => type);
    return types.filter((type) => type.startsWith('inspection.'));
  }

  alarms = async (id: string) => (await this.told(id)).filter(({ type }) => type.startsWith('alarm.'));

  raised = (id: string, count: number) =>
    eventually(
      async () => {
        const alarms = await this.alarms(id);
        return alarms.length === count ? alarms : undefined;
      },
      { within: 30_000 },
    );

  async measures(who: Who, filter: object): Promise<MeasureView[]> {
    const query = `query ($filter: MeasureFilter) { measures(filter: $filter, first: 50) { nodes { ${MEASURE} } } }`;
    return (await this.world.ask<{ measures: { nodes: MeasureView[] } }>(who, query, { filter })).measures
      .nodes;
  }

  async list(who: Who, filter: object): Promise<string[]> {
    const query = `query ($filter: MajorFaultReviewFilter) {
      majorFaultReviews(filter: $filter, first: 50) { nodes { id } } }`;
    const data = await this.world.ask<{ majorFaultReviews: { nodes: { id: string }[] } }>(who, query, {
      filter,
    });
    return data.majorFaultReviews.nodes.map(({ id }) => id);
  }

  /** The summary of the month to begin with. */
  async draft(
    month: string,
  ): Promise<{ conclusion: string; handlings: object[]; measures: { id: string }[] }> {
    const query = `query ($month: Month!) {
      drafted: draftedMonthlySummary(month: $month) { conclusion handlings { text } measures { id } } }`;
    return (
      await this.world.ask<{ drafted: Awaited<ReturnType<Reviews['draft']>> }>('dispatcher', query, { month })
    ).drafted;
  }
}
