import { Attachment } from '@zhishou/attachments/attachment.entity';
import { badInput } from '@zhishou/platform/errors';
import { contractId } from '@zhishou/platform/ids';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { type EntityManager, In } from 'typeorm';

/** As steps, events and the audit name a file. */
export interface NamedFile {
  id: string;
  /** of what is kept */
  sha256: string;
}

/**
 * The files that somebody names, in that order.
 * @throws UserError BAD_USER_INPUT on each of `fileIds` that is no file of this contract
 */
export async function namedFiles(
  manager: EntityManager,
  contract: Pick<Contract, 'id'>,
  ids: readonly string[],
): Promise<NamedFile[]> {
  if (ids.length === 0) return [];
  const rows = await manager.findBy(Attachment, { subjectId: contractId(contract.id), id: In([...ids]) });
  const files = ids.map((id) => rows.find((row) => row.id === id));
  const problems = files.flatMap((file, index) =>
    file ? [] : [{ path: `fileIds.${index}`, message: 'is no file that was uploaded for this contract' }],
  );
  if (problems.length > 0) throw badInput(problems);
  return files.map((file) => ({ id: file!.id, sha256: file!.sha256 }));
}
