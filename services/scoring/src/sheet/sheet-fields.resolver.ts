import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import { Rate, rateOf } from '@zhishou/platform/graphql/rate.type';
import { parseFraction } from '@zhishou/rules/fraction';
import { reasonOf } from './reason.js';
import { exactOf, Score, ScoreItem, scoreOf, shown } from './score.types.js';
import { ScoreSheet } from './sheet.entity.js';
import { SheetService } from './sheet.service.js';
import { SHEETS } from './sheet.table.js';

const date = (at: number | null | undefined): Date | null => (at == null ? null : new Date(at));
const person = (id: string | null | undefined): PersonRef | null => (id == null ? null : { id });

/** What of a score sheet follows from its computation and its process. */
@Resolver(() => ScoreSheet)
export class SheetFieldsResolver {
  constructor(
    private readonly sheets: SheetService,
    private readonly clock: DatabaseClock,
  ) {}

  @ResolveField(() => Score, { description: 'Performance: P1 to P9, less D' })
  async performance(@Parent() sheet: ScoreSheet): Promise<Score> {
    return scoreOf(parseFraction((await this.sheets.computed(sheet)).performance));
  }

  @ResolveField(() => Score, { description: 'Service: S1 to S3' })
  async service(@Parent() sheet: ScoreSheet): Promise<Score> {
    return scoreOf(parseFraction((await this.sheets.computed(sheet)).service));
  }

  @ResolveField(() => [ScoreItem], { description: 'P1 to P9, S1 to S3, D; none of a month on paper' })
  async items(@Parent() sheet: ScoreSheet): Promise<ScoreItem[]> {
    const computed = await this.sheets.computed(sheet);
    const { scores } = await this.sheets.contractOf(sheet);
    return computed.items.map(({ code, of, points, deductions }) => ({
      code,
      title: scores[code].title,
      clause: scores[code].clause,
      of,
      points: shown(parseFraction(points)),
      exact: exactOf(parseFraction(points)),
      deductions: deductions.map((deduction) => ({
        clause: scores[code].clause,
        points: shown(parseFraction(deduction.points)),
        reason: reasonOf(deduction.cause, computed),
        month: deduction.month,
        computed: deduction,
      })),
    }));
  }

  @ResolveField(() => Rate, {
    nullable: true,
    description: 'The timely repair rate of item P5; null when no fault was due',
  })
  async timelyRepairRate(@Parent() sheet: ScoreSheet): Promise<Rate | null> {
    const { rate } = (await this.sheets.computed(sheet)).timelyRepair;
    return rate === null ? null : rateOf(parseFraction(rate));
  }

  @ResolveField(() => Rate, {
    nullable: true,
    description: 'The availability of item P6; null of a month on paper',
  })
  async availability(@Parent() sheet: ScoreSheet): Promise<Rate | null> {
    const { rate } = (await this.sheets.computed(sheet)).availability;
    return rate === null ? null : rateOf(parseFraction(rate));
  }

  @ResolveField(() => Date, { nullable: true, description: 'When it was scored last' })
  scoredAt(@Parent() { process }: ScoreSheet): Date | null {
    return date(process.scoring?.at);
  }

  @ResolveField(() => PersonRef, {
    nullable: true,
    description: 'The supervisor who scored it last; of a month on paper, the admin who entered it',
  })
  scoredBy(@Parent() { process }: ScoreSheet): PersonRef | null {
    return person(process.scoring?.byId);
  }

  @ResolveField(() => Date, {
    nullable: true,
    description:
      'Until when the provider may object: the end of the last of the working days it has; null before the scoring',
  })
  objectBy(@Parent() { process }: ScoreSheet): Date | null {
    return date(process.objectBy);
  }

  @ResolveField(() => Date, { nullable: true, description: 'When the provider objected' })
  objectedAt(@Parent() { process: { objection } }: ScoreSheet): Date | null {
    return objection && !objection.waived ? date(objection.at) : null;
  }

  @ResolveField(() => Date, { nullable: true, description: 'When the provider waived its right to object' })
  waivedAt(@Parent() { process: { objection } }: ScoreSheet): Date | null {
    return objection?.waived ? date(objection.at) : null;
  }

  @ResolveField(() => Date, { nullable: true, description: 'When the objection was answered' })
  answeredAt(@Parent() { process: { objection } }: ScoreSheet): Date | null {
    return date(objection?.answeredAt);
  }

  @ResolveField(() => Date, { nullable: true, description: 'When it was confirmed and locked' })
  confirmedAt(@Parent() { process }: ScoreSheet): Date | null {
    return date(process.confirmedAt);
  }

  @ResolveField(() => PersonRef, {
    nullable: true,
    description: 'Who confirmed it: an admin; of a month on paper, the second person',
  })
  confirmedBy(@Parent() { process }: ScoreSheet): PersonRef | null {
    return person(process.confirmedById);
  }

  @ResolveField(() => [String], { description: 'Names of the mutations the caller may call on it now' })
  async allowedActions(
    @Parent() { process }: ScoreSheet,
    @CurrentCaller() caller: Caller,
  ): Promise<string[]> {
    return SHEETS.allowed(process, { id: caller.personId, role: caller.role }, await this.clock.now());
  }
}
