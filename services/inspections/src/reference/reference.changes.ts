import { Inject, Injectable } from '@nestjs/common';
import { Attachment } from '@zhishou/attachments/attachment.entity';
import { AttachmentKind } from '@zhishou/attachments/upload/file-format';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput } from '@zhishou/platform/errors';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { assertId, newId } from '@zhishou/platform/ids';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { linkProblems, type ReferenceLinks } from '@zhishou/rules/inspection/reference-document';
import { DataSource, type EntityManager } from 'typeorm';
import { lockReference } from './lock-reference.js';
import { ReferenceDocument } from './reference-document.entity.js';
import { ReferenceVersion } from './reference-version.entity.js';
import type {
  CreateReferenceInput,
  LinkReferenceInput,
  PublishReferenceInput,
  WithdrawReferenceInput,
} from './reference.inputs.js';
import { recordReference } from './reference.recording.js';

type ChangeOfOne = 'publishReferenceVersion' | 'linkReferenceDocument' | 'withdrawReferenceDocument';

interface Keyed {
  referenceId: string;
  idempotencyKey?: string;
}

interface Made {
  change: Partial<ReferenceDocument>;
  version?: ReferenceVersion;
}

/** What the bureau does with its own rules. Each answers the document's id. */
@Injectable()
export class ReferenceChanges {
  constructor(
    private readonly db: DataSource,
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
  ) {}

  /** @throws UserError BAD_USER_INPUT naming a code that is in no contract */
  create(caller: Caller, { idempotencyKey: key, ...body }: CreateReferenceInput): Promise<string> {
    this.refuseUnknown(body);
    const action = 'createReferenceDocument';
    const call = { dataSource: this.db, caller, mutation: action, key, body };
    return withIdempotency(call, async (manager) => {
      const at = new Date(await databaseNow(manager));
      const { title, kind, checklistItems, faultTypes } = body;
      const document: ReferenceDocument = {
        ...{ id: newId('ref'), title, kind, checklistItems, faultTypes, latestVersion: 0 },
        ...{ createdAt: at, createdById: caller.personId },
        ...{ withdrawnAt: null, withdrawnById: null, withdrawalReason: null },
      };
      await manager.insert(ReferenceDocument, document);
      await recordReference(manager, caller, { action, after: document, at });
      return document.id;
    });
  }

  /** @throws UserError BAD_USER_INPUT, NOT_FOUND, CONFLICT */
  publish(caller: Caller, input: PublishReferenceInput): Promise<string> {
    const attachmentId = assertId('att', input.fileId, 'fileId');
    return this.change(caller, 'publishReferenceVersion', input, async (document, at, manager) => {
      await refuseFile(manager, document.id, attachmentId);
      const no = document.latestVersion + 1;
      const by = { publishedAt: at, publishedById: caller.personId };
      const version = { documentId: document.id, no, attachmentId, note: input.note ?? null, ...by };
      await manager.insert(ReferenceVersion, version);
      return { change: { latestVersion: no }, version };
    });
  }

  /** @throws UserError BAD_USER_INPUT naming a code that is in no contract, NOT_FOUND, CONFLICT */
  link(caller: Caller, input: LinkReferenceInput): Promise<string> {
    this.refuseUnknown(input);
    const { checklistItems, faultTypes } = input;
    return this.change(caller, 'linkReferenceDocument', input, () => ({
      change: { checklistItems, faultTypes },
    }));
  }

  /** @throws UserError BAD_USER_INPUT, NOT_FOUND, CONFLICT */
  withdraw(caller: Caller, input: WithdrawReferenceInput): Promise<string> {
    return this.change(caller, 'withdrawReferenceDocument', input, (_document, at) => ({
      change: { withdrawnAt: at, withdrawnById: caller.personId, withdrawalReason: input.reason },
    }));
  }

  private change(
    caller: Caller,
    action: ChangeOfOne,
    { idempotencyKey: key, ...body }: Keyed,
    make: (document: ReferenceDocument, at: Date, manager: EntityManager) => Made | Promise<Made>,
  ): Promise<string> {
    const id = assertId('ref', body.referenceId, 'referenceId');
    const call = { dataSource: this.db, caller, mutation: action, key, body };
    return withIdempotency(call, async (manager) => {
      const before = await lockReference(manager, caller.role, action, id);
      const at = new Date(await databaseNow(manager));
      const { change, version } = await make(before, at, manager);
      await manager.update(ReferenceDocument, { id }, change);
      await recordReference(manager, caller, {
        action,
        before,
        after: { ...before, ...change },
        version,
        at,
      });
      return id;
    });
  }

  private refuseUnknown(links: ReferenceLinks): void {
    const problems = linkProblems(links, this.contracts);
    if (problems.length > 0) throw badInput(problems);
  }
}

async function refuseFile(manager: EntityManager, subjectId: string, id: string): Promise<void> {
  const refuse = (message: string) => badInput([{ path: 'fileId', message }]);
  const file = await manager.findOneBy(Attachment, { id, subjectId });
  if (!file) throw refuse('was not uploaded for this document');
  if (file.kind !== AttachmentKind.DOCUMENT && file.kind !== AttachmentKind.IMAGE)
    throw refuse('is neither a document nor a picture');
  const version = await manager.findOneBy(ReferenceVersion, { attachmentId: id });
  if (version) throw refuse(`is version ${version.no} already`);
}
