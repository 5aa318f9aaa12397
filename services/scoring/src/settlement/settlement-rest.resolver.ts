import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { parseFraction } from '@zhishou/rules/fraction';
import { equipmentOf } from '../document/fault.words.js';
import { reasonOfLate } from '../sheet/reason.js';
import { Deduction, shown } from '../sheet/score.types.js';
import { SettledApart } from './settled-apart.type.js';
import { Settlement } from './settlement.entity.js';
import { SettlementService } from './settlement.service.js';

/** What stands in a settlement beside its numbers. */
@Resolver(() => Settlement)
export class SettlementRestResolver {
  constructor(private readonly settlements: SettlementService) {}

  @ResolveField(() => [SettledApart], {
    description: 'What the bureau’s judgement alone made covered, which no number here contains',
  })
  async apart(@Parent() settlement: Settlement): Promise<SettledApart[]> {
    const judged = await this.settlements.judged(settlement);
    return judged.map(({ ticket, judgedAt }) => ({
      ticket: { id: ticket.id },
      number: ticket.number,
      equipment: equipmentOf(ticket),
      judgedAt,
      repairedAt: ticket.repairedAt === null ? null : new Date(ticket.repairedAt),
    }));
  }

  @ResolveField(() => [Deduction], {
    description:
      'What became known after the last sheet was confirmed, as it would have counted: it is shown, and changes nothing; ' +
      'of the repair rate (item P5) 0 points, which no single fault costs',
  })
  async late(@Parent() settlement: Settlement): Promise<Deduction[]> {
    const rows = await this.settlements.lateRows(settlement);
    const { scores } = await this.settlements.contract(settlement.id);
    return rows.map((row) => ({
      clause: scores[row.code].clause,
      points: shown(parseFraction(row.points)),
      reason: reasonOfLate(row.cause),
      month: row.month,
      computed: row,
    }));
  }
}
