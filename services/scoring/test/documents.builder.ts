import { expect } from '@jest/globals';
import type { TicketSnapshot } from '@zhishou/messages/events';
import type { Role } from '@zhishou/platform/auth/caller';
import { dayStart } from '@zhishou/rules/month';
import { DataSource } from 'typeorm';
import type { AvailabilityWorld } from './availability.builder.js';
import { CONTRACT_ID } from './sheets.world.js';

const VIEW = `id contractId code title clause by month ticket { id } dueAt scoredIn state late submittedAt
  allowedActions submissions { no note submittedAt submittedBy { id } conforming judgementNote judgedAt judgedBy { id } }`;
const LIST = `query ($month: Month!, $contractId: ID) { dueDocuments(month: $month, contractId: $contractId) { ${VIEW} } }`;
const INPUTS = { submitDocument: 'SubmitDocumentInput', judgeDocument: 'JudgeDocumentInput' } as const;
type Name = keyof typeof INPUTS;
const BY = { submitDocument: 'PROVIDER_DISPATCHER', judgeDocument: 'BUREAU_SUPERVISOR' } as const;
const mutation = (name: Name) => `mutation ($input: ${INPUTS[name]}!) { ${name}(input: $input) { ${VIEW} } }`;

export interface DocumentView {
  id: string;
  code: string;
  month: string | null;
  state: string;
  late: boolean;
  submittedAt: string | null;
  allowedActions: string[];
  submissions: {
    no: number;
    note: string | null;
    conforming: boolean | null;
    judgementNote: string | null;
  }[];
}

export const documentIdOf = (code: string, subject: string) => `${CONTRACT_ID}/${code}/${subject}`;

/** What tests of documents do with the service. */
export class DocumentDesk {
  private readonly bearers = new Map<Role, Promise<string>>();

  constructor(readonly world: AvailabilityWorld) {}

  /** The same person of a role each time. */
  private bearer(role: Role): Promise<string> {
    const bearer = this.bearers.get(role) ?? this.world.bearer(role);
    this.bearers.set(role, bearer);
    return bearer;
  }

  private async ask<Data>(source: string, variables: object, role: Role): Promise<Data> {
    const as = await this.bearer(role);
    const { data, errors } = await this.world.service.query(source, { variables: { ...variables }, as });
    if (errors) throw new Error(JSON.stringify(errors));
    return data as Data;
  }

  async dueIn(month: string, role: Role = 'AUDITOR'): Promise<DocumentView[]> {
    return (await this.ask<{ dueDocuments: DocumentView[] }>(LIST, { month }, role)).dueDocuments;
  }

  async found(month: string, id: string, role?: Role): Promise<DocumentView> {
    return (await this.dueIn(month, role)).find((one) => one.id === id)!;
  }

  async submit(input: object): Promise<DocumentView> {
    return this.change('submitDocument', input);
  }

  async judge(input: object): Promise<DocumentView> {
    return this.change('judgeDocument', input);
  }

  private async change(name: Name, input: object): Promise<DocumentView> {
    return (await this.ask<Record<string, DocumentView>>(mutation(name), { input }, BY[name]))[name]!;
  }

  rows<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.world.service.app.get(DataSource).query(sql, parameters);
  }

  private written(): Promise<unknown[]> {
    return this.rows(`SELECT count(*)::int FROM document_submission UNION ALL SELECT count(*)::int FROM outbox
      UNION ALL SELECT count(*)::int FROM fact
      UNION ALL SELECT count(*)::int FROM audit_entry WHERE action <> 'refused'`);
  }

  /** What was refused; and that nothing was changed by it. */
  async refused(name: Name, input: object, role: Role = BY[name]) {
    const before = await this.written();
    const as = await this.bearer(role);
    const { errors } = await this.world.service.query(mutation(name), { variables: { input }, as });
    expect(await this.written()).toEqual(before);
    const { code, fields, state } = (errors?.[0]?.extensions ?? {}) as {
      code?: string;
      state?: string;
      fields?: { path: string }[];
    };
    return state === undefined ? { code, paths: fields?.map(({ path }) => path) } : { code, state };
  }

  /** A fault of the contract that was reported and closed on that day. */
  closedFault(day: string, more: Partial<TicketSnapshot> = {}): Promise<TicketSnapshot> {
    const at = new Date(dayStart(day)).toISOString();
    return this.world.tell({
      ...{ contractId: CONTRACT_ID, state: 'CLOSED', reportedAt: at, closedAt: at },
      ...more,
    });
  }
}
