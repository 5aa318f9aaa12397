import type { Head } from '@zhishou/documents/layout/head';
import type { Contract } from '@zhishou/rules/contract/contract.types';

/** What every document of a contract says of it. @param createdAt ms */
export const headOf = ({ title, parties }: Contract, createdAt: number): Head => ({
  project: title,
  bureau: parties.bureau.name,
  provider: parties.provider.name,
  createdAt,
});
