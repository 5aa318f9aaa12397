import { eventually } from '@zhishou/testkit/eventually';
import type { DocumentLink } from './document.builder.js';
import { inputTypeOf } from './mutations.builder.js';
import { type PlannedVisit, type Proposed, toInput } from './plan.builder.js';
import type { GraphqlError, User } from './zhishou.builder.js';

export interface VisitView {
  id: string;
  state: string;
  round: number;
  engineer: { id: string };
  checklist: { asset: { code: string }; items: { code: string }[] }[];
  document: DocumentLink | null;
}

export interface FindingView {
  id: string;
  kind: 'FAULT' | 'HAZARD';
  state: string;
  handling: string | null;
  ticket: { id: string; state: string } | null;
}

export interface CycleView {
  state: string;
  planVersion: number;
  coverage: { percent: number };
  dueDates: { kind: string; metAt: string | null; overdueAt: string | null }[];
  visits: VisitView[];
  findings: FindingView[];
}

const VISIT = `id state round engineer { id } checklist { asset { code } items { code } } document { url fileName }`;
const FINDING = `id kind state handling ticket { id state }`;
const CYCLE = `state planVersion coverage { percent } dueDates { kind metAt overdueAt }
  visits { ${VISIT} } findings { ${FINDING} }`;

const VIEWS: Record<string, string> = {
  recordVisit: VISIT,
  reviewVisit: VISIT,
  decideHazard: FINDING,
  rectifyHazard: FINDING,
  verifyHazard: FINDING,
  recordJointTest: 'id',
};

const mutationOf = (name: string): string =>
  `mutation ($input: ${String(inputTypeOf(name))}) { ${name}(input: $input) { ${VIEWS[name] ?? CYCLE} } }`;

/** What people do in a month of a contract, by GraphQL alone. */
export class MonthClient {
  constructor(private readonly asked: { month: string; contractId?: string }) {}

  async take<T>(user: User, mutation: string, input: object): Promise<T> {
    return (await user.ask<Record<string, T>>(mutationOf(mutation), { input }))[mutation]!;
  }

  /** A step of the month itself. */
  takeMonth(user: User, mutation: string, input: object): Promise<CycleView> {
    return this.take(user, mutation, { ...this.asked, ...input });
  }

  refusal(user: User, mutation: string, input: object): Promise<GraphqlError> {
    return user.refusal(mutationOf(mutation), { input: { ...this.asked, ...input } });
  }

  cycle(user: User): Promise<CycleView | null> {
    return this.read(user, 'inspectionCycle', CYCLE);
  }

  untilOpen(user: User): Promise<object> {
    return this.until(user, 'id', (cycle: object | null) => cycle);
  }

  /** Until the plan in force has its visits. */
  untilVisits(user: User, count: number): Promise<boolean> {
    const has = ({ visits }: { visits: object[] }) => visits.length === count;
    return this.until(user, 'visits { id }', has);
  }

  /** Until the month's fault is a ticket. */
  untilReported(user: User): Promise<{ id: string }> {
    const ticketOf = ({ findings }: { findings: { ticket: { id: string } | null }[] }) =>
      findings.find(({ ticket }) => ticket !== null)?.ticket;
    return this.until(user, 'findings { ticket { id } }', ticketOf);
  }

  /** A plan that nothing is wrong with. */
  async proposed(user: User): Promise<PlannedVisit[]> {
    const view = 'date place engineer { id } assets { code }';
    return (await this.read<Proposed[]>(user, 'proposedInspectionPlan', view)).map(toInput);
  }

  diff(user: User, from: number, to: number): Promise<{ moved: object[] }> {
    const moved = 'moved { from { place } to { place } changed }';
    return this.read(user, 'planDiff', moved, `from: ${from}, to: ${to}`);
  }

  draft(user: User): Promise<{ conclusion: string; handlings: { finding: { id: string }; text: string }[] }> {
    return this.read(user, 'draftedMonthlySummary', 'conclusion handlings { finding { id } text }');
  }

  document(user: User, kind: string): Promise<DocumentLink> {
    return this.read(user, 'inspectionDocument', 'url fileName', `kind: ${kind}`);
  }

  /** Looks seldom: reading has its price for whoever reads. */
  private until<Seen, T extends object | boolean>(
    user: User,
    view: string,
    seen: (cycle: Seen) => T | null | undefined,
  ): Promise<T> {
    const look = async () => seen(await this.read<Seen>(user, 'inspectionCycle', view));
    return eventually<T | null | undefined>(look, { within: 30_000, every: 500 });
  }

  private async read<T>(user: User, field: string, view: string, more = ''): Promise<T> {
    const source = `query ($month: Month!, $contractId: ID) {
      ${field}(month: $month, contractId: $contractId ${more && `, ${more}`}) { ${view} } }`;
    return (await user.ask<Record<string, T>>(source, this.asked))[field]!;
  }
}
