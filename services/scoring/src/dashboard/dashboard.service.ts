import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { keptOf } from '@zhishou/platform/contract/kept';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput } from '@zhishou/platform/errors';
import { type Rate, rateOf } from '@zhishou/platform/graphql/rate.type';
import { contractMonths } from '@zhishou/rules/contract/contract-months';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { parseFraction } from '@zhishou/rules/fraction';
import { monthOf } from '@zhishou/rules/month';
import { DataSource } from 'typeorm';
import { SheetComputer } from '../computer/sheet.computer.js';
import { monthsUpTo } from '../document/month-of-faults.js';
import { lastFact } from '../fact/known-facts.js';
import { SettlementService } from '../settlement/settlement.service.js';
import { shown } from '../sheet/score.types.js';
import type { DashboardArgs } from './dashboard.inputs.js';
import type { Dashboard, DashboardClock, DashboardForecast } from './dashboard.types.js';
import type { ClockFigures, Figures } from './figures.js';
import { lossesOf, type ScoredMonth, scoredMonths } from './lost-points.js';

/** What is asked within it is asked as of its beginning, and so computed once. */
const MINUTE_MS = 60_000;

/** A contract at a glance; its faults are gone through on the thread that computes sheets. */
@Injectable()
export class DashboardService {
  constructor(
    private readonly computer: SheetComputer,
    private readonly settlements: SettlementService,
    private readonly dataSource: DataSource,
  ) {}

  /** @throws UserError BAD_USER_INPUT on `contractId`, `from` or `to`; RATE_LIMITED for who asks on while he waits */
  async of(caller: Caller, asked: DashboardArgs): Promise<Dashboard> {
    const { manager } = this.dataSource;
    const contract = await this.settlements.contract(asked.contractId);
    const now = Math.floor((await databaseNow(manager)) / MINUTE_MS) * MINUTE_MS;
    const months = monthsAsked(contract, asked, now);
    const { seq, hash } = await lastFact(manager);
    const kept = await keptOf(manager, contract);
    const from = { contract, month: months.at(-1)!, kept, lastFact: seq, factsHash: hash, others: [] };
    const figures = await this.computer.figures(caller.personId, from, { months, now });
    const scored = await scoredMonths(manager, contract, months);
    return {
      ...{ contractId: contract.id, asOf: new Date(now) },
      months: figures.months.map((one) => monthLine(one, scored)),
      response: clock(figures.clocks.RESPONSE),
      onsite: clock(figures.clocks.ONSITE),
      repair: clock(figures.clocks.RESOLVE),
      subsystems: figures.subsystems.map(({ name, units, rate: exact }) => ({
        ...{ name, units, availability: rateOf(parseFraction(exact)) },
      })),
      ...{ causes: figures.causes, assets: figures.assets, vendors: figures.vendors },
      repeats: figures.repeats.map(({ ticketId, number, earlierId }) => ({
        ...{ number, ticket: { id: ticketId }, earlier: { id: earlierId } },
      })),
      losses: lossesOf(scored).map(({ code, points, deductions }) => ({
        ...{ code, title: contract.scores[code].title, clause: contract.scores[code].clause },
        ...{ deductions, points: shown(parseFraction(points)) },
      })),
      forecast: await this.forecast(contract),
    };
  }

  private async forecast({ id }: Contract): Promise<DashboardForecast | null> {
    const { amounts, confirmed } = await this.settlements.reckoning(await this.settlements.opened(id));
    return (
      amounts && {
        months: confirmed,
        performance: shown(parseFraction(amounts.performance)),
        service: shown(parseFraction(amounts.service)),
        remuneration: BigInt(amounts.remuneration),
        deduction: BigInt(amounts.deduction),
      }
    );
  }
}

function monthsAsked(contract: Contract, { from, to }: DashboardArgs, now: number): string[] {
  const all = contractMonths(contract);
  const begun = monthsUpTo(contract, monthOf(now));
  for (const [path, month] of Object.entries({ from, to }))
    if (month != null && !begun.includes(month))
      throw badInput([
        {
          path,
          message: `is no month of the contract that has begun: it runs from ${all.at(0)} to ${all.at(-1)}`,
        },
      ]);
  const months = begun.filter((month) => (from == null || month >= from) && (to == null || month <= to));
  if (months.length === 0)
    throw badInput([
      begun.length === 0
        ? { path: 'contractId', message: `the contract is signed on ${contract.signedOn}` }
        : { path: 'to', message: 'lies before `from`' },
    ]);
  return months;
}

function monthLine(figures: Figures['months'][number], scored: readonly ScoredMonth[]) {
  const { month, reported, major, repeats, rates, availability } = figures;
  const own = scored.find((one) => one.month === month);
  const points = (text: string | undefined) => (text === undefined ? null : shown(parseFraction(text)));
  return {
    ...{ month, reported, major, repeats },
    responseRate: rate(rates.RESPONSE),
    onsiteRate: rate(rates.ONSITE),
    repairRate: rate(rates.RESOLVE),
    availability: rateOf(parseFraction(availability)),
    performance: points(own?.result.performance),
    service: points(own?.result.service),
    isConfirmed: own?.isConfirmed ?? false,
  };
}

const rate = (exact: string | null): Rate | null => (exact === null ? null : rateOf(parseFraction(exact)));
const seconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 1_000));

const clock = ({ met, late, rate: exact, ...took }: ClockFigures): DashboardClock => ({
  ...{ met, late, rate: rate(exact) },
  meanSeconds: seconds(took.mean),
  medianSeconds: seconds(took.median),
  p90Seconds: seconds(took.p90),
  longestSeconds: seconds(took.longest),
});
