import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { DAY_MS } from '@zhishou/rules/month';
import { isRepeatOf } from '@zhishou/rules/repeat-fault';
import DataLoader from 'dataloader';
import { Between, DataSource, In } from 'typeorm';
import { ContractStore } from '../contract/contract.store.js';
import { Ticket } from './ticket.entity.js';

type Closed = Ticket & { closedAt: Date };

/** Whether faults are repeats of others; one query for all tickets of a list. */
@Injectable()
export class RepeatFaults {
  private readonly judgements;

  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly contracts: ContractStore,
  ) {
    this.judgements = new DataLoader((faults: readonly Ticket[]) => this.judge(faults), { cache: false });
  }

  /** Null while the type of the fault is not known: until its repair has passed the test (domain §4). */
  isRepeat(ticket: Ticket): Promise<boolean | null> {
    if (ticket.kind !== 'FAULT' || ticket.state !== 'CLOSED' || ticket.faultType === null) {
      return Promise.resolve(null);
    }
    return this.judgements.load(ticket);
  }

  private async judge(faults: readonly Ticket[]): Promise<boolean[]> {
    const asked = await Promise.all(
      faults.map(async (fault) => ({
        fault,
        contract: await this.contracts.byVersion(fault.contractVersion),
      })),
    );
    const earlier = await this.closedBefore(
      faults,
      Math.max(...asked.map(({ contract }) => daysOf(contract))),
    );
    return asked.map(({ fault, contract }) => {
      const rule = { windowDays: daysOf(contract), match: contract.choices['repeat.match'] };
      const traced = { ...traceOf(fault, contract), reportedAt: fault.reportedAt.getTime() };
      return earlier.some((other) =>
        isRepeatOf({ ...traceOf(other, contract), closedAt: other.closedAt.getTime() }, traced, rule),
      );
    });
  }

  private closedBefore(faults: readonly Ticket[], windowDays: number): Promise<Closed[]> {
    const reports = faults.map((fault) => fault.reportedAt.getTime());
    const since = new Date(Math.min(...reports) - windowDays * DAY_MS);
    const codes = faults.map((fault) => fault.assetCode).filter((code) => code !== null);
    return this.db.getRepository(Ticket).find({
      select: { id: true, assetCode: true, faultType: true, unitNumbers: true, closedAt: true },
      where: {
        kind: 'FAULT',
        state: 'CLOSED',
        assetCode: In(codes),
        closedAt: Between(since, new Date(Math.max(...reports))),
      },
    }) as Promise<Closed[]>;
  }
}

const daysOf = (contract: Contract): number => contract.choices['repeat.windowDays'];

const traceOf = ({ assetCode, faultType, unitNumbers }: Ticket, contract: Contract) => {
  const asset = contract.assets.find(({ code }) => code === assetCode);
  return { assetCode, faultType, units: unitNumbers ?? (asset && asset.quantity <= 1 ? [1] : []) };
};
