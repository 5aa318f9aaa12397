import type { EntityManager } from 'typeorm';
import type { Alarm } from '../alarm/alarm.js';
import type { Dates } from '../alarm/dates.js';
import type { Waits } from '../alarm/waits.js';
import type { Hazard } from './hazard.entity.js';

/** A hazard waits for the bureau's consent, and once rectified for its verification. */
export const HAZARD_WAITS: Waits<Hazard> = {
  reasons: { PROPOSED: 'HAZARD_CONSENT', RECTIFIED: 'HAZARD_VERIFICATION' },
  roundOf: ({ process }) => process.round,
  told: toldOfHazard,
};

/** The date by which it is to be rectified. */
export const HAZARD_DATES: Dates<Hazard> = { words: { RECTIFICATION: 'HAZARD' }, told: toldOfHazard };

/** Which hazard an alarm is about: the equipment and the month in which it was found; nothing of what was found. */
async function toldOfHazard(
  manager: EntityManager,
  { id }: Pick<Hazard, 'id'>,
): Promise<Pick<Alarm, 'about' | 'title'>> {
  const [found] = await manager.query<
    { code: string; month: string; contract: string; name: string | null }[]
  >(
    `SELECT finding.asset_code AS code, cycle.month, cycle.contract_id AS contract,
            (SELECT asset ->> 'name' FROM jsonb_array_elements(version.content -> 'assets') AS asset
             WHERE asset ->> 'code' = finding.asset_code) AS name
     FROM finding JOIN cycle ON cycle.id = finding.cycle_id
     JOIN contract_version version ON version.version = cycle.contract_version
     WHERE finding.id = $1`,
    [id],
  );
  const { code, month, contract, name } = found!;
  return {
    about: { findingId: id, assetCode: code, month, contractId: contract },
    title: name === null ? code : `${code} ${name}`,
  };
}
