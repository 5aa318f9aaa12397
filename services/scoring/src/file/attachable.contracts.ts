import { Inject, Injectable } from '@nestjs/common';
import type { Attachment } from '@zhishou/attachments/attachment.entity';
import { AttachmentSubjects, type Viewer } from '@zhishou/attachments/attachment.subjects';
import { toldFile } from '@zhishou/attachments/told-file';
import { CONTRACT_FILE_ADDED, type ContractFileData } from '@zhishou/messages/document-events';
import { TOPICS } from '@zhishou/messages/topics';
import { READERS } from '@zhishou/platform/auth/roles';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { notFound } from '@zhishou/platform/errors';
import { contractId } from '@zhishou/platform/ids';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { EntityManager } from 'typeorm';

/** Files come for a contract as long as it is known here: what is handed in, scored on paper or registered names them. */
@Injectable()
export class AttachableContracts extends AttachmentSubjects<Contract> {
  constructor(@Inject(CONTRACTS) private readonly contracts: readonly Contract[]) {
    super();
  }

  find(id: string): Promise<Contract | null> {
    return Promise.resolve(this.contracts.find((one) => contractId(one.id) === id) ?? null);
  }

  maySee({ role }: Viewer): boolean {
    return READERS.includes(role);
  }

  async lock(manager: EntityManager, id: string): Promise<Contract> {
    const contract = await this.find(id);
    if (!contract) throw notFound('The contract');
    await manager.query(`SELECT FROM kept_contract WHERE contract_id = $1 FOR UPDATE`, [contract.id]);
    return contract;
  }

  async tell(manager: EntityManager, { id }: Contract, attachment: Attachment): Promise<void> {
    const data: ContractFileData = { contractId: id, ...toldFile(attachment) };
    const about = { topic: TOPICS.scoring, type: CONTRACT_FILE_ADDED, subject: contractId(id) };
    await appendEvent(manager, { ...about, time: attachment.uploadedAt, data });
  }
}
