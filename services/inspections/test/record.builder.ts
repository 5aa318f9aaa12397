import { loadContract } from '@zhishou/platform/contract/load-contract';
import { itemsFor } from '@zhishou/rules/inspection/checklist';
import { PEOPLE } from '@zhishou/testkit/people';
import { recordOf as signed, type Result } from '@zhishou/testkit/visit-record';
import { CONTRACT_DIR } from './inspections.world.js';

export const CONTRACT = loadContract(CONTRACT_DIR);

/** A record of a visit that the supervisor has accompanied. */
export const recordOf = (visitId: string, results: Result[], more: object = {}) =>
  signed({ visitId, accompaniedBy: PEOPLE.supervisor.id, results, ...more });

/** Everything as it should be. */
export const allRight = ({ assets }: { assets: { code: string }[] }): Result[] =>
  assets.flatMap(({ code }) =>
    itemsFor(CONTRACT, code).map(({ code: item }) => ({ assetCode: code, item, result: 'OK' as const })),
  );

export const engineerOf = ({ engineer }: { engineer: { id: string } }) =>
  engineer.id === PEOPLE.engineer.id ? ('engineer' as const) : ('secondEngineer' as const);
