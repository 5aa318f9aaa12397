import { Inject, Injectable } from '@nestjs/common';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { databaseNow } from '@zhishou/platform/db/clock';
import { rowLoader } from '@zhishou/platform/graphql/loader';
import { availabilityOf, outagesOf, unitTimeOf } from '@zhishou/rules/availability';
import { contractOfMonth } from '@zhishou/rules/contract/contract-at';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { Fraction } from '@zhishou/rules/fraction';
import { monthBounds, type Month, type Span } from '@zhishou/rules/month';
import { DataSource } from 'typeorm';
import { FactService } from '../fact/fact.service.js';
import { faultFactsOf } from './fault-facts.js';

interface AssetMonth {
  key: string;
  rate: Fraction;
}

const keyOf = (month: Month, code: string): string => `${month} ${code}`;

/** Availability (domain §6, P6) of single assets; what one tick asks for one month is one look at the facts. */
@Injectable()
export class AvailabilityService {
  private readonly loader = rowLoader(
    (keys) => this.load(keys),
    ({ key }) => key,
  );

  constructor(
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly facts: FactService,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * The asset's availability in the month: all of a past one, the time so far of the running one, full for one to
   * come. Null where there are no units to be down: an item without units, or an asset of no list of this contract.
   */
  async of(code: string, month: Month): Promise<Fraction | null> {
    return (await this.loader.load(keyOf(month, code)))?.rate ?? null;
  }

  private async load(keys: string[]): Promise<AssetMonth[]> {
    const now = await databaseNow(this.dataSource.manager);
    const months = new Set(keys.map((key) => key.split(' ', 1)[0] as Month));
    const answers = [...months].map((month) => {
      const wanted = (code: string) => keys.includes(keyOf(month, code));
      return this.ratesOf(month, wanted, now);
    });
    return (await Promise.all(answers)).flat();
  }

  private async ratesOf(month: Month, wanted: (code: string) => boolean, now: number): Promise<AssetMonth[]> {
    const { assets, choices } = contractOfMonth(this.contracts, month);
    const units = assets.filter(({ code, quantity }) => quantity > 0 && wanted(code));
    const window = soFar(monthBounds(month), now);
    const tickets = await this.facts.ticketsOf(
      units.map(({ code }) => code),
      window,
    );
    const outages = tickets.flatMap((ticket) => outagesOf(faultFactsOf(ticket), choices));
    return units.map((asset) => {
      const own = outages.filter(({ assetCode }) => assetCode === asset.code);
      const rate = availabilityOf(unitTimeOf(asset, own, window, choices));
      return { key: keyOf(month, asset.code), rate };
    });
  }
}

/** The part of the span that has passed by `now` (ms); empty before it begins. */
const soFar = ({ from, to }: Span, now: number): Span => ({ from, to: Math.max(from, Math.min(to, now)) });
