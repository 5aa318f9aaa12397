import type { Provider } from '@nestjs/common';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { DataSource } from 'typeorm';
import { contractEnv } from './contract.env.js';
import type { Logger } from '../log.js';
import { LOGGER } from '../tokens.js';
import { ContractStore, type ContractUse } from './contract.store.js';
import { ContractTurns } from './contract.turns.js';
import { loadContracts } from './load-contract.js';

/** `readonly Contract[]`: those the installation runs under; which of them counts when, `contractAt` and its like say. */
export const CONTRACTS = Symbol('Contracts');

/**
 * ContractStore, and CONTRACTS: the folders of CONTRACT_DIR, read and kept once at boot. One that cannot be used ends the
 * boot with every problem named.
 * @param use what the service itself does with them, in the same transaction and at every turn from one to the next
 */
export const contractProviders = (use?: ContractUse): Provider[] => [
  {
    provide: ContractStore,
    inject: [DataSource],
    useFactory: (db: DataSource) => new ContractStore(db, use),
  },
  {
    provide: CONTRACTS,
    inject: [ContractStore],
    useFactory: async (store: ContractStore): Promise<readonly Contract[]> => {
      const contracts = loadContracts(contractEnv());
      await store.load(contracts);
      return contracts;
    },
  },
  ...(use ? [TURNS] : []),
];

const TURNS: Provider = {
  provide: ContractTurns,
  inject: [ContractStore, CONTRACTS, LOGGER],
  useFactory: (store: ContractStore, contracts: readonly Contract[], logger: Logger) =>
    new ContractTurns(store, contracts, logger),
};
