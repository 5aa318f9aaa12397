import { Inject, Injectable } from '@nestjs/common';
import { askedContract } from '@zhishou/platform/contract/asked-contract';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { keptOf } from '@zhishou/platform/contract/kept';
import type { AskedMonth } from '@zhishou/platform/contract/month.inputs';
import { databaseNow } from '@zhishou/platform/db/clock';
import { notFound } from '@zhishou/platform/errors';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { isOfInspections } from '@zhishou/rules/document/document-state';
import { type DueDocument as Due, dueDocuments } from '@zhishou/rules/document/due-documents';
import { monthOf } from '@zhishou/rules/month';
import { DataSource, type EntityManager, In } from 'typeorm';
import { DocumentSubmission } from './document-submission.entity.js';
import type { DueDocument } from './due-document.type.js';
import { dueDocumentView } from './due-document.view.js';
import { closedFaults, inspectedMonths } from './known-to-documents.js';
import { submissionsOf } from './of-inspections.js';

/** What documents the contracts want, and how each stands (domain §8). */
@Injectable()
export class DueDocuments {
  constructor(
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly dataSource: DataSource,
  ) {}

  /** Those that fall due in the month, in the order of their days. @throws UserError BAD_USER_INPUT on `contractId` */
  async ofMonth(asked: AskedMonth): Promise<DueDocument[]> {
    const { manager } = this.dataSource;
    const all = await this.wanted(manager, askedContract(this.contracts, asked));
    return this.standing(
      manager,
      all.filter(({ due }) => monthOf(due.dueAt - 1) === asked.month),
    );
  }

  /** @throws UserError NOT_FOUND */
  async byId(id: string, manager?: EntityManager): Promise<DueDocument> {
    const [found] = await this.byIds([id], manager);
    if (!found) throw notFound('The document');
    return found;
  }

  /** Those of them that there are. */
  async byIds(ids: readonly string[], manager = this.dataSource.manager): Promise<DueDocument[]> {
    const found: DueDocument[] = [];
    for (const contract of this.contracts) {
      if (!ids.some((id) => id.startsWith(`${contract.id}/`))) continue;
      const wanted = await this.wanted(manager, contract);
      found.push(
        ...(await this.standing(
          manager,
          wanted.filter(({ id }) => ids.includes(id)),
        )),
      );
    }
    return found;
  }

  /** Every document that falls due under the contract, as far as is known. */
  async wanted(manager: EntityManager, contract: Contract): Promise<Due[]> {
    const [kept, faults] = [await keptOf(manager, contract), await closedFaults(manager, contract.id)];
    return dueDocuments(contract, kept, faults);
  }

  private async standing(manager: EntityManager, documents: readonly Due[]): Promise<DueDocument[]> {
    const [first] = documents;
    if (!first) return [];
    const rows = await manager.find(DocumentSubmission, {
      where: { documentId: In(documents.map(({ id }) => id)) },
      order: { no: 'ASC' },
    });
    const months = documents.flatMap(({ rule, month }) =>
      month !== null && isOfInspections(rule.code) ? [month] : [],
    );
    const inspected = await inspectedMonths(manager, first.contractId, months);
    const now = await databaseNow(manager);
    return documents.map((document) => {
      const submissions = rows.filter(({ documentId }) => documentId === document.id);
      const { code } = document.rule;
      const told = isOfInspections(code)
        ? submissionsOf(
            code,
            inspected.find(({ month }) => month === document.month),
          )
        : submissions.map(({ submittedAt, conforming }) => ({
            submittedAt: submittedAt.getTime(),
            conforming,
          }));
      return dueDocumentView({ ...document, submissions: told }, submissions, now);
    });
  }
}
