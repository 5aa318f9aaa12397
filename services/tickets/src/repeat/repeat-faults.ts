import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { apart } from '@zhishou/platform/graphql/loader';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { DAY_MS } from '@zhishou/rules/month';
import { isRepeatOf, mayRepeat } from '@zhishou/rules/repeat-fault';
import DataLoader from 'dataloader';
import { DataSource } from 'typeorm';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import type { Ticket } from '../ticket/ticket.entity.js';
import { type ClosedBetween, type ClosedFault, closedFaults } from './closed-faults.js';

/** Who reports needs the latest ones, not a history; the gateway's cost counts ten of a list without pages. */
export const MOST_SHOWN = 10;

/** A fault as its report names it. */
export type Reported = Pick<Ticket, 'assetCode' | 'unitNumbers' | 'reportedAt'>;

/** Which closed faults a fault repeats or may turn out to repeat; one query for all tickets of a list. */
@Injectable()
export class RepeatFaults {
  private readonly closed;

  constructor(
    @InjectDataSource() db: DataSource,
    private readonly contracts: ContractStore,
  ) {
    const load = (asked: readonly ClosedBetween[]) => closedFaults(db.manager, asked);
    this.closed = apart(() => new DataLoader(load, { cache: false }));
  }

  /** Null while the type of the fault is not known: until its repair has passed the test (domain §4). */
  async isRepeat(ticket: Ticket): Promise<boolean | null> {
    if (ticket.kind !== 'FAULT' || ticket.state !== 'CLOSED' || ticket.faultType === null) return null;
    const contract = await this.contracts.byVersion(ticket.contractVersion);
    const { faultType } = ticket;
    const fault = { ...traceOf(ticket, contract), faultType };
    const earlier = await this.closedInWindow(ticket, contract);
    return earlier.some((other) => isRepeatOf(closedTrace(other, contract), fault, ruleOf(contract)));
  }

  /** What the fault will repeat if it is of the same type; nothing once it is known whether it does, or never will be. */
  async likelyRepeatOf(ticket: Ticket): Promise<ClosedFault[]> {
    const undecided = ticket.kind === 'FAULT' && ticket.closedAt === null;
    return undecided ? this.likely(ticket, await this.contracts.byVersion(ticket.contractVersion)) : [];
  }

  /** The latest first. */
  async likely(reported: Reported, contract: Contract): Promise<ClosedFault[]> {
    const fault = traceOf(reported, contract);
    const earlier = await this.closedInWindow(reported, contract);
    return earlier
      .filter((other) => mayRepeat(closedTrace(other, contract), fault, ruleOf(contract)))
      .slice(0, MOST_SHOWN);
  }

  private async closedInWindow(
    { assetCode, reportedAt }: Reported,
    contract: Contract,
  ): Promise<ClosedFault[]> {
    if (assetCode === null) return [];
    const to = reportedAt.getTime();
    return this.closed.load({ assetCode, from: to - ruleOf(contract).windowDays * DAY_MS, to });
  }
}

const ruleOf = ({ choices }: Contract) => ({
  windowDays: choices['repeat.windowDays'],
  match: choices['repeat.match'],
});

const traceOf = ({ assetCode, unitNumbers, reportedAt }: Reported, contract: Contract) => {
  const asset = contract.assets.find(({ code }) => code === assetCode);
  const units = unitNumbers ?? (asset && asset.quantity <= 1 ? [1] : []);
  return { assetCode, units, reportedAt: reportedAt.getTime() };
};

const closedTrace = (fault: ClosedFault, contract: Contract) => ({
  ...traceOf(fault, contract),
  faultType: fault.faultType,
  closedAt: fault.closedAt.getTime(),
});
