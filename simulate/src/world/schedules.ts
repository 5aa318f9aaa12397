import { openCycles } from '@zhishou/inspections/cycle/open-cycles';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { openSettlements } from '@zhishou/scoring/settlement/open-settlements';
import { settleContracts } from '@zhishou/scoring/settlement/settle-contracts';
import { openSheets } from '@zhishou/scoring/sheet/open-sheets';
import { surroundingsOf } from './follow.js';
import type { OpenedService } from './open-service.js';

/** What the workers' schedules do: months are opened to be planned and to be scored, and contracts settled. */
export async function runSchedules(inspections: OpenedService, scoring: OpenedService): Promise<void> {
  await openCycles(surroundingsOf(inspections));
  const contracts = scoring.app.get<Contract[]>(CONTRACTS);
  await openSettlements(scoring.db, contracts);
  await openSheets(scoring.db, contracts);
  await settleContracts(scoring.db, scoring.sender, contracts);
}
