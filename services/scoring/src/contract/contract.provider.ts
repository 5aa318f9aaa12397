import type { FactoryProvider } from '@nestjs/common';
import { loadContract } from '@zhishou/platform/contract/load-contract';
import { readEnv } from '@zhishou/platform/env';
import type { Contract } from '@zhishou/rules/contract/contract.types';

export const CONTRACT = Symbol('Contract');

/** The contract in force, read once at boot; one that cannot be used ends the boot with every problem named. */
export const contractProvider: FactoryProvider<Contract> = {
  provide: CONTRACT,
  useFactory: () => {
    const { folder, signedOn } = readEnv((env) => ({
      folder: env.text('CONTRACT_DIR'),
      signedOn: env.optionalText('CONTRACT_SIGNED_ON'),
    }));
    return loadContract(folder, { signedOn });
  },
};
