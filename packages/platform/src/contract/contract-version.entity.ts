import type { Contract } from '@zhishou/rules/contract/contract.types';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A contract as it was loaded once; whatever began under it can be reckoned by it for ever. */
@Entity('contract_version')
export class ContractVersion {
  /** SHA-256 of the contract's content and its signing day */
  @PrimaryColumn('text')
  version!: string;

  @Column('text')
  contractId!: string;

  @Column('text')
  signedOn!: string;

  @Column('jsonb')
  content!: Contract;
}
